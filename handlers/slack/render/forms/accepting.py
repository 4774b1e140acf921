"""The form to accept with a read-back: the next step in the receiver's own words."""

from bot.domain.handoff import Handoff
from bot.domain.organisation import Organisation
from bot.domain.read_back import read_back_wanted
from handlers.slack.render.briefs import SHORT, brief_lines, missing_line
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.inputs import Values, text_input, time_input
from handlers.slack.render.forms.modal import matter, modal
from handlers.slack.render.rich import paragraph


def accept_form(
    handoff: Handoff, organisation: Organisation, reader: Reader, values: Values, metadata: str
) -> Json:
    """Return the form, with the brief in short above it."""
    words, typed = reader.words, values
    department = organisation.department(handoff.to_department)
    wanted = department is not None and read_back_wanted(handoff, department)
    lines = brief_lines(handoff, organisation, reader, SHORT)
    blocks = [
        *matter(handoff, organisation, reader),
        *paragraph(*lines, missing_line(handoff, organisation, reader)),
        text_input(
            "next_step",
            words("Your next step"),
            typed.get("next_step"),
            hint=words(
                "In your own words: what will you do first? The sender sees whether you mean the same."
            ),
            optional=not wanted,
        ),
        time_input("by_when", words("By when"), typed.get("by_when")),
    ]
    return modal("accept_handoff", words("Accept"), words("Accept"), blocks, reader, metadata=metadata)
