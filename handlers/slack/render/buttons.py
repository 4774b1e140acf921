"""What can be done with a handoff: two buttons, the rest behind ⋯; taken from the table of transitions."""

from collections.abc import Sequence
from functools import cache

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff, State
from bot.domain.matter.roles import roles_of
from bot.domain.matter.transitions import Action, transition
from handlers.slack.render.blocks import Choice, actions, button, overflow
from handlers.slack.render.content import Json, Reader
from handlers.words import msg

MORE = "more"
"""The action id of the ⋯ menu; its options are "<verb>:<number>"."""
SHOW_HISTORY = "show_history"
TALK = "talk_first"

_MAIN = {
    State.OFFERED: (Action.ACCEPT, Action.ASK_INFORMATION),
    State.NEEDS_INFO: (Action.ANSWER_INFORMATION,),
    State.ACCEPTED: (Action.FINISH, Action.ASK_INFORMATION),
    State.DECLINED: (Action.REROUTE, Action.WITHDRAW),
    State.DONE: (Action.CONFIRM, Action.REOPEN),
    State.CLOSED: (),
    State.WITHDRAWN: (),
}
_ON_CARD = {
    **_MAIN,
    # What now comes next is the requester's, and few who read the receiver's channel could press it.
    **dict.fromkeys((State.DECLINED, State.DONE, State.CLOSED, State.WITHDRAWN), (SHOW_HISTORY,)),
}
_BEHIND = (
    Action.CONFIRM,
    Action.REOPEN,
    Action.REROUTE,
    Action.DECLINE,
    Action.HAND_ON,
    Action.WAIT,
    Action.RESTATE_NEXT_STEP,
    SHOW_HISTORY,
    Action.WITHDRAW,
)
_LABELS: dict[str, str] = {
    Action.ACCEPT: msg("Accept"),
    Action.ASK_INFORMATION: msg("Ask a question"),
    Action.ANSWER_INFORMATION: msg("Answer"),
    Action.DECLINE: msg("Decline"),
    Action.REROUTE: msg("Pass on"),
    Action.AGREE: msg("Yes, pass it on"),
    Action.POKE: msg("Nudge"),
    Action.HAND_ON: msg("Hand on a part"),
    Action.WAIT: msg("Wait until …"),
    Action.CORRECT_READ_BACK: msg("Not what I meant"),
    Action.RESTATE_NEXT_STEP: msg("New next step"),
    Action.FINISH: msg("Done"),
    Action.CONFIRM: msg("Confirm"),
    Action.REOPEN: msg("Not solved"),
    Action.WITHDRAW: msg("Withdraw"),
    SHOW_HISTORY: msg("Details and history"),
}
_PRIMARY = {Action.ACCEPT, Action.AGREE, Action.ANSWER_INFORMATION, Action.FINISH, Action.CONFIRM}


def card_buttons(handoff: Handoff, reader: Reader) -> list[Json]:
    """Return the row of buttons under a card."""
    main, first = _ON_CARD[handoff.state], talk_button(handoff, reader)
    shown = main[:1] if first else main
    behind = (*main[len(shown) :], *_behind(handoff.state))
    choices = [Choice(label(verb, handoff, reader), f"{verb}:{handoff.number}") for verb in behind]
    elements = [verb_button(verb, handoff, reader, plain=bool(first)) for verb in shown]
    return actions([*first, *elements, *([overflow(MORE, choices)] if choices else [])])


def talk_button(handoff: Handoff, reader: Reader) -> list[Json]:
    """Return the button that brings the two sides of a moment that matters together, while nobody has accepted."""
    if not handoff.brief.moment_that_matters or handoff.state not in {State.OFFERED, State.NEEDS_INFO}:
        return []
    return [button(reader.words("Talk first"), TALK, str(handoff.number), "primary")]


def history_button(handoff: Handoff, reader: Reader) -> list[Json]:
    """Return a row with the one button that everybody may press."""
    return actions([verb_button(SHOW_HISTORY, handoff, reader)])


def verb_buttons(
    verbs: Sequence[str], handoff: Handoff, organisation: Organisation, reader: Reader
) -> list[Json]:
    """Return a row of those buttons that this reader may still press in the present state."""
    return actions(
        [verb_button(verb, handoff, reader) for verb in verbs if may(verb, handoff, organisation, reader)]
    )


def show_buttons(handoff: Handoff, organisation: Organisation, reader: Reader) -> list[Json]:
    """Return the buttons for somebody who already looks at the whole."""
    return verb_buttons((*_MAIN[handoff.state], Action.POKE), handoff, organisation, reader)


def main_verb(handoff: Handoff, organisation: Organisation, reader: Reader) -> str:
    """Return the first thing that this reader can do, else looking at the history."""
    main = _MAIN[handoff.state]
    return next((verb for verb in main if may(verb, handoff, organisation, reader)), SHOW_HISTORY)


def may(verb: str, handoff: Handoff, organisation: Organisation, reader: Reader) -> bool:
    """Return whether the verb fits the present state and, where it is known who reads, that person."""
    if verb == SHOW_HISTORY:
        return True
    row = transition(Action(verb), handoff.state)
    if row is None or reader.user is None:
        return row is not None
    return row.allows(roles_of(reader.user, handoff, organisation, reader.membership))


def verb_button(verb: str, handoff: Handoff, reader: Reader, *, plain: bool = False) -> Json:
    """Return the button of one verb; its value is the handoff's number. Among many of its kind it is `plain`."""
    style = "primary" if verb in _PRIMARY and not plain else None
    return button(label(verb, handoff, reader), str(verb), str(handoff.number), style)


@cache
def _behind(state: State) -> tuple[str, ...]:
    main = _ON_CARD[state]
    return tuple(verb for verb in _BEHIND if verb not in main and _fits(verb, state))


def _fits(verb: str, state: State) -> bool:
    return verb == SHOW_HISTORY or transition(Action(verb), state) is not None


def label(verb: str, handoff: Handoff, reader: Reader) -> str:
    """Return what the verb is called for this reader: who has a matter passes it on, whose it is offers it elsewhere."""
    if verb == Action.REROUTE and (handoff.state is State.DECLINED or reader.user == handoff.requester):
        return reader.words("Offer elsewhere")
    return reader.words(_LABELS[verb])
