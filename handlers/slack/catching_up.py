"""Catching up: what the long threads about a handoff have come to, told after everything else was."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress

from bot.domain.company.membership import Membership
from bot.domain.company.partners import is_partners
from bot.domain.detector import Directory
from bot.domain.guest.catching_up import Phrase, inquiry, phrased
from bot.domain.guest.inquiry import Provenance
from bot.domain.reading.threads import caught_up
from bot.errors import StaffelError
from bot.services.look_up import Shown, show_handoff
from bot.services.membership import membership_of
from handlers.slack.answers import tell
from handlers.slack.edge import Body, Caller, Edge, reader_of
from handlers.slack.render.threads import CaughtUp, above_inputs, caught_up_with, thread_blocks
from handlers.slack.threads import Thread, long_thread


def catch_up(edge: Edge, caller: Caller, number: int) -> None:
    """Tell the caller alone, in a message of its own; Slack is asked for the threads after the ack."""
    if caller.response_url is not None:
        edge.tasks.start(_catch_up(edge, caller, number))


def catching_up_in_form(
    edge: Edge, caller: Caller, number: int, build: Callable[[], Body]
) -> Callable[[Body], Awaitable[None]]:
    """Return what puts the lines into a form that has just been opened; what was typed meanwhile stays."""

    async def then(view: Body) -> None:
        place = edge.forms.arrived(view)
        if threads := await _threads(edge, caller, number):
            blocks = thread_blocks(threads, await reader_of(edge, caller), edge.team_url)
            await edge.forms.update(edge.client, view, place, above_inputs(build(), blocks))

    return then


async def _catch_up(edge: Edge, caller: Caller, number: int) -> None:
    if threads := await _threads(edge, caller, number):
        reader = await reader_of(edge, caller)
        tell(edge, caller, caught_up_with(threads, f"H-{number}", reader, edge.team_url))


async def _threads(edge: Edge, caller: Caller, number: int) -> list[CaughtUp]:
    """Return the long threads that the caller may see; none to partners, who know nothing internal."""
    request = caller.request(edge)
    with suppress(StaffelError):  # the database is away, or they may not see it any more: nothing to tell
        shown = await show_handoff(edge.unit_of_work, request, number)
        async with edge.unit_of_work.read() as work:
            membership = await membership_of(work, request)
        if not is_partners(shown.organisation, caller.user):
            found = [await _thread(edge, caller, shown, membership, place) for place in _places(shown)]
            return [one for one in found if one]
    return []


def _places(shown: Shown) -> Iterator[tuple[str, str, bool]]:
    """Yield where people may have talked about it: where it came from, and under its card."""
    if source := shown.handoff.source:
        yield source.channel, source.ts, True
    if shown.place:
        yield shown.place.channel, shown.place.ts, False


async def _thread(
    edge: Edge, caller: Caller, shown: Shown, membership: Membership, place: tuple[str, str, bool]
) -> CaughtUp | None:
    channel, ts, origin = place
    thread = await long_thread(edge, caller, membership, channel, ts)
    if thread is None:
        return None
    lines = caught_up(thread.remarks, Directory.of(shown.organisation.departments))
    phrases = await _phrases(edge, caller, shown, thread)
    return CaughtUp(channel, thread.ts, len(thread.remarks), lines, phrases, origin)


async def _phrases(edge: Edge, caller: Caller, shown: Shown, thread: Thread) -> tuple[Phrase, ...]:
    """Return the lines in the guest's words, if they hold; what people of other companies wrote stays here."""
    if thread.outside:
        return ()
    handoff, language = shown.handoff, (await reader_of(edge, caller)).words.language
    about = Provenance(
        caller.workspace,
        caller.user,
        thread.channel,
        handoff.number,
        (handoff.from_department, handoff.to_department, *handoff.trail),
        tuple(sorted({remark.author for remark in thread.remarks})),
        handoff.chosen is not None,
    )
    answer = await edge.guest.ask(inquiry(thread.remarks, thread.names, language), about, edge.clock())
    return phrased(answer, thread.remarks, thread.names) if answer else ()
