"""The message with which sender and receiver of a moment that matters begin to talk."""

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff, State
from bot.domain.matter.transitions import Action
from handlers.slack.render.blocks import actions
from handlers.slack.render.briefs import SHORT, brief_lines, headline
from handlers.slack.render.buttons import verb_button
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.rich import joined, paragraph, plain, text
from handlers.slack.render.states import owner_line, state_words, title


def talk(handoff: Handoff, organisation: Organisation, reader: Reader, link: str | None) -> Content:
    """Return the brief with a word to begin; the button to accept is there while nobody has."""
    words = reader.words
    top = [
        joined([title(handoff, link), text(state_words(handoff, reader))], " – "),
        headline(handoff, organisation, reader),
        owner_line(handoff, reader),
    ]
    begin = text(
        words("It matters to the customer, so you two talk first: here, or with a call. Then accept.")
    )
    offered = handoff.state is State.OFFERED
    blocks = [
        *paragraph(*top, *([begin] if offered else [])),
        *paragraph(*brief_lines(handoff, organisation, reader, SHORT)),
        *(actions([verb_button(Action.ACCEPT, handoff, reader)]) if offered else []),
    ]
    return Content(plain(joined(top)), blocks)
