"""The form to hear of a handoff on another day, or in an hour after all."""

from bot.domain.nudging.snoozing import Snooze
from handlers.slack.render.blocks import actions, button
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.inputs import day_input
from handlers.slack.render.forms.modal import modal
from handlers.slack.render.nudges.buttons import LATER
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
        # Behind ⋯ there is room for five; this one is missing there where a row has two ways on.
        *actions([button(words(LATER[Snooze.HOUR]), Snooze.HOUR, str(number))]),
    ]
    return modal("snooze_nudge", words("Later"), words("Save"), blocks, reader, metadata=metadata)
