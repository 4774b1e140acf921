"""Clicks on what is asked about a mail."""

from functools import partial

from bot.domain.matter.transitions import Action
from bot.services.see_mail import SeenAcceptance, see_acceptance
from bot.services.settle_mail import deny_mail, take_in_mail
from handlers.slack.answers import show_form
from handlers.slack.edge import Caller, Edge, reader_of
from handlers.slack.metadata import Turning, well_formed
from handlers.slack.render.content import Reader
from handlers.slack.render.forms import Values, turn_form


async def click_take_in(edge: Edge, caller: Caller, value: str) -> None:
    """Let a held mail take effect in the caller's name."""
    if await take_in_mail(edge.unit_of_work, caller.request(edge), _id(value)):
        edge.wake()


async def click_deny(edge: Edge, caller: Caller, value: str) -> None:
    """Let a held mail go."""
    if await deny_mail(edge.unit_of_work, caller.request(edge), _id(value)):
        edge.wake()


async def click_accept_by_mail(edge: Edge, caller: Caller, value: str) -> None:
    """Open the form of an acceptance, filled in with what the caller wrote by mail."""
    number, _, sequence = value.partition(":")
    seen = await see_acceptance(edge.unit_of_work, caller.request(edge), _id(number), _id(sequence))
    reader = await reader_of(edge, caller)
    turn = seen.turn
    carried = Turning(turn.handoff.number, caller.user, home=caller.at_home).written()
    build = partial(turn_form, Action.ACCEPT, turn.handoff, turn.organisation, reader, metadata=carried)
    show_form(edge, caller, partial(build, values=_filled_in(seen, reader)))


def _filled_in(seen: SeenAcceptance, reader: Reader) -> Values:
    by_when = seen.acceptance.by_when(reader.now, reader.zone)
    said = {"next_step": seen.acceptance.next_step}
    return {**said, "by_when": int(by_when.timestamp())} if by_when else said


def _id(value: str) -> int:
    with well_formed():
        return int(value)
