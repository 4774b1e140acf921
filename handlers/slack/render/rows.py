"""One handoff as one row of a list."""

from collections.abc import Mapping

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from bot.domain.nudging.gathering import Snoozed
from handlers.slack.render.blocks import Choice, overflow, section
from handlers.slack.render.buttons import MORE, label, main_verb, verb_button
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.nudges.buttons import WAKE
from handlers.slack.render.nudges.silence import silence
from handlers.slack.render.rich import literal, paragraph
from handlers.slack.render.states import flow, state_words, title

Links = Mapping[int, str]
"""Where cards stand, by the handoff's number; those that are nowhere are missing."""


def row(
    handoff: Handoff,
    organisation: Organisation,
    reader: Reader,
    links: Links,
    snoozed: Snoozed | None = None,
    *,
    aged: bool = False,
) -> list[Json]:
    """Return the row: a title that leads to the card, where it stands, and the first thing that this reader can do.

    What is `aged` says since when it waits. What they want to hear nothing of says until when, and has a way back.

    Two blocks, since Slack has links only in rich text and a button at the side only of a section.
    """
    verb = main_verb(handoff, organisation, reader)
    standing = _standing(handoff, organisation, reader)
    if aged:
        standing = f"{standing} · {reader.words.since(handoff.state_since, reader.zone, reader.now)}"
    if snoozed:
        standing = f"{standing} · {silence(snoozed, reader)}"
        accessory = _with_way_back(verb, handoff, reader)
    else:
        accessory = verb_button(verb, handoff, reader, plain=True)
    return [
        *paragraph(title(handoff, links.get(handoff.number))),
        section(standing, accessory),
    ]


def _with_way_back(verb: str, handoff: Handoff, reader: Reader) -> Json:
    number = handoff.number
    back = Choice(reader.words("Remind me again"), f"{WAKE}:{number}")
    return overflow(MORE, [Choice(label(verb, handoff, reader), f"{verb}:{number}"), back])


def _standing(handoff: Handoff, organisation: Organisation, reader: Reader) -> str:
    words, brief = reader.words, handoff.brief
    parts = [state_words(handoff, reader), literal(flow(handoff, organisation))]
    if brief.due:
        parts.append(words("due {when}", when=reader.when(brief.due)))
    if brief.urgent:
        parts.append(words("urgent"))
    return " · ".join(parts)
