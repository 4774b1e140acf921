"""The form to hear of a handoff on another day."""

from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.inputs import day_input
from handlers.slack.render.forms.modal import modal
from handlers.slack.render.rich import Bold, element, paragraph


def snooze_form(number: int, reader: Reader, *, metadata: str) -> Json:
    """Return the form."""
    words = reader.words
    blocks = [
        *paragraph(element(Bold(f"H-{number}"))),
        day_input(
            "until",
            words("When do you want to hear about it again?"),
            hint=words("On the morning of that day. Until then it stays in your lists."),
            optional=False,
        ),
    ]
    return modal("snooze_nudge", words("Later"), words("Save"), blocks, reader, metadata=metadata)
