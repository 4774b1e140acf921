"""What the sender's own text says already goes into the fields of the form, each with the words it was read from."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from bot.domain.company.department import Department
from bot.domain.reading import answers_in, customer_in, due_in, urgency_in
from bot.domain.time.calendar import OFFICE_HOURS, Calendar
from handlers.slack.render.content import Reader
from handlers.slack.render.forms.inputs import TICKED
from handlers.slack.values import NEED, Typed, text

Marks = Mapping[str, str]
"""The words of the text that a field was read from, by field."""


def read_in(values: Typed, receiver: Department | None, reader: Reader) -> tuple[Typed, Marks]:
    """Return the values with what their text says, and where that stands; what was given is never changed."""
    found, marks = _found(text_in(values), receiver, reader)
    new = {field: value for field, value in found.items() if field not in values}
    return {**new, **values}, {field: marks[field] for field in new if field in marks}


def answered_in(values: Typed, receiver: Department | None) -> Typed:
    """Return answers to the receiver's needs that stand in the text, as far as none is given."""
    answers = answers_in(text_in(values), receiver.needs) if receiver else {}
    return {NEED + key: answer for key, answer in answers.items() if NEED + key not in values}


def _found(written: str, receiver: Department | None, reader: Reader) -> tuple[Typed, dict[str, str]]:
    found: Typed = {}
    marks: dict[str, str] = {}
    if due := due_in(written, reader.now, calendar_of(receiver, reader.zone)):
        found["due"], marks["due"] = int(due.at.timestamp()), due.words
    if word := urgency_in(written):
        found["urgent"], marks["urgent"] = [TICKED], word
    if customer := customer_in(written):
        found["customer"], marks["customer"] = customer, customer
    answers = answered_in({"summary": written}, receiver)
    return {**found, **answers}, {**marks, **{field: str(answer) for field, answer in answers.items()}}


def calendar_of(receiver: Department | None, zone: ZoneInfo) -> Calendar:
    """Return the receiver's hours on the sender's clock: "bis Freitag" ends with their Friday."""
    return Calendar(receiver.week() if receiver else OFFICE_HOURS, zone)


def text_in(values: Typed) -> str:
    """Return summary and details as one text; the details begin with the summary where it was cut from them."""
    summary, details = text(values, "summary"), text(values, "details")
    return details if details.startswith(summary.rstrip("…")) else f"{summary}\n{details}"
