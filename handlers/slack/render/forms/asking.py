"""The forms to ask for what is missing, and to answer."""

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from handlers.slack.render.blocks import Choice
from handlers.slack.render.briefs import find_need
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.inputs import Values, several, text_input
from handlers.slack.render.forms.modal import matter, modal
from handlers.slack.render.forms.needs import need_input
from handlers.slack.render.rich import Line, Said, User, paragraph, rich


def ask_form(
    handoff: Handoff, organisation: Organisation, reader: Reader, values: Values, metadata: str
) -> Json:
    """Return the form: the department's needs to tick, those without an answer first, and a free question."""
    words, typed = reader.words, values
    department = organisation.department(handoff.to_department)
    needs = sorted(
        department.needs if department else (), key=lambda need: bool(handoff.brief.needs.get(need.key))
    )
    choices = [Choice(need.label_in(words.language), need.key) for need in needs]
    blocks = matter(handoff, organisation, reader)
    if choices:
        blocks.append(several("needs", words("What is missing?"), choices, typed.get("needs"), reader))
    blocks.append(
        text_input("question", words("Your question"), typed.get("question"), optional=bool(choices))
    )
    return modal("ask_information", words("Ask a question"), words("Ask"), blocks, reader, metadata=metadata)


def answer_form(
    handoff: Handoff, organisation: Organisation, reader: Reader, values: Values, metadata: str
) -> Json:
    """Return the form: the question, a field for each need that was asked for, and a free answer."""
    words, typed = reader.words, values
    asked = handoff.question.needs if handoff.question else ()
    known = handoff.brief.needs
    blocks = [
        *matter(handoff, organisation, reader),
        *paragraph(_question(handoff, reader)),
        *(
            need_input(
                find_need(key, handoff.to_department, organisation),
                typed.get(f"need.{key}", known.get(key, "")),
                reader,
                optional=True,
            )
            for key in asked
        ),
        text_input("answer", words("Your answer"), typed.get("answer"), optional=bool(asked)),
    ]
    return modal("answer_information", words("Answer"), words("Answer"), blocks, reader, metadata=metadata)


def _question(handoff: Handoff, reader: Reader) -> Line:
    asked = handoff.question
    if asked is None or not asked.question:
        return []
    template = reader.words("{who} asks: “{question}”")
    return rich(template, who=User(asked.asked_by), question=Said(asked.question))
