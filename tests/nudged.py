"""Any company, any week, any wishes; and a witness who sees that nobody is nudged when and as they should not be."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from bot.domain.company.department import Department, Office
from bot.domain.company.organisation import Organisation, WorkspaceSettings
from bot.domain.company.people import NO_TIME, Person
from bot.domain.nudging.batches import Quiet, Recipient, Told
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.listeners import Listener
from bot.domain.nudging.nudge_settings import NudgeSettings
from bot.domain.nudging.nudges import Nudge
from bot.domain.nudging.preferences import Preferences
from bot.domain.nudging.recipients import recipient_of
from bot.domain.time.calendars import Calendars
from bot.domain.time.days_off import CLOSED, DaysOff, given_days
from bot.domain.time.hours import Slots

ANNA, DORA, CEM, NINA, CHANNEL = "U0ANNA", "U0DORA", "U0CEM", "U0NINA", "C0ACC"
EVERYBODY = (ANNA, DORA, CEM, NINA, CHANNEL)
_EVER = datetime.max.replace(tzinfo=UTC)
_ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC")
_WEEKS = (
    {"mon-fri": "09:00-17:00"},
    {"mon-thu": "08:00-16:30", "fri": "08:00-13:00"},
    {"tue": "10:00-12:00, 13:00-14:30"},
    {"sat-sun": "06:00-22:00"},
    {"mon-sun": "00:00-24:00"},
)
_STARTS = (  # clocks are put forward, put back, and a year ends
    datetime(2026, 3, 26, 7, tzinfo=UTC),
    datetime(2026, 10, 22, 7, tzinfo=UTC),
    datetime(2026, 12, 21, 7, tzinfo=UTC),
)


@dataclass(frozen=True)
class Company:
    """Anna's department hands over to Dora's, which Cem leads; how each of them may be reached."""

    organisation: Organisation
    people: dict[str, Person]
    wishes: dict[str, Preferences]
    days_off: DaysOff
    start: datetime

    def holidays(self, region: str | None) -> DaysOff:
        """Return the days off, which are the same everywhere."""
        return self.days_off

    @property
    def calendars(self) -> Calendars:
        return Calendars(self.organisation, self.holidays)

    def recipient(self, who: str, told: Told = Told()) -> Recipient:  # noqa: B008  # frozen
        listener = Listener("T0HANSEN", who, self.wishes.get(who, Preferences()), told)
        recipient = recipient_of(listener, self.people.get(who), self.calendars)
        assert recipient is not None
        return recipient


def _quiet(start: datetime) -> st.SearchStrategy[Quiet | None]:
    hours = st.tuples(st.integers(0, 96), st.integers(1, 96))
    return st.none() | hours.map(
        lambda drawn: Quiet(start + timedelta(hours=drawn[0]), start + timedelta(hours=drawn[0] + drawn[1]))
    )


def _person(who: str, start: datetime) -> st.SearchStrategy[Person]:
    away = st.none() | st.integers(0, 120).map(lambda hours: start + timedelta(hours=hours))
    return st.builds(
        Person,
        st.just(who),
        st.just(who.title()),
        timezone=st.sampled_from(("", *_ZONES)),
        away_until=away,
        do_not_disturb=_quiet(start),
    )


_CLOCKS = st.sampled_from([time(hour, minute) for hour in range(24) for minute in (0, 20)])


def _wishes(start: datetime) -> st.SearchStrategy[Preferences]:
    windows = st.sampled_from(
        [(time(9), time(17)), (time(6), time(9)), (time(0), time(0)), (time(12), time(13))]
    )
    return st.builds(
        Preferences,
        window=windows,
        batches=st.none()
        | st.lists(_CLOCKS, min_size=1, max_size=3, unique=True).map(lambda some: tuple(sorted(some))),
        silent=st.sampled_from([frozenset(), frozenset({LadderKind.DUE})]),
        paused_until=st.none() | st.integers(0, 60).map(lambda hours: start + timedelta(hours=hours)),
    )


def _department(key: str, channel: str, lead: str, member: str) -> st.SearchStrategy[Department]:
    return st.builds(
        Department,
        key=st.just(key),
        name=st.just(key),
        channel=st.just(channel),
        office=st.just(Office.BACK),
        lead=st.just(lead),
        members=st.just((member,)),
        timezone=st.sampled_from(_ZONES),
        hours=st.sampled_from(_WEEKS),
    )


@st.composite
def companies(draw: st.DrawFn) -> Company:
    """Return any company."""
    start = draw(st.sampled_from(_STARTS))
    settings = NudgeSettings(budget=draw(st.integers(1, 3)), control=draw(st.sampled_from([0, 0.3])))
    organisation = Organisation(
        workspace=WorkspaceSettings(nudges=settings, admins=(NINA,), timezone=draw(st.sampled_from(_ZONES))),
        departments=(
            draw(_department("sales", "C0SALES", NINA, ANNA)),
            draw(_department("accounting", CHANNEL, CEM, DORA)),
        ),
    )
    off = draw(st.sets(st.integers(0, 12), max_size=4))
    days_off: dict[date, Slots] = {(start + timedelta(days=day)).date(): CLOSED for day in off}
    return Company(
        organisation,
        {who: draw(_person(who, start)) for who in (ANNA, DORA, CEM, NINA)},
        {who: draw(_wishes(start)) for who in EVERYBODY if draw(st.booleans())},
        given_days(days_off),
        start,
    )


@dataclass
class Witness:
    """Is told everything that anybody hears, and complains."""

    company: Company
    snoozed: dict[tuple[str, int], datetime | None] = field(default_factory=dict)
    heard: dict[tuple[str, Nudge], datetime] = field(default_factory=dict)
    _spent: dict[str, Told] = field(default_factory=dict)

    def snoozes(self, who: str, number: int, until: datetime | None) -> None:
        """Take in a snooze: what they heard last of the matter may be said once more."""
        self.snoozed[who, number] = until
        mine = [nudge for to, nudge in self.heard if (to, nudge.number) == (who, number)]
        if mine and until is not None:
            del self.heard[who, mine[-1]]

    def hears(self, who: str, at: datetime, nudges: Sequence[Nudge]) -> None:
        """Take in one message."""
        recipient = self.company.recipient(who)
        assert recipient.calendar.is_open(at), "outside their window"
        assert not any(quiet.since <= at < quiet.until for quiet in recipient.quiet), "in a quiet time"
        for nudge in nudges:
            until = self.snoozed.get((who, nudge.number), NO_TIME)
            assert until is not None, "muted"
            assert until <= at, "snoozed"
            assert nudge.kind not in recipient.silent, "silenced"
            assert (who, nudge) not in self.heard, "twice"
            self.heard[who, nudge] = at
        self._spends(recipient, at, urgent=any(nudge.urgent for nudge in nudges))

    def _spends(self, recipient: Recipient, at: datetime, *, urgent: bool) -> None:
        before = self._spent.get(recipient.id, Told())
        day = max(before.day, recipient.day(at))  # a clock that was set back gives no new budget
        times = 1 + (before.times if day == before.day else 0)
        assert times <= recipient.budget + urgent, "over budget"  # urgent may interrupt once, beyond it too
        self._spent[recipient.id] = Told(day, times)


@dataclass(frozen=True)
class Pass:
    """Time passes, backwards too, and then somebody looks; where nobody looked for days, they were down."""

    time: timedelta


@dataclass(frozen=True)
class Hand:
    """Anna hands something over."""

    urgent: bool
    due: timedelta | None


@dataclass(frozen=True)
class Take:
    """Dora accepts what was handed over some time ago."""

    which: int


@dataclass(frozen=True)
class Hush:
    """Somebody snoozes a matter; None: for good."""

    who: str
    which: int
    hours: int | None


Step = Pass | Hand | Take | Hush

passes = st.builds(Pass, st.integers(1, 30).map(lambda count: count * timedelta(minutes=20)))
_OUTAGES = st.builds(Pass, st.integers(1, 5).map(lambda count: timedelta(days=count, minutes=7)))
_JUMPS_BACK = st.builds(Pass, st.integers(1, 40).map(lambda count: -timedelta(hours=count)))
hands = st.builds(
    Hand, st.booleans(), st.none() | st.integers(1, 90).map(lambda hours: timedelta(hours=hours))
)
_WHICH = st.integers(0, 2)
_HUSHES = st.builds(Hush, st.sampled_from(EVERYBODY), _WHICH, st.none() | st.integers(1, 80))
takes = st.builds(Take, _WHICH)
steps = st.lists(
    st.one_of(passes, passes, passes, hands, hands, hands, _OUTAGES, _JUMPS_BACK, _HUSHES, _HUSHES, takes),
    min_size=4,
    max_size=24,
)
"""Any course of days."""
