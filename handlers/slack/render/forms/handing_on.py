"""The form to hand the next part of a matter on."""

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.departments import department_input
from handlers.slack.render.forms.inputs import Values, text_input, time_input
from handlers.slack.render.forms.modal import matter, modal
from handlers.slack.render.rich import text


def hand_on_form(
    handoff: Handoff, organisation: Organisation, reader: Reader, values: Values, metadata: str
) -> Json:
    """Return the form, filled in with what is known of the whole."""
    words, brief = reader.words, handoff.brief
    typed: Values = values or {"summary": brief.summary, "details": brief.details}
    others = [one for one in organisation.departments if one.key != handoff.to_department]
    stays = words("The whole stays with you. The next department answers for its part once it has accepted.")
    blocks = [
        *matter(handoff, organisation, reader, text(stays)),
        department_input(others, typed.get("department"), words("To which department?"), reader),
        text_input(
            "summary",
            words("What is their part?"),
            typed.get("summary"),
            hint=words("One sentence that makes sense to somebody who knows nothing about it."),
            optional=False,
            multiline=False,
        ),
        text_input("details", words("Details"), typed.get("details")),
        text_input(
            "done_when",
            words("Done when"),
            typed.get("done_when"),
            hint=words("How will both of you see that it is finished?"),
        ),
        time_input("due", words("Due"), typed.get("due")),
    ]
    name = words("Hand on a part")
    return modal("hand_on", name, words("Hand on"), blocks, reader, metadata=metadata)
