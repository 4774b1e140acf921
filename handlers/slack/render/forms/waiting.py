"""The form to pause a handoff until a day."""

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.inputs import Values, day_input, text_input
from handlers.slack.render.forms.modal import matter, modal


def wait_form(
    handoff: Handoff, organisation: Organisation, reader: Reader, values: Values, metadata: str
) -> Json:
    """Return the form."""
    words, typed = reader.words, values
    blocks = [
        *matter(handoff, organisation, reader),
        day_input(
            "until",
            words("Until when?"),
            typed.get("until"),
            hint=words("Until then nobody is reminded of it."),
            optional=False,
        ),
        text_input("reason", words("What are you waiting for?"), typed.get("reason"), optional=False),
    ]
    return modal("wait_handoff", words("Wait"), words("Wait"), blocks, reader, metadata=metadata)
