"""/handoff and what can stand behind it."""

import re
from collections.abc import Awaitable, Callable, Mapping

from bot.domain.addressing import addressed
from bot.domain.limits import limit
from bot.domain.lists import Listing
from bot.domain.text import clean, one_line, shorten
from bot.services.look_up import find_handoffs, list_handoffs, not_found, show_handoff
from handlers.slack.edge import Caller, Edge, reader_of
from handlers.slack.opening import show_opening
from handlers.slack.render.content import Content
from handlers.slack.render.help import help_text
from handlers.slack.render.lists import found, listing
from handlers.slack.render.notice import whole_text
from handlers.slack.render.show import show
from handlers.slack.values import Typed

_NUMBER = re.compile(r"^(?:h-?)?(\d{1,9})$", re.IGNORECASE)

Answer = Callable[[Edge, Caller, str], Awaitable[Content | None]]


async def handoff_command(edge: Edge, caller: Caller, typed: str) -> Content | None:
    """Return the answer to `/handoff typed`, or None where a form opens instead.

    A first word that is a sub-command has to fit the rest: "list of prices for Müller" is a handoff, not a list.
    """
    text = clean(typed)
    verb, _, rest = text.partition(" ")
    sub_command = _SUB_COMMANDS.get(verb.casefold())
    if sub_command and (answer := await sub_command(edge, caller, rest.strip())):
        return answer
    return await _open(edge, caller, text)


async def _open(edge: Edge, caller: Caller, text: str) -> Content | None:
    async with edge.unit_of_work.read() as work:
        organisation = await work.organisations.get(caller.workspace)
    department, rest = addressed(text, organisation.departments)
    values = filled_in(rest)
    if department:
        values["department"] = department.key
    await show_opening(edge, caller, values)
    if len(rest) > limit("details"):
        return whole_text(rest, await reader_of(edge, caller))
    return None


def filled_in(text: str) -> Typed:
    """Return the form's values for free text: the first line is the summary, all of it goes into the details.

    A text that is no more than a summary needs no details.
    """
    if not text:
        return {}
    first = one_line(text.splitlines()[0])
    summary = shorten(first, limit("summary"))
    values: Typed = {"summary": summary}
    if one_line(text) != summary:
        values["details"] = shorten(text, limit("details"))
    return values


async def _list(edge: Edge, caller: Caller, rest: str) -> Content | None:
    if rest:
        return None
    return await list_page(edge, caller, Listing.MINE, 0)


async def list_page(edge: Edge, caller: Caller, which: Listing, offset: int) -> Content:
    """Return one page of one of the caller's lists."""
    request = caller.request(edge)
    page = await list_handoffs(edge.unit_of_work, request, which, offset)
    async with edge.unit_of_work.read() as work:
        organisation = await work.organisations.get(caller.workspace)
    return listing(page, which, organisation, await reader_of(edge, caller))


async def _show(edge: Edge, caller: Caller, rest: str) -> Content | None:
    match = _NUMBER.match(rest)
    if match is None:
        if rest.lower().startswith("h-") or not rest:
            raise not_found(rest or "H-?")
        return None
    return await show_number(edge, caller, int(match.group(1)))


async def show_number(edge: Edge, caller: Caller, number: int) -> Content:
    """Return one handoff with its history."""
    shown = await show_handoff(edge.unit_of_work, caller.request(edge), number)
    return show(shown.handoff, shown.history, shown.organisation, await reader_of(edge, caller))


async def _find(edge: Edge, caller: Caller, rest: str) -> Content | None:
    return await find_page(edge, caller, rest, 0)


async def find_page(edge: Edge, caller: Caller, text: str, offset: int) -> Content:
    """Return one page of what was found for `text`."""
    page = await find_handoffs(edge.unit_of_work, caller.request(edge), text, offset)
    async with edge.unit_of_work.read() as work:
        organisation = await work.organisations.get(caller.workspace)
    return found(page, text, organisation, await reader_of(edge, caller))


async def _help(edge: Edge, caller: Caller, rest: str) -> Content | None:
    return None if rest else help_text(await reader_of(edge, caller))


_SUB_COMMANDS: Mapping[str, Answer] = {
    "list": _list,
    "show": _show,
    "find": _find,
    "help": _help,
    "hilfe": _help,
}
