"""/silo and what can stand behind it: the figures of weeks that are over, to one person.

A week under way has none: two looks at one day would tell of single handoffs what the figures withhold.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from itertools import dropwhile
from zoneinfo import ZoneInfo

from bot.domain.company.organisation import find_department
from bot.domain.guest.worded import Passage
from bot.domain.summary.figures import Summary
from bot.domain.summary.weeks import NoWeekError, parse_week
from bot.domain.text import clean
from bot.errors import UNSAVED, NotFoundError, RefusedError
from bot.services.once import first_time
from bot.services.summarise import Weekly
from bot.services.word_week import kept_words
from handlers.holidays import holidays_of
from handlers.slack.answers import excuse, tell
from handlers.slack.edge import Caller, Edge, known_now, reader_of
from handlers.slack.render.content import Content
from handlers.slack.render.notice import notice
from handlers.slack.render.reasons import reason
from handlers.slack.render.summary.help import silo_help
from handlers.slack.render.summary.post import summary_post
from handlers.slack.render.summary.told import Told
from handlers.slack.render.summary.trend import month

_WEEKS = 12
_FEW = 12

Answer = Callable[[Edge, Caller, str], Awaitable[Content]]


async def silo_command(edge: Edge, caller: Caller, typed: str) -> Content | None:
    """Return the answer to `/silo typed`, or None where it comes after the ack, as figures have to be asked for."""
    verb, _, rest = clean(typed).partition(" ")
    answer = _ANSWERS.get(verb.casefold())
    if answer is None:
        known = await known_now(edge, caller)
        return silo_help(known.organisation, known.reader(edge.clock(), caller.user))
    answer_later(edge, caller, partial(answer, edge, caller, rest.strip()))
    return None


def answer_later(edge: Edge, caller: Caller, answer: Callable[[], Awaitable[Content]]) -> None:
    """Show the answer to the caller when it is there; a redelivery gets none, and no second file either."""
    edge.tasks.start(_answered(edge, caller, answer))


def weekly(edge: Edge, caller: Caller) -> Weekly:
    """Return who can be asked for the weeks of the caller's workspace."""
    return Weekly(edge.unit_of_work, caller.workspace, edge.clock(), holidays_of)


async def told_of(edge: Edge, caller: Caller, week: str, scope: str | None) -> Told:
    """Return a week's figures for the caller to read; raise RefusedError if it is none that is over, or forgotten."""
    known = await known_now(edge, caller)
    try:
        asked = parse_week(week, ZoneInfo(known.organisation.workspace.timezone))
    except NoWeekError:
        raise RefusedError("no_week", written=week[:40]) from None
    if asked.until > edge.clock():
        raise RefusedError("week_not_over")
    if asked.forgotten(edge.clock()):
        raise RefusedError("week_forgotten")
    summary = (await weekly(edge, caller).release(week)).view(scope)
    reader = known.reader(edge.clock(), caller.user)
    passage = Passage(summary.week, scope, reader.words.language)
    worded = await kept_words(edge.unit_of_work, caller.workspace, passage)
    return Told(summary, known.organisation, reader, worded=worded)


async def _answered(edge: Edge, caller: Caller, answer: Callable[[], Awaitable[Content]]) -> None:
    try:
        if await first_time(edge.unit_of_work, caller.request(edge)):
            tell(edge, caller, await answer())
    except RefusedError as refusal:
        tell(edge, caller, notice(reason(refusal.reason, refusal.facts, await reader_of(edge, caller))))
    except UNSAVED:
        tell(edge, caller, await excuse(edge, caller))


async def _week(edge: Edge, caller: Caller, rest: str) -> Content:
    week = rest.upper() or await weekly(edge, caller).last_week()
    return summary_post(await told_of(edge, caller, week, None))


async def _department(edge: Edge, caller: Caller, rest: str) -> Content:
    departments = (await known_now(edge, caller)).organisation.departments
    department = find_department(departments, _named(rest))
    if department is None:
        names = _meant(rest, [one.name for one in departments])
        raise NotFoundError("no_such_department", written=rest[:40], departments=", ".join(names))
    week = await weekly(edge, caller).last_week()
    return summary_post(await told_of(edge, caller, week, department.key))


def _named(rest: str) -> str:
    """Return the word that names a department: Slack writes a channel as <#C0LOG|logistics>."""
    return rest.strip("<>").partition("|")[0]


def _meant(written: str, names: Sequence[str]) -> Sequence[str]:
    """Return the names that somebody may have meant: all of few, the nearest of many."""
    near = get_close_matches(written, names, n=_FEW, cutoff=0.5) if len(names) > _FEW else names
    return near or names[:_FEW]


async def _month(edge: Edge, caller: Caller, rest: str) -> Content:
    asked = weekly(edge, caller)
    told = await told_of(edge, caller, await asked.last_week(), None)
    zone = ZoneInfo(told.organisation.workspace.timezone)
    last = parse_week(told.summary.week, zone)
    weeks = [(await asked.release(week.name)).whole for week in last.plus(1 - _WEEKS).up_to(last)]
    return month(told, list(dropwhile(_is_empty, weeks)))


def _is_empty(summary: Summary) -> bool:
    return not (summary.flows or summary.withheld)


_ANSWERS: Mapping[str, Answer] = {
    "": _week,
    "week": _week,
    "woche": _week,
    "department": _department,
    "abteilung": _department,
    "month": _month,
    "monat": _month,
}
