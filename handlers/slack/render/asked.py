"""That somebody is asked to accept: in a line for all, and in a message to the one who is asked."""

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff, State
from bot.domain.matter.transitions import Action
from handlers.slack.render.briefs import headline
from handlers.slack.render.buttons import verb_buttons
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.rich import Line, Link, User, joined, paragraph, plain, rich
from handlers.slack.render.states import department_name, owner_line, summary


def asked_line(handoff: Handoff, reader: Reader) -> Line:
    """Return who is asked to accept, and for whom they stand in; nothing where it is up to the whole department."""
    words, absent = reader.words, handoff.asked_instead_of
    if handoff.state is not State.OFFERED or not (handoff.asked or absent):
        return []
    if not handoff.asked:
        return rich(words("{absent} is away; anybody there can accept it."), absent=User(absent or ""))
    if not absent:
        return rich(words("{who} is asked to accept it; others there can, too."), who=User(handoff.asked))
    sentence = words("{who} stands in for {absent} and is asked to accept it; others there can, too.")
    return rich(sentence, who=User(handoff.asked), absent=User(absent))


def asked(
    handoff: Handoff, organisation: Organisation, reader: Reader, *, hop: int, link: str | None = None
) -> Content:
    """Return the message to who is asked to accept a hop; when it is settled, only what became of it."""
    words = reader.words
    name = Link(link, f"{handoff.name} {summary(handoff)}".rstrip())
    if handoff.state is not State.OFFERED or handoff.hop != hop:
        lines = [
            rich(words("Nothing more to do for you here: {handoff}"), handoff=name),
            owner_line(handoff, reader),
        ]
        return Content(plain(joined(lines)), paragraph(*lines))
    lines = [
        rich(words("Can you take over {handoff}?"), handoff=name),
        headline(handoff, organisation, reader),
        _standing_in(handoff, reader),
        rich(
            words(
                "Others in {department} can accept it, too. Until somebody does, it stays with {requester}."
            ),
            department=department_name(organisation, handoff.to_department),
            requester=User(handoff.requester),
        ),
    ]
    buttons = verb_buttons((Action.ACCEPT, Action.ASK_INFORMATION), handoff, organisation, reader)
    return Content(plain(joined(lines[:2])), [*paragraph(*lines), *buttons])


def _standing_in(handoff: Handoff, reader: Reader) -> Line:
    if not handoff.asked_instead_of:
        return []
    return rich(
        reader.words("You stand in for {absent}, who is away."), absent=User(handoff.asked_instead_of)
    )
