"""The private message about an event: what happened, whose it is now, and what its reader can do."""

from bot.domain.company.organisation import Organisation
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import ENDED, Handoff, State
from bot.domain.matter.transitions import Action
from handlers.slack.render.asked import asked_line
from handlers.slack.render.briefs import SHORT, brief_lines
from handlers.slack.render.buttons import verb_buttons
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.mails import acceptance_offer
from handlers.slack.render.rich import Line, Link, joined, paragraph, plain, text
from handlers.slack.render.states import owner_line, summary
from handlers.slack.render.telling import QUOTES, private_thanks, told
from handlers.words import msg

_OPENING: dict[Activity, str] = {
    Activity.OPENED: msg("You have offered {handoff} to {department}."),
    Activity.OFFERED: msg("{handoff} is now offered to {department}."),
    Activity.ACCEPTED: msg("{who} has accepted {handoff}."),
    Activity.INFORMATION_ASKED: msg("{who} has a question about {handoff}."),
    Activity.INFORMATION_ANSWERED: msg("{who} has answered about {handoff}."),
    Activity.REROUTED: msg("{who} has passed {handoff} on to {new_department}."),
    Activity.DECLINED: msg("{who} has declined {handoff}."),
    Activity.HANDED_ON: msg("{who} has handed on the next part of {handoff}: {child}."),
    Activity.WAITING: msg("{who} has paused {handoff} until {until}."),
    Activity.FINISHED: msg("{who} is done with {handoff}."),
    Activity.CONFIRMED: msg("{who} has confirmed that {handoff} is solved."),
    Activity.REOPENED: msg("{who} says that {handoff} is not solved yet."),
    Activity.CLOSED_UNCONFIRMED: msg("{handoff} was closed, since nobody said anything against it."),
    Activity.WITHDRAWN: msg("{who} has withdrawn {handoff}."),
    Activity.DELIVERED: msg("{handoff} stands in the channel of {department}."),
    Activity.POKED: msg("{who} asks who can take over {handoff}."),
    Activity.ROUND_CALLED: msg(
        "{who} wants to pass {handoff} on to {new_department}; both sides have to agree before that."
    ),
    Activity.ROUND_AGREED: msg("{who} agrees that {handoff} goes on."),
    Activity.READ_BACK_CORRECTED: msg("{who} meant something else with {handoff}."),
    Activity.NEXT_STEP_RESTATED: msg("{who} has a new next step for {handoff}:"),
    Activity.SOURCE_EDITED: msg("{who} has edited the message that {handoff} was made from."),
    Activity.SOURCE_DELETED: msg(
        "The message that {handoff} was made from was deleted; its text stays here."
    ),
    Activity.MAILED: msg("{who} writes about {handoff} by mail:"),
}
_OFFERS = frozenset({Activity.OPENED, Activity.REROUTED})
_YOURS = {
    State.OFFERED: msg("Until somebody there accepts, it is yours."),
    State.NEEDS_INFO: msg("It waits for an answer, and it is yours."),
    State.DECLINED: msg("So it is yours again: offer it elsewhere, or withdraw it."),
    State.DONE: msg("Is it solved? Until you say so, it is yours."),
    State.ACCEPTED: msg("It is with you."),
}
_ENDED = {
    Activity.CONFIRMED: msg("Thank you!"),
    Activity.WITHDRAWN: msg("There is nothing left to do."),
}
_BUTTONS: dict[Activity, tuple[Action, ...]] = {
    Activity.OPENED: (Action.WITHDRAW,),
    Activity.OFFERED: (Action.ACCEPT, Action.ASK_INFORMATION),
    Activity.ACCEPTED: (Action.CORRECT_READ_BACK,),
    Activity.NEXT_STEP_RESTATED: (Action.CORRECT_READ_BACK,),
    Activity.READ_BACK_CORRECTED: (Action.RESTATE_NEXT_STEP,),
    Activity.INFORMATION_ASKED: (Action.ANSWER_INFORMATION,),
    Activity.INFORMATION_ANSWERED: (Action.ACCEPT,),
    Activity.DECLINED: (Action.REROUTE, Action.WITHDRAW),
    Activity.FINISHED: (Action.CONFIRM, Action.REOPEN),
}


def direct(
    event: Event, handoff: Handoff, organisation: Organisation, reader: Reader, link: str | None = None
) -> Content:
    """Return the message; `link` leads to the card. Buttons are there only while the present state allows them."""
    sentences = (_OPENING[event.activity], *QUOTES.get(event.activity, ()))
    name = Link(link, f"{handoff.name} {summary(handoff)}".rstrip())
    thanks = private_thanks(event, handoff, reader, 2400)
    happened = told(sentences, event, organisation, reader, limit=2400, handoff=name, **thanks)
    offer, offered = acceptance_offer(event, handoff, organisation, reader)
    confided = _confided(event, handoff, organisation, reader)
    lines = [happened, offer, *confided, _whose(handoff, event, reader)]
    if event.activity in _OFFERS:
        lines.append(asked_line(handoff, reader))
    verbs = [verb for verb in _BUTTONS.get(event.activity, ()) if _asked_for(verb, event, handoff, reader)]
    buttons = verb_buttons(verbs, handoff, organisation, reader)
    return Content(plain(joined(lines, "\n")), [*paragraph(*lines), *buttons, *offered])


def _confided(event: Event, handoff: Handoff, organisation: Organisation, reader: Reader) -> list[Line]:
    """Return what a confidential handoff is about, for those who alone may read it: its card does not say it."""
    if handoff.chosen is None or event.activity is not Activity.OFFERED:
        return []
    return [
        text(reader.words("It is confidential: the card in the channel says nothing of what follows.")),
        *brief_lines(handoff, organisation, reader, SHORT),
    ]


def _whose(handoff: Handoff, event: Event, reader: Reader) -> Line:
    if handoff.state in ENDED:
        return text(reader.words(_ENDED.get(event.activity, "")))
    if handoff.state is State.NEEDS_INFO and reader.user == handoff.requester:
        return _answer_wanted(handoff, reader)
    user = event.actor if event.activity is Activity.OPENED else reader.user  # a receipt goes to who acted
    if user != handoff.accountable:
        return owner_line(handoff, reader)
    return text(reader.words(_YOURS[handoff.state]))


def _answer_wanted(handoff: Handoff, reader: Reader) -> Line:
    if handoff.accountable == handoff.requester:
        return text(reader.words("It waits for your answer, and it is yours."))
    return joined([text(reader.words("It waits for your answer.")), owner_line(handoff, reader)], " ")


def _asked_for(verb: Action, event: Event, handoff: Handoff, reader: Reader) -> bool:
    match verb:
        case Action.CORRECT_READ_BACK:  # of this next step, not of a later one, and once
            said = event.said.get("next_step")
            return bool(said) and said == handoff.next_step and not handoff.next_step_corrected
        case Action.RESTATE_NEXT_STEP:
            return handoff.next_step_corrected
        case Action.ACCEPT:
            return reader.user is not None
        case _:
            return True
