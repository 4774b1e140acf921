"""/handoff and what can stand behind it."""

import re
from collections.abc import Awaitable, Callable, Mapping

from bot.domain.limits import limit
from bot.domain.matter.finding import query_from
from bot.domain.matter.lists import Listing
from bot.domain.proposing.addressing import addressed
from bot.domain.text import clean, one_line, shorten
from bot.errors import RefusedError
from bot.services.look_up import find_handoffs, list_handoffs, not_found, show_handoff
from bot.services.see_preferences import see_preferences
from handlers.slack.away import away
from handlers.slack.catching_up import catch_up
from handlers.slack.edge import Caller, Edge, known_lately, known_now, reader_of
from handlers.slack.links import permalink, permalinks
from handlers.slack.opening import show_opening
from handlers.slack.render.content import Content
from handlers.slack.render.help import USAGE, help_text
from handlers.slack.render.lists import found, listing
from handlers.slack.render.notice import notice, whole_text
from handlers.slack.render.prompts.settings import prompt_settings
from handlers.slack.render.settings import settings
from handlers.slack.render.show import show
from handlers.slack.silo import silo_command
from handlers.slack.values import Typed

_NUMBER = re.compile(r"^(?:h-?)?(\d{1,9})$", re.IGNORECASE)

Answer = Callable[[Edge, Caller, str], Awaitable[Content | None]]


async def slash_command(edge: Edge, caller: Caller, command: str, typed: str) -> Content | None:
    """Return the answer to a slash command, or None where a form opens instead or the answer comes later."""
    if command == "/silo":
        return await silo_command(edge, caller, typed)
    if command != "/handoff":  # one that an older manifest knows, or a later one
        raise RefusedError("no_such_command", command=command)
    return await handoff_command(edge, caller, typed)


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
    known = await known_lately(edge, caller)
    department, rest = addressed(text, known.organisation.departments)
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
    here = await list_handoffs(edge.unit_of_work, request, which, offset)
    links = permalinks(edge.team_url, here.places)
    return listing(here.page, which, here.organisation, await reader_of(edge, caller), links)


async def _show(edge: Edge, caller: Caller, rest: str) -> Content | None:
    if not rest:
        return await _usage(edge, caller, "show")
    match = _NUMBER.match(rest)
    if match is None:
        if rest.lower().startswith("h-"):
            raise not_found(rest)
        return None
    shown = await show_number(edge, caller, int(match.group(1)))
    catch_up(edge, caller, int(match.group(1)))
    return shown


async def show_number(edge: Edge, caller: Caller, number: int) -> Content:
    """Return one handoff with its history."""
    shown = await show_handoff(edge.unit_of_work, caller.request(edge), number)
    link = permalink(edge.team_url, shown.place.channel, shown.place.ts) if shown.place else None
    reader = await reader_of(edge, caller)
    return show(
        shown.handoff,
        shown.history,
        shown.organisation,
        reader,
        link=link,
        routed=shown.routed,
        chain=shown.chain,
    )


async def _find(edge: Edge, caller: Caller, rest: str) -> Content | None:
    if not rest:
        return await _usage(edge, caller, "find")
    return await find_page(edge, caller, rest, 0)


async def find_page(edge: Edge, caller: Caller, text: str, offset: int) -> Content:
    """Return one page of what was found for `text`."""
    known = await known_lately(edge, caller)
    reader = known.reader(edge.clock(), caller.user)
    query = query_from(text, known.organisation, reader.zone, reader.now)
    here = await find_handoffs(edge.unit_of_work, caller.request(edge), query, offset)
    links = permalinks(edge.team_url, here.places)
    return found(here.page, text, here.organisation, reader, links)


async def _usage(edge: Edge, caller: Caller, verb: str) -> Content:
    return notice((await reader_of(edge, caller)).words(USAGE[verb]))


async def _settings(edge: Edge, caller: Caller, rest: str) -> Content | None:
    return None if rest else await settings_now(edge, caller)


async def settings_now(edge: Edge, caller: Caller) -> Content:
    """Return what holds for the caller, in the channel where they ask."""
    request = caller.request(edge)
    known = await known_now(edge, caller)
    preferred = await see_preferences(edge.unit_of_work, request)
    async with edge.unit_of_work.read() as work:
        noticing = await work.noticings.get(caller.workspace)
    reader = known.reader(request.now, caller.user)
    prompts = prompt_settings(
        noticing, preferred.own, caller.channel, known.organisation, reader, guest=edge.guest.present
    )
    shown = settings(known.organisation, preferred, caller.user, reader)
    return Content(shown.text, [*shown.blocks, *prompts])


async def _help(edge: Edge, caller: Caller, rest: str) -> Content | None:
    if rest:
        return None
    known = await known_lately(edge, caller)
    return help_text(known.organisation, known.reader(edge.clock(), caller.user))


_SUB_COMMANDS: Mapping[str, Answer] = {
    "list": _list,
    "show": _show,
    "find": _find,
    "settings": _settings,
    "away": away,
    "abwesend": away,
    "help": _help,
    "hilfe": _help,
}
