"""Before a matter moves a fourth time: what the round reads, and how far it is."""

from bot.domain.company.organisation import Organisation
from bot.domain.matter.events import Event
from bot.domain.matter.handoff import Handoff, Round
from bot.domain.matter.transitions import Action
from handlers.slack.render.blocks import actions
from handlers.slack.render.buttons import SHOW_HISTORY, verb_button
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.rich import Line, Part, Said, User, element, joined, paragraph, plain, rich, text
from handlers.slack.render.states import department_name, owner_line, state_words, title


def round_line(handoff: Handoff, organisation: Organisation, reader: Reader) -> Line:
    """Return where the matter may go on to, and who has to say yes yet; nothing without a round."""
    called = handoff.round
    if called is None:
        return []
    to = department_name(organisation, called.department)
    goes = rich(reader.words("It goes on to {department} when both sides say yes"), department=to)
    return joined([goes, *_sides(called, reader)])


def round_message(
    event: Event, handoff: Handoff, organisation: Organisation, reader: Reader, link: str | None
) -> Content:
    """Return the message to the round that `event` has called; without buttons once it is settled."""
    words, called = reader.words, handoff.round
    facts: dict[str, Part] = {
        "who": User(event.actor),
        "department": department_name(organisation, event.said.get("department")),
        "reason": Said(event.said.get("reason", "")),
    }
    been = [handoff.from_department, *handoff.trail, handoff.to_department]
    way = " → ".join(department_name(organisation, key) for key in been)
    top = [
        joined([title(handoff, link), text(state_words(handoff, reader))], " – "),
        element(way),
        rich(words("{who} wants to pass it on to {department}: “{reason}”"), **facts),
    ]
    if called is None or called.department != event.said.get("department"):
        lines = [*top, joined([text(words("This round is over.")), owner_line(handoff, reader)], " ")]
        return Content(plain(joined(lines[:1])), paragraph(*lines))
    talk = words("It has moved often enough: talk here for two minutes, who can solve it?")
    lines = [*top, text(talk), round_line(handoff, organisation, reader), owner_line(handoff, reader)]
    buttons = [verb_button(verb, handoff, reader) for verb in (Action.AGREE, SHOW_HISTORY)]
    return Content(plain(joined([top[0], top[2]])), [*paragraph(*lines), *actions(buttons)])


def _sides(called: Round, reader: Reader) -> list[Line]:
    """Return who can say yes for each side, or who has."""
    return [_side(side, called.yes, reader) for side in (called.here, called.there)]


def _side(side: tuple[str, ...], yes: tuple[str, ...], reader: Reader) -> Line:
    said = next((person for person in side if person in yes), None)
    if said:
        return rich(reader.words("{who} has said yes"), who=User(said))
    return rich(reader.words("{who} is asked"), who=User(side[0]))
