"""A week at Hansen & Töchter, brought in as an event log: every case is written by hand, so that its figures are known."""

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.company.organisation import Organisation
from bot.domain.event_log.rows import BadRow, LogRow
from bot.domain.matter.events import Activity
from bot.services.import_events import import_events
from handlers.demo.history import history
from handlers.event_log import read_log, summary_template
from storage.sorting import open_sorter
from tests.flows.office import Office

BERLIN = ZoneInfo("Europe/Berlin")
QUIET_WEEK = 46
"""In November there is no holiday in Hamburg; that would change the business hours, and the figures with them."""


@dataclass(frozen=True)
class Case:
    """One handoff: offered on Tuesday at 09:00 local time, accepted so many hours later, closed the day after."""

    source: str
    target: str
    accepted_after: float | None = 1.0
    asked_for: str = ""
    thanks: str = ""


CASES = (
    *[Case("sales", "logistics")] * 3,
    *[Case("sales", "logistics", asked_for="delivery_date")] * 2,
    *[Case("sales", "logistics", accepted_after=5.0)] * 3,
    Case("sales", "logistics", accepted_after=None),
    *[Case("service", "accounting", thanks="Danke!")] * 8,
    *[Case("it", "legal")] * 3,
    *[Case("legal", "it")] * 3,
)


def monday_of_the_next_quiet_week(now: float) -> datetime:
    """Return the Monday 00:00 of the next week 46 that has not begun."""
    today = datetime.fromtimestamp(now, BERLIN).date()
    mondays = (datetime.fromisocalendar(year, QUIET_WEEK, 1).date() for year in (today.year, today.year + 1))
    return datetime.combine(next(day for day in mondays if day > today), time(), BERLIN)


async def live_through_the_week(office: Office) -> datetime:
    """Let the week pass until its Sunday evening, and bring in what happened in it; return its Monday."""
    monday = monday_of_the_next_quiet_week(office.slack.clock.now())
    sunday = monday + timedelta(days=6, hours=20)
    await office.slack.clock.skip(sunday.timestamp() - office.slack.clock.now())
    await bring_in(office, monday)
    return monday


async def live_through_a_quarter(office: Office) -> None:
    """Let it become a Sunday evening, after the thirteen weeks that the demo's company has behind it."""
    monday = monday_of_the_next_quiet_week(office.slack.clock.now())
    sunday = monday + timedelta(days=6, hours=20)
    await office.slack.clock.skip(sunday.timestamp() - office.slack.clock.now())
    await _import(office, lambda organisation: history(organisation, sunday.astimezone(UTC)))


async def bring_in(office: Office, monday: datetime, name: str = "W") -> None:
    """Import the cases of the week that begins on `monday`."""
    rows = [
        row for number, case in enumerate(CASES) for row in _rows(f"{name}-{number}", number, case, monday)
    ]
    rows = [replace(row, line=line) for line, row in enumerate(sorted(rows, key=lambda row: row.at), 2)]
    await _import(office, lambda _: rows)


async def bring_in_text(office: Office, text: str) -> None:
    """Import the text of a log."""
    await _import(
        office,
        lambda organisation: read_log(
            io.BytesIO(text.encode()), [one.key for one in organisation.departments]
        ),
    )


async def monday_morning(office: Office) -> None:
    """Let it become Monday, 09:00."""
    await office.slack.clock.skip_to("next_monday")


async def _import(office: Office, read: Callable[[Organisation], Iterable[LogRow | BadRow]]) -> None:
    with open_sorter() as sorter:
        await import_events(
            office.storage.unit_of_work, office.slack.team_id, read, sorter, summary=summary_template
        )


def _rows(name: str, number: int, case: Case, monday: datetime) -> Iterator[LogRow]:
    tuesday = (monday + timedelta(days=1, hours=9)).astimezone(UTC)
    sender, receiver = f"U0SENDER{number % 3}", f"U0RECEIVER{number % 3}"

    def row(activity: Activity, hours: float, actor: str, detail: str = "", thanks: str = "") -> LogRow:
        at = tuesday + timedelta(hours=hours)
        return LogRow(0, name, activity, at, case.source, case.target, actor, detail, thanks)

    yield row(Activity.OPENED, 0, sender)
    yield row(Activity.OFFERED, 0, sender)
    if case.asked_for:
        yield row(Activity.INFORMATION_ASKED, 0.25, receiver, case.asked_for)
        yield row(Activity.INFORMATION_ANSWERED, 0.5, sender)
    if case.accepted_after is not None:
        yield row(Activity.ACCEPTED, case.accepted_after, receiver)
        yield row(Activity.FINISHED, 24, receiver)
        yield row(Activity.CONFIRMED, 25, sender, thanks=case.thanks)
