"""The form to close the loop, with a thank-you for the assignee alone or for their whole channel."""

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from handlers.slack.render.briefs import SHORT, result_line
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.inputs import Values, text_input, tick
from handlers.slack.render.forms.modal import matter, modal


def confirm_form(
    handoff: Handoff, organisation: Organisation, reader: Reader, values: Values, metadata: str
) -> Json:
    """Return the form, with the result above it."""
    words = reader.words
    blocks = [
        *matter(handoff, organisation, reader, result_line(handoff, reader, SHORT)),
        text_input(
            "thanks",
            words("A thank-you, if you like"),
            values.get("thanks"),
            hint=words("It reaches whoever did the work."),
        ),
        tick(
            "thanks_public",
            words("Who may read it?"),
            words("Also thank them in their channel"),
            values.get("thanks_public"),
        ),
    ]
    title = words("Confirm")
    return modal("confirm_handoff", title, words("It is solved"), blocks, reader, metadata=metadata)
