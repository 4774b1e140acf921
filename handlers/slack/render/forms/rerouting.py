"""The form to offer a handoff to another department."""

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from bot.domain.matter.transitions import Action
from handlers.slack.render.buttons import label
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.departments import department_input
from handlers.slack.render.forms.inputs import Values, text_input
from handlers.slack.render.forms.modal import matter, modal


def reroute_form(
    handoff: Handoff, organisation: Organisation, reader: Reader, values: Values, metadata: str
) -> Json:
    """Return the form; the department that has the matter is no choice."""
    words, typed = reader.words, values
    others = [one for one in organisation.departments if one.key != handoff.to_department]
    name = label(Action.REROUTE, handoff, reader)
    blocks = [
        *matter(handoff, organisation, reader),
        department_input(others, typed.get("department"), words("To which department?"), reader),
        text_input(
            "reason",
            words("Why there?"),
            typed.get("reason"),
            hint=words("The new department gets the whole handoff, and time of its own to accept it."),
            optional=False,
        ),
    ]
    return modal("reroute_handoff", name, name, blocks, reader, metadata=metadata)
