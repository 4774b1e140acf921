"""What Staffel says when somebody speaks to it: what it understood, or how to speak to it."""

from datetime import UTC, datetime

from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation
from handlers.slack.render.blocks import actions, button
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.forms.inputs import Values
from handlers.slack.render.help import example
from handlers.slack.render.rich import Bold, Line, Said, joined, paragraph, plain, rich, text

OPEN_SPOKEN = "open_spoken"


def understood_so(values: Values, receiver: Department | None, reader: Reader, place: str) -> Content:
    """Return what was read in a message, and the button that opens the form with it; nothing is sent before."""
    words = reader.words
    about = rich(words("I understood: {matter}"), matter=Said(str(values.get("summary") or "…")))
    lines = [about, joined([_receiver(receiver, reader), *_facts(values, reader)])]
    promise = text(words("Nothing is handed over before you have looked at the form and sent it."))
    opening = button(words("Open the form"), OPEN_SPOKEN, place, "primary")
    return Content(plain(about), [*paragraph(*lines), *paragraph(promise), *actions([opening])])


def short_help(organisation: Organisation, reader: Reader, *, direct: bool) -> Content:
    """Return how to hand something over by a message, and the button of an empty form."""
    words, department = reader.words, example(organisation, reader)
    said = (
        words("{department}: refund for Smith, by Friday", department=department)
        if direct
        else words("@Staffel for {department}: refund for Smith, by Friday", department=department)
    )
    line = rich(
        words("Write to me what you want to hand over, and to whom, like this: {example}"), example=Bold(said)
    )
    more = text(words("I fill in the form for you then. /handoff help tells what else there is."))
    opening = button(words("New handoff"), "new_handoff", "")
    return Content(plain(line), [*paragraph(line), *paragraph(more), *actions([opening])])


def welcome(reader: Reader) -> Content:
    """Return the answer to thanks."""
    line = text(reader.words("You are welcome."))
    return Content(plain(line), paragraph(line))


def _receiver(receiver: Department | None, reader: Reader) -> Line:
    if receiver is None:
        return text(reader.words("you choose the department in the form"))
    return rich(reader.words("for {department}"), department=Bold(receiver.name))


def _facts(values: Values, reader: Reader) -> list[Line]:
    words, due, customer = reader.words, values.get("due"), values.get("customer")
    facts = []
    if isinstance(due, int):
        facts.append(rich(words("due {when}"), when=reader.when(datetime.fromtimestamp(due, UTC))))
    if values.get("urgent"):
        facts.append(rich(words("urgent")))
    if customer:
        facts.append(rich(words("customer {customer}"), customer=Said(str(customer))))
    return facts
