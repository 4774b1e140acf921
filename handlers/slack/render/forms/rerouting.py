"""The form to offer a handoff to another department."""

from bot.domain.handoff import Handoff, State
from bot.domain.organisation import Organisation
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
    name = words("Offer elsewhere") if handoff.state is State.DECLINED else words("Pass on")
    blocks = [
        *matter(handoff, organisation, reader),
        department_input(others, typed.get("department"), words("To which department?"), reader),
        text_input(
            "reason",
            words("Why there?"),
            typed.get("reason"),
            hint=words("The new department gets the whole brief and its own time."),
            optional=False,
        ),
    ]
    return modal("reroute_handoff", name, words("Pass on"), blocks, reader, metadata=metadata)
