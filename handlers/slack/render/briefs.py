"""What the sender said, line by line, for the card, the forms and the whole story."""

from dataclasses import dataclass

from bot.domain.department import Department
from bot.domain.handoff import Brief, Handoff, State
from bot.domain.organisation import Organisation
from bot.domain.read_back import open_needs
from handlers.slack.render.content import Reader
from handlers.slack.render.rich import Bold, Channel, Line, Link, Said, element, joined, rich
from handlers.slack.render.states import flow
from handlers.words import msg


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a brief is shown: characters of the details and of other texts, and how many needs."""

    details: int
    text: int
    needs: int


SHORT = Room(details=600, text=300, needs=12)
WHOLE = Room(details=3000, text=1000, needs=40)

_TEXTS = (
    ("why_now", msg("Why now: {text}")),
    ("done_when", msg("Done when: {text}")),
    ("if_then", msg("If something changes: {text}")),
)


def headline(handoff: Handoff, organisation: Organisation, reader: Reader) -> Line:
    """Return from where to where, by when and how urgent."""
    brief, words = handoff.brief, reader.words
    parts = [element(flow(handoff, organisation))]
    if brief.due:
        parts.append(rich(words("due {when}"), when=reader.when(brief.due)))
    if brief.urgent:
        parts.append(element(Bold(words("urgent"))))
    return joined(parts)


def brief_lines(handoff: Handoff, organisation: Organisation, reader: Reader, room: Room) -> list[Line]:
    """Return the texts of the brief and the answers to the department's needs, shortened to `room`."""
    brief = handoff.brief
    lines = [element(Said(brief.details, room.details))]
    for field, label in _TEXTS:
        if text := getattr(brief, field):
            lines.append(rich(reader.words(label), text=Said(text, room.text)))
    lines.append(_facts(handoff, organisation, reader, room))
    return lines


def result_line(handoff: Handoff, reader: Reader, room: Room) -> Line:
    """Return what came out, once it is done."""
    if not handoff.result or handoff.state not in {State.DONE, State.CLOSED}:
        return []  # after a reopening the old result is history
    return rich(reader.words("Result: {text}"), text=Said(handoff.result, room.details))


def missing_line(handoff: Handoff, organisation: Organisation, reader: Reader) -> Line:
    """Return which required needs the brief leaves open."""
    department = organisation.department(handoff.to_department)
    keys = open_needs(handoff.brief, department) if department else []
    return needs_line(reader.words("Still missing: {needs}"), keys, department, reader)


def needs_line(template: str, keys: list[str], department: Department | None, reader: Reader) -> Line:
    """Return a line that names needs by their labels, or nothing if there are none."""
    labels = ", ".join(need_label(department, key, reader) for key in keys)
    return rich(template, needs=Said(labels, 600)) if labels else []


def need_label(department: Department | None, key: str, reader: Reader) -> str:
    """Return a need's label in the reader's language; its key if the department has dropped it."""
    need = department.need(key) if department else None
    return need.label_in(reader.words.language) if need else key


def origin_line(handoff: Handoff, reader: Reader) -> Line:
    """Return where the handoff was made from, if it was made from a message."""
    source, words = handoff.source, reader.words
    if source is None:
        return []
    parts = [rich(words("From: {channel}"), channel=Channel(source.channel))]
    if source.permalink:
        parts.append(element(Link(source.permalink, words("the message"))))
    return joined(parts)


def _facts(handoff: Handoff, organisation: Organisation, reader: Reader, room: Room) -> Line:
    brief, words = handoff.brief, reader.words
    answers = _answers(brief, organisation.department(handoff.to_department), reader, room)
    customer = rich(words("Customer: {text}"), text=Said(brief.customer)) if brief.customer else []
    shown = [customer, *answers[: room.needs]]
    if rest := len(answers) - room.needs:
        more = words.many("and {n} more answer", "and {n} more answers", rest) if rest > 0 else ""
        shown.append(element(more))
    return joined(shown)


def _answers(brief: Brief, department: Department | None, reader: Reader, room: Room) -> list[Line]:
    return [
        rich(
            "{label}: {answer}", label=need_label(department, key, reader), answer=Said(text, room.text // 2)
        )
        for key, text in brief.needs.items()
        if text
    ]
