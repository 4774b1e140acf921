"""Clicks on nudges: hear of it later or never, take that back, ask why, see the rest of a batch."""

from dataclasses import replace
from functools import partial

from bot.domain.nudging.gathering import Snoozed
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.snoozing import Snooze
from bot.services.look_up import show_handoff
from bot.services.see_nudges import see_batch
from bot.services.see_preferences import see_preferences
from bot.services.snooze import wake
from bot.services.snooze_for import snooze_for
from handlers.slack.answers import show_form, tell
from handlers.slack.desk import renew_home
from handlers.slack.edge import Caller, Edge, reader_of
from handlers.slack.links import permalinks
from handlers.slack.metadata import Turning, own_turning, well_formed
from handlers.slack.render.forms.snoozing import snooze_form
from handlers.slack.render.nudges.answers import silenced, woken
from handlers.slack.render.nudges.message import nudges
from handlers.slack.render.nudges.why import AskedAbout, why_form
from handlers.slack.values import day, typed


async def click_snooze(edge: Edge, caller: Caller, snooze: Snooze, number: int) -> None:
    """Silence a matter at once, or ask until which day."""
    if snooze is Snooze.DAY:
        reader = await reader_of(edge, caller)
        carried = Turning(number, caller.user, home=caller.at_home).written()
        show_form(edge, caller, partial(snooze_form, number, reader, metadata=carried))
    elif snoozed := await snooze_for(edge.unit_of_work, caller.request(edge), number, snooze):
        await _answer(edge, caller, number, snoozed)


async def submit_snooze(edge: Edge, caller: Caller) -> None:
    """Silence a matter until the day that was chosen."""
    view = caller.view or {}
    number = own_turning(view.get("private_metadata", ""), caller.user, Snooze.DAY).handoff
    chosen = day(typed(view), "until")
    if await snooze_for(edge.unit_of_work, caller.request(edge), number, Snooze.DAY, chosen):
        edge.wake()
        renew_home(edge, caller)


async def click_wake(edge: Edge, caller: Caller, value: str) -> None:
    """Take a snooze back."""
    with well_formed():
        number = int(value)
    if await wake(edge.unit_of_work, caller.request(edge), number, recipient=caller.user):
        edge.wake()
        renew_home(edge, caller)
        if _unseen(caller):
            tell(edge, caller, woken(number, await reader_of(edge, caller)))


async def click_why(edge: Edge, caller: Caller, value: str) -> None:
    """Show the rule behind a nudge, as it is set now."""
    with well_formed():
        named, given, place = value.split(":")
        number, kind, rung = int(named), LadderKind(given), int(place)
    request = caller.request(edge)
    shown = await show_handoff(edge.unit_of_work, request, number)
    own = (await see_preferences(edge.unit_of_work, request)).own
    reader = await reader_of(edge, caller)
    nudge = AskedAbout(shown.handoff, kind, rung)
    show_form(edge, caller, partial(why_form, nudge, shown.organisation, own, reader))


async def click_batch(edge: Edge, caller: Caller, value: str) -> None:
    """Show the rows that the message had no room for."""
    with well_formed():
        batch, offset = map(int, value.split(":"))
    channel = caller.channel if (caller.channel or "").startswith(("C", "G")) else None
    recipient = channel or caller.user
    request = caller.request(edge)
    async with edge.unit_of_work.read() as work:
        seen = await see_batch(work, request.workspace, recipient, batch, request.now, offset=offset)
    reader = await reader_of(edge, caller)
    if channel:  # whoever clicks reads what the channel reads
        reader = replace(reader, user=None)
    tell(edge, caller, nudges(seen.gathered, reader, permalinks(edge.team_url, seen.places)))


async def _answer(edge: Edge, caller: Caller, number: int, snoozed: Snoozed) -> None:
    edge.wake()
    renew_home(edge, caller)
    if _unseen(caller):
        tell(edge, caller, silenced(number, snoozed, await reader_of(edge, caller)))


def _unseen(caller: Caller) -> bool:
    """Return whether no message that others could see changes before the caller's eyes, nor their Home."""
    return caller.whispered or (caller.view is not None and not caller.at_home)
