"""The forms of the read-back: the next step in the receiver's own words, on acceptance and anew."""

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from bot.domain.matter.read_back import read_back_wanted
from handlers.slack.render.briefs import SHORT, brief_lines, missing_line
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.inputs import Values, text_input, time_input
from handlers.slack.render.forms.modal import matter, modal
from handlers.slack.render.rich import Said, paragraph, rich


def accept_form(
    handoff: Handoff, organisation: Organisation, reader: Reader, values: Values, metadata: str
) -> Json:
    """Return the form, with the brief in short above it."""
    words = reader.words
    department = organisation.department(handoff.to_department)
    wanted = department is not None and read_back_wanted(handoff, department)
    lines = brief_lines(handoff, organisation, reader, SHORT)
    blocks = [
        *matter(handoff, organisation, reader),
        *paragraph(*lines, missing_line(handoff, organisation, reader)),
        *_read_back_inputs(values, reader, optional=not wanted),
    ]
    return modal("accept_handoff", words("Accept"), words("Accept"), blocks, reader, metadata=metadata)


def restate_form(
    handoff: Handoff, organisation: Organisation, reader: Reader, values: Values, metadata: str
) -> Json:
    """Return the form, with the next step that stands so far above it."""
    words = reader.words
    so_far = rich(words("Next step so far: “{text}”"), text=Said(handoff.next_step, SHORT.text))
    blocks = [
        *matter(handoff, organisation, reader, so_far if handoff.next_step else []),
        *_read_back_inputs(values, reader, optional=False),
    ]
    title = words("New next step")
    return modal("restate_next_step", title, words("Send"), blocks, reader, metadata=metadata)


def _read_back_inputs(values: Values, reader: Reader, *, optional: bool) -> list[Json]:
    words = reader.words
    hint = words("In your own words: what will you do first? The sender sees whether you mean the same.")
    return [
        text_input(
            "next_step", words("Your next step"), values.get("next_step"), hint=hint, optional=optional
        ),
        time_input("by_when", words("By when"), values.get("by_when")),
    ]
