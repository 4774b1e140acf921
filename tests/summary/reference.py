"""The figures once more, straight from the design and without a look at the code: slow, and written to be read."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from scipy.stats import CensoredData, ecdf
from statsmodels.stats.proportion import proportion_confint

from bot.domain.company.organisation import Organisation
from tests.summary.logs import DAYS_OFF, Log, Row

HOUR = timedelta(hours=1)
TARGET, URGENT = timedelta(hours=4), timedelta(minutes=30)


@dataclass
class Hop:
    """One offer; `left` is when it was accepted, declined, sent on or over otherwise."""

    department: str
    start: datetime
    left: datetime | None = None
    accepted: bool = False


class Business:
    """Adds up the minutes in which a department works, slot by slot."""

    def __init__(self, company: Organisation) -> None:
        self._slots: dict[str, list[tuple[datetime, datetime]]] = {}
        for department in company.departments:
            zone = ZoneInfo(department.timezone or company.workspace.timezone)
            days = (date(2026, 9, 1) + timedelta(days=number) for number in range(120))
            self._slots[department.key] = [
                slot for day in days for slot in _slots(day, department.hours, zone)
            ]

    def hours(self, department: str, start: datetime, end: datetime) -> timedelta:
        """Return the business time between two instants."""
        return sum(
            (
                max(min(end, closing) - max(start, opening), timedelta())
                for opening, closing in self._slots[department]
            ),
            timedelta(),
        )

    def reached(self, department: str, start: datetime, amount: timedelta) -> datetime | None:
        """Return the first instant at which `amount` of business time has passed since `start`."""
        for opening, closing in self._slots[department]:
            if closing <= start:
                continue
            begun = max(opening, start)
            if closing - begun >= amount:
                return begun + amount
            amount -= closing - begun
        return None


def _slots(day: date, hours: Mapping[str, str], zone: ZoneInfo) -> Iterable[tuple[datetime, datetime]]:
    names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    for days, slots in hours.items():
        first, _, last = days.partition("-")
        if not names.index(first) <= day.weekday() <= names.index(last or first):
            continue
        for slot in slots.split(", "):
            opening, closing = slot.split("-")
            yield from _open(day, opening, closing, zone)


def _open(day: date, opening: str, closing: str, zone: ZoneInfo) -> Iterable[tuple[datetime, datetime]]:
    if day in DAYS_OFF:
        if not DAYS_OFF[day] or opening >= "12:00":
            return
        closing = min(closing, "12:00")
    midnight = closing == "24:00"
    start = datetime.combine(day, time.fromisoformat(opening), zone)
    end_day = day + timedelta(days=1) if midnight else day
    end = datetime.combine(end_day, time(0) if midnight else time.fromisoformat(closing), zone)
    utc = ZoneInfo("UTC")
    yield start.astimezone(utc), end.astimezone(utc)


@dataclass
class Seen:
    """A handoff as of the week's end."""

    log: Log
    rows: list[Row]
    hops: list[Hop]
    closed: datetime | None
    withdrawn: datetime | None

    @property
    def ended(self) -> datetime | None:
        """Return when it was over."""
        return self.closed or self.withdrawn

    def has(self, *activities: str) -> bool:
        """Return whether one of these has happened."""
        return any(row.activity in activities for row in self.rows)


def see(log: Log, until: datetime) -> Seen | None:
    """Return the handoff as of `until`, if it had been opened."""
    rows = [row for row in log.rows if row.at < until]
    if not rows:
        return None
    reopened = max((index for index, row in enumerate(rows) if row.activity == "reopened"), default=-1)
    closes = [row.at for row in rows[reopened + 1 :] if row.activity in {"confirmed", "closed_unconfirmed"}]
    withdrawn = [row.at for row in rows if row.activity == "withdrawn"]
    seen = Seen(log, rows, [], min(closes, default=None), min(withdrawn, default=None))
    offers = [index for index, row in enumerate(rows) if row.activity == "offered"]
    for offer, following in zip(offers, [*offers[1:], len(rows)], strict=True):
        seen.hops.append(_hop(rows[offer:following], seen.ended))
    return seen


def _hop(rows: list[Row], ended: datetime | None) -> Hop:
    """Return the hop of these rows, from its offer to the one before the next."""
    left = [row for row in rows if row.activity in {"accepted", "declined", "rerouted"}]
    delivered = [row.at for row in rows if row.activity == "delivered"]
    start = min([*delivered, *([] if delivered else [rows[0].at])])
    if left:
        return Hop(rows[0].to, start, left[0].at, accepted=left[0].activity == "accepted")
    return Hop(rows[0].to, start, ended)


@dataclass
class Expected:
    """The figures of one flow; clocks are not yet what they say together: how long, and whether that was the end."""

    opened: int
    closed: int
    open: int
    overdue: int
    oldest_open_hours: float | None
    accept_target: tuple[int, int]
    hours_to_accept: list[tuple[timedelta, bool]]
    hours_to_close: list[tuple[timedelta, bool]]
    never_accepted: int
    ping_pong: tuple[int, int]
    complete_and_accurate: tuple[int, int]


