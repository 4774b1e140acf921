"""One handoff as one row of a list."""

from collections.abc import Mapping

from bot.domain.handoff import Handoff
from bot.domain.organisation import Organisation
from handlers.slack.render.blocks import section
from handlers.slack.render.buttons import main_verb, verb_button
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.rich import literal, paragraph
from handlers.slack.render.states import flow, state_words, title

Links = Mapping[int, str]
"""Where cards stand, by the handoff's number; those that are nowhere are missing."""


def row(handoff: Handoff, organisation: Organisation, reader: Reader, links: Links) -> list[Json]:
    """Return the row: a title that leads to the card, where it stands, and the first thing that this reader can do.

    Two blocks, since Slack has links only in rich text and a button at the side only of a section.
    """
    button = verb_button(main_verb(handoff, organisation, reader), handoff, reader, plain=True)
    return [
        *paragraph(title(handoff, links.get(handoff.number))),
        section(_standing(handoff, organisation, reader), button),
    ]


def _standing(handoff: Handoff, organisation: Organisation, reader: Reader) -> str:
    words, brief = reader.words, handoff.brief
    parts = [state_words(handoff, reader), literal(flow(handoff, organisation))]
    if brief.due:
        parts.append(words("due {when}", when=reader.when(brief.due)))
    if brief.urgent:
        parts.append(words("urgent"))
    return " · ".join(parts)
