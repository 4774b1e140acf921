"""/handoff away until Friday, /handoff abwesend bis 24.12.: one's own absence, beside what Slack's status says."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.reading.days import day_at
from bot.domain.time.wall_clock import instant
from bot.services.be_absent import be_absent
from handlers.slack.edge import Caller, Edge, reader_of
from handlers.slack.render.away import away_now, away_until, no_such_day
from handlers.slack.render.content import Content

_UNTIL = re.compile(r"(?:until|till|bis)\s+(?:(?:zum|on)\s+)?", re.IGNORECASE)
_BACK = frozenset({"off", "aus", "ende", "vorbei", "back", "zurück"})


async def away(edge: Edge, caller: Caller, rest: str) -> Content | None:
    """Return the answer to `/handoff away`; None where the words behind it are the text of a handoff."""
    reader = await reader_of(edge, caller)
    if rest.casefold() in _BACK:
        await _store(edge, caller, None)
        return away_now(None, reader)
    if not rest:
        async with edge.unit_of_work.read() as work:
            person = await work.people.get(caller.workspace, caller.user)
        return away_now(person.absent_until if person else None, reader)
    if not (cue := _UNTIL.match(rest)):
        return None
    last = _day(rest[cue.end() :], reader.now.astimezone(reader.zone).date())
    if last is None:
        return no_such_day(reader)
    await _store(edge, caller, _end_of(last, reader.zone))
    return away_until(instant(last, time(), reader.zone), reader)


async def _store(edge: Edge, caller: Caller, until: datetime | None) -> None:
    await be_absent(edge.unit_of_work, caller.request(edge), until)
    edge.memory.forget(caller.workspace, caller.user)


def _day(written: str, today: date) -> date | None:
    """Return the day that is written and nothing else; None for one that has passed or none at all."""
    found = day_at(written, 0, today)
    if found is None or written[found[1] :].strip(" .") or found[0] < today:
        return None
    return found[0]


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return instant(day + timedelta(days=1), time(), zone)
