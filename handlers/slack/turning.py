"""Clicks and forms that take a handoff one turn further."""

from functools import partial

from bot.domain.matter.commands import Accept, Agree, Command, Poke
from bot.domain.matter.handoff import Handoff
from bot.domain.matter.transitions import Action
from bot.errors import InvalidFieldsError, WrongStateError
from bot.services.look_up import see_turn
from bot.services.see_nudges import see_peace
from bot.services.turn_handoff import turn_handoff
from handlers.holidays import holidays_of
from handlers.slack.answers import show_form, tell
from handlers.slack.catching_up import catch_up, catching_up_in_form
from handlers.slack.desk import renew_home
from handlers.slack.edge import Caller, Edge, known_lately, known_now, reader_of
from handlers.slack.metadata import Turning, own_turning
from handlers.slack.render.forms import turn_form
from handlers.slack.render.notice import notice, poke_sent
from handlers.slack.submissions import TURNS
from handlers.slack.values import typed


async def click_turn(edge: Edge, caller: Caller, action: Action, number: int) -> None:
    """Do at once what needs no words, and open the form for what does."""
    if action is Action.POKE:
        await _poke(edge, caller, number)
    elif action is Action.AGREE:
        await _take(edge, caller, number, Agree())
    elif action is not Action.ACCEPT or not await _accepted_with_one_click(edge, caller, number):
        await _ask_for_words(edge, caller, action, number)


async def _ask_for_words(edge: Edge, caller: Caller, action: Action, number: int) -> None:
    turn = await see_turn(edge.unit_of_work, caller.request(edge), number, action)
    reader = await reader_of(edge, caller)
    carried = Turning(number, caller.user, home=caller.at_home).written()
    build = partial(turn_form, action, turn.handoff, turn.organisation, reader, metadata=carried)
    then = catching_up_in_form(edge, caller, number, build) if action is Action.ACCEPT else None
    show_form(edge, caller, build, then)


async def _accepted_with_one_click(edge: Edge, caller: Caller, number: int) -> bool:
    try:
        accepted = await _take(edge, caller, number, Accept())
    except InvalidFieldsError:  # a read-back is wanted: the form asks for it
        return False
    if accepted and caller.whispered:  # no card changes before their eyes
        reader = await reader_of(edge, caller)
        tell(edge, caller, notice(reader.words("{handoff} is with you now.", handoff=accepted.name)))
    if accepted:
        catch_up(edge, caller, number)
    return True


async def _poke(edge: Edge, caller: Caller, number: int) -> None:
    if poked := await _take(edge, caller, number, Poke()):
        known = await known_lately(edge, caller)
        reader = known.reader(edge.clock(), caller.user)
        async with edge.unit_of_work.read() as work:
            at = await see_peace(work, poked.workspace, poked.channel, holidays_of, reader.now)
        tell(edge, caller, poke_sent(poked, known.organisation, reader, at))


async def submit_turn(edge: Edge, caller: Caller, action: Action) -> None:
    """Take the turn that the submitted form stands for."""
    view = caller.view or {}
    carried = own_turning(view.get("private_metadata", ""), caller.user, action)
    reader = (await known_now(edge, caller)).reader(edge.clock(), caller.user)
    command = TURNS[action](typed(view), reader.zone)
    await _take(edge, caller, carried.handoff, command)


async def _take(edge: Edge, caller: Caller, number: int, command: Command) -> Handoff | None:
    try:
        turned = await turn_handoff(edge.unit_of_work, caller.request(edge), number, command)
    except WrongStateError:
        renew_home(edge, caller)
        raise
    if turned:
        edge.wake()
    renew_home(edge, caller)
    return turned
