"""Random histories of a company that works in three zones: whatever people may do with a handoff, at any time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from bot.domain.company.department import Department, Office
from bot.domain.company.organisation import Organisation, WorkspaceSettings
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import Brief, Handoff, State
from bot.domain.summary.business_clock import micros
from bot.domain.summary.cases import Entry, Head
from bot.domain.time.days_off import CLOSED, NO_DAYS_OFF, DaysOff, given_days
from bot.ports import Work

SUNDAY = datetime(2026, 10, 18, 22, tzinfo=UTC)
"""When 2026-W43 begins in Berlin; its Sunday has 25 hours."""


def _department(key: str, office: Office, timezone: str, hours: dict[str, str]) -> Department:
    shout = key.upper()
    return Department(
        key=key,
        name=key.title(),
        channel=f"C0{shout}",
        office=office,
        lead=f"U0{shout}1",
        members=(f"U0{shout}1", f"U0{shout}2"),
        timezone=timezone,
        hours=hours,
    )


COMPANY = Organisation(
    workspace=WorkspaceSettings(timezone="Europe/Berlin", holidays="DE-HH"),
    departments=(
        _department("sales", Office.FRONT, "Europe/Berlin", {"mon-fri": "09:00-17:00"}),
        _department(
            "accounting",
            Office.BACK,
            "Europe/Lisbon",
            {"mon-thu": "08:00-12:00, 13:00-16:30", "fri": "08:00-13:00"},
        ),
        _department("logistics", Office.BACK, "America/New_York", {"mon-sun": "00:00-24:00"}),
        _department("it", Office.BACK, "Asia/Kolkata", {"tue": "22:00-24:00", "wed": "00:00-06:00"}),
    ),
)
DAYS_OFF = {date(2026, 10, 21): CLOSED, date(2026, 10, 23): ((time(0), time(12)),)}


def holidays(region: str | None) -> DaysOff:
    """Return a Wednesday off and half a Friday, for those who have a region."""
    return given_days(DAYS_OFF) if region else NO_DAYS_OFF


_NEXT = {
    "offered": ("accepted", "declined", "rerouted", "information_asked", "withdrawn"),
    "declined": ("rerouted", "withdrawn"),
    "information_asked": ("information_asked", "information_answered", "withdrawn"),
    "accepted": ("finished", "information_asked", "waiting", "handed_on", "withdrawn"),
    "finished": ("confirmed", "closed_unconfirmed", "reopened", "withdrawn"),
    "closed": ("reopened",),
    "withdrawn": (),
}
_LEADS_TO = {
    "waiting": "accepted",
    "handed_on": "accepted",
    "reopened": "accepted",
    "confirmed": "closed",
    "closed_unconfirmed": "closed",
}
_OF_THE_SENDER = {"information_answered", "confirmed", "closed_unconfirmed", "reopened", "withdrawn"}
_KEYS = tuple(department.key for department in COMPANY.departments)
# Whole hours meet each other, openings, closings and the ends of weeks; odd ones meet nothing.
_GAPS = st.sampled_from([0.0, 0.0, 0.5, 1.0, 4.0, 8.0, 24.0, 168.0]) | st.floats(0, 100)
_STARTS = st.integers(-30, 14).map(lambda halves: halves * 12.0) | st.floats(-400, 167)


@dataclass(frozen=True)
class Row:
    """One event, as the log has it."""

    activity: str
    at: datetime
    actor: str
    to: str
    detail: str = ""


@dataclass
class Log:
    """One handoff with its events in order."""

    number: int
    source: str
    urgent: bool
    due: datetime | None
    rows: list[Row]
    state: str

    @property
    def requester(self) -> str:
        """Return who opened it."""
        return self.rows[0].actor


@st.composite
def _log(draw: st.DrawFn, number: int, people: int) -> Log:
    source = draw(st.sampled_from(_KEYS))
    target = draw(st.sampled_from(_KEYS))
    at = SUNDAY + timedelta(hours=draw(_STARTS))
    sender = _somebody(draw, source, people)
    rows = [Row("opened", at, sender, target), Row("offered", at, sender, target)]
    due = draw(st.none() | st.just(at + timedelta(hours=draw(_GAPS))))
    state, resume = "offered", "offered"
    for _ in range(draw(st.integers(0, 9))):
        if not _NEXT[state]:
            break
        at += timedelta(hours=draw(_GAPS))
        if state == "offered" and rows[-1].activity == "offered" and draw(st.booleans()):
            rows.append(Row("delivered", at, "", target))
            continue
        activity = draw(st.sampled_from(_NEXT[state]))
        actor = sender if activity in _OF_THE_SENDER else _somebody(draw, target, people)
        detail = draw(st.sampled_from(["", "amount", "date"])) if activity == "information_asked" else ""
        thanks = "thanks" if activity == "confirmed" and draw(st.booleans()) else ""
        rows.append(Row(activity, at, actor, target, detail or thanks))
        if activity == "rerouted":
            target = draw(st.sampled_from(_KEYS))
            rows.append(Row("offered", at, actor, target))
            activity = "offered"
        if activity == "information_asked" and state != "information_asked":
            resume = state
        state = resume if activity == "information_answered" else _LEADS_TO.get(activity, activity)
    return Log(number, source, draw(st.booleans()), due, rows, state)


def histories(most: int, people: int = 3) -> st.SearchStrategy[list[Log]]:
    """Return histories of up to `most` handoffs around the week of SUNDAY."""
    return st.integers(0, most).flatmap(
        lambda count: st.tuples(*(_log(number, people) for number in range(1, count + 1))).map(list)
    )


def _somebody(draw: st.DrawFn, department: str, people: int) -> str:
    return f"U0{department.upper()}{draw(st.integers(1, people))}"


def head(log: Log) -> Head:
    """Return what the handoff's row would tell."""
    due = None if log.due is None else micros(log.due)
    opened = micros(log.rows[0].at)
    return log.number, log.source, log.rows[-1].to, log.requester, log.urgent, due, opened


def entries(log: Log) -> list[Entry]:
    """Return the log as the figures read it."""
    return [(log.number, row.activity, micros(row.at), row.actor, row.to, row.detail) for row in log.rows]


async def store(work: Work, workspace: str, logs: Sequence[Log]) -> None:
    """Store the handoffs with their events."""
    for log in logs:
        await work.handoffs.add(_handoff(workspace, log))
        events = [
            Event(
                sequence,
                Activity(row.activity),
                row.at,
                row.actor,
                log.source,
                row.to,
                "" if row.activity == "confirmed" else row.detail,
                {"thanks": "Danke!"} if row.activity == "confirmed" and row.detail else {},
            )
            for sequence, row in enumerate(log.rows, start=1)
        ]
        await work.handoffs.log(workspace, log.number, events)


def _handoff(workspace: str, log: Log) -> Handoff:
    states = {
        "information_asked": "needs_info",
        "finished": "done",
        "confirmed": "closed",
    }
    state = states.get(log.state, log.state)
    return Handoff(
        workspace=workspace,
        number=log.number,
        state=State(state),
        requester=log.requester,
        from_department=log.source,
        to_department=log.rows[-1].to,
        brief=Brief("Gutschrift", due=log.due, urgent=log.urgent),
        opened_at=log.rows[0].at,
        changed_at=log.rows[-1].at,
        state_since=log.rows[-1].at,
    )
