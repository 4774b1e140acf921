"""Short answers to the person who just acted."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from handlers.slack.render import limits
from handlers.slack.render.blocks import plain_text, section
from handlers.slack.render.content import Content, Json, Reader
from handlers.slack.render.rich import (
    Line,
    Said,
    User,
    element,
    escaped,
    literal,
    paragraph,
    plain,
    rich,
    text,
)
from handlers.slack.render.states import department_name

_MENTION = re.compile(r"<@([UW][A-Z0-9]{1,30})>")


def notice(sentence: str) -> Content:
    """Return a message of one sentence, as `reason` makes it: its mentions are people, the rest is text."""
    line = _with_people(sentence)
    return Content(plain(line), paragraph(line))


def poke_sent(handoff: Handoff, organisation: Organisation, reader: Reader, at: datetime) -> Content:
    """Return where a requester's question about a handoff can be read, and from when."""
    template = reader.words("Your question about {handoff} stands in the channel of {department} now.")
    if at > reader.now:
        template = reader.words(
            "{department} is left in peace at the moment. Your question about {handoff} comes to its channel {when}."
        )
    department = department_name(organisation, handoff.to_department)
    line = rich(template, handoff=handoff.name, department=department, when=reader.when(at))
    return Content(plain(line), paragraph(line))


def whole_text(written: str, reader: Reader) -> Content:
    """Return a text that was too long for the form, whole, so that nothing of it is lost."""
    sentence = reader.words(
        "Your text is longer than the form can hold, so its end is missing there. Here it is, whole:"
    )
    size = limits.SECTION - 2  # an isolation may stand around it
    parts = [section(literal(written[start : start + size])) for start in range(0, len(written), size)]
    blocks = [*paragraph(text(sentence)), *parts]
    return Content(escaped(sentence), blocks[: limits.BLOCKS_IN_MESSAGE])


def notice_form(content: Content, reader: Reader) -> Json:
    """Return a view that shows a message where Slack offers no way to post one."""
    return _view(content.blocks, reader)


def kept_form(sentence: str, texts: Sequence[str], reader: Reader) -> Json:
    """Return a view that says why a form could not be taken, and gives back what was typed, to be copied."""
    typed = [block for one in texts for block in paragraph(element(Said(one)))]
    heading = paragraph(text(reader.words("This is what you had typed:"))) if typed else []
    return _view([*paragraph(_with_people(sentence)), *heading, *typed], reader)


def _view(blocks: Sequence[Json], reader: Reader) -> Json:
    return {
        "type": "modal",
        "title": plain_text("Staffel", limits.VIEW_TITLE),
        "close": plain_text(reader.words("Close"), limits.VIEW_TITLE),
        "blocks": list(blocks)[: limits.BLOCKS_IN_VIEW],
    }


def _with_people(sentence: str) -> Line:
    line: Line = []
    # Splitting by one group gives text, user, text, user, … text.
    for position, part in enumerate(_MENTION.split(sentence)):
        line += element(User(part)) if position % 2 else text(part)
    return line