class Reference:
    """Every figure of one week."""

    def __init__(self, logs: Iterable[Log], company: Organisation, since: datetime, until: datetime) -> None:
        self.since, self.until = since, until
        self.business = Business(company)
        self.all = [seen for log in logs if (seen := see(log, until))]
        self.current = [seen for seen in self.all if seen.ended is None or seen.ended >= since]

    def flows(self) -> dict[tuple[str, str], Expected]:
        """Return the figures of each flow that anything is to be said of."""
        keys = {(seen.log.source, seen.hops[-1].department) for seen in self.current}
        keys |= {
            (seen.log.source, hop.department)
            for seen in self.all
            for hop in seen.hops
            if self._asked(seen, hop) is not None or self._waited(hop) is not None
        }
        return {key: self.flow(*key) for key in keys}

    def flow(self, source: str, target: str) -> Expected:
        """Return the figures of one flow."""
        own = [
            seen for seen in self.current if seen.log.source == source and seen.hops[-1].department == target
        ]
        pending = [seen for seen in own if seen.ended is None]
        hops = [
            (seen, hop)
            for seen in self.all
            for hop in seen.hops
            if (seen.log.source, hop.department) == (source, target)
        ]
        judged = [answer for seen, hop in hops if (answer := self._asked(seen, hop)) is not None]
        clocks = [clock for _, hop in hops if (clock := self._waited(hop)) is not None]
        started = [seen for seen in own if seen.has("accepted", "information_asked")]
        ages = [self._age(seen) for seen in pending]
        return Expected(
            opened=sum(seen.rows[0].at >= self.since for seen in own),
            closed=sum(seen.closed is not None for seen in own),
            open=len(pending),
            overdue=sum(seen.log.due is not None and seen.log.due < self.until for seen in pending),
            oldest_open_hours=max(ages) / HOUR if ages else None,
            accept_target=(sum(judged), len(judged)),
            hours_to_accept=clocks,
            hours_to_close=[(self._age(seen), seen.closed is not None) for seen in own],
            never_accepted=sum(self._too_late(seen, hop) for seen, hop in hops),
            ping_pong=(sum(map(ping_pong, own)), len(own)),
            complete_and_accurate=(
                sum(not seen.has("information_asked") for seen in started),
                len(started),
            ),
        )

    def needs(self) -> Counter[tuple[str, str]]:
        """Return how often each need was asked for in the week."""
        return Counter(
            (row.to, row.detail)
            for seen in self.current
            for row in seen.rows
            if row.activity == "information_asked" and row.detail and row.at >= self.since
        )

    def people(self, source: str, target: str) -> tuple[set[str], set[str], int]:
        """Return who is on both sides of a flow, and how many handoffs there are."""
        senders, receivers, handoffs = set(), set(), 0
        for seen in self.all:
            here = [hop for hop in seen.hops if hop.department == target]
            counted = seen in self.current and seen.hops[-1].department == target
            counted |= any(
                self._asked(seen, hop) is not None or self._waited(hop) is not None for hop in here
            )
            if seen.log.source != source or not counted:
                continue
            handoffs += 1
            senders.add(seen.log.requester)
            receivers |= {
                row.actor
                for row in seen.rows
                if row.to == target and row.activity in {"accepted", "declined", "information_asked"}
            }
        return senders, receivers, handoffs

    def _age(self, seen: Seen) -> timedelta:
        return self.business.hours(seen.hops[-1].department, seen.rows[0].at, seen.ended or self.until)

    def _limit(self, seen: Seen) -> timedelta:
        return URGENT if seen.log.urgent else TARGET

    def _asked(self, seen: Seen, hop: Hop) -> bool | None:
        """Return whether an offer was accepted in time, None if its target did not expire in this week."""
        deadline = self.business.reached(hop.department, hop.start, self._limit(seen))
        if deadline is None or not self.since <= deadline < self.until:
            return None
        taken = self.business.hours(hop.department, hop.start, hop.left or self.until)
        if hop.left and not hop.accepted and taken < self._limit(seen):
            return None
        return hop.accepted and taken <= self._limit(seen)

    def _waited(self, hop: Hop) -> tuple[timedelta, bool] | None:
        """Return how long an offer waited and whether that was ended by accepting; None if it was over before."""
        if hop.left and hop.left < self.since:
            return None
        return self.business.hours(hop.department, hop.start, hop.left or self.until), hop.accepted

    def _too_late(self, seen: Seen, hop: Hop) -> bool:
        deadline = self.business.reached(hop.department, hop.start, self._limit(seen))
        return hop.left is None and deadline is not None and deadline < self.until


def ping_pong(seen: Seen) -> bool:
    """Return whether a matter went A → B → A."""
    way = [key for key, _ in groupby([seen.log.source, *(hop.department for hop in seen.hops)])]
    return any(way[index] == way[index + 2] for index in range(len(way) - 2))


def wilson(k: int, n: int) -> tuple[float, float] | None:
    """Return the interval as statsmodels computes it."""
    if not n:
        return None
    low, high = proportion_confint(k, n, method="wilson")
    return float(low), float(high)


def kaplan_meier(clocks: list[tuple[timedelta, bool]]) -> tuple[float | None, float | None]:
    """Return median and 85th percentile as scipy's survival function has them."""
    ended = [clock / HOUR for clock, stopped in clocks if stopped]
    censored = [clock / HOUR for clock, stopped in clocks if not stopped]
    if not ended:
        return None, None
    survival = ecdf(CensoredData(uncensored=ended, right=censored)).sf
    found: list[float | None] = []
    for rest in (0.5, 0.15):
        reached = survival.quantiles[survival.probabilities <= rest + 1e-10]
        found.append(float(reached[0]) if len(reached) else None)
    return found[0], found[1]
