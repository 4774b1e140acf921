"""Who of a department is asked to accept: how its page says it, and the fields that change it."""

from bot.domain.company.department import Department
from bot.domain.matter.assigning import CHANNEL, LEAST_BUSY, ROTATION, is_person
from handlers.slack.render.blocks import Choice
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.inputs import person_input, radio
from handlers.slack.render.rich import Line, User, joined, rich
from handlers.words import msg

PERSON = "person"
"""The choice of a fixed person; who that is stands in a field of its own."""

_WAYS: dict[str, str] = {
    CHANNEL: msg("Nobody in particular: whoever is first accepts"),
    ROTATION: msg("Everybody in turn, but nobody who is away"),
    LEAST_BUSY: msg("Whoever has least open, and is there"),
    PERSON: msg("Always the same person"),
}


def assignment_fields(department: Department | None, reader: Reader) -> list[Json]:
    """Return the fields: in which way, who it is if it is always the same person, and who stands in for them."""
    words = reader.words
    way, person = _way_and_person(department)
    only = words("For “Always the same person”.")
    deputy = department.deputy if department else None
    return [
        radio(
            "assignment",
            words("Who is asked to accept?"),
            [Choice(words(name), way) for way, name in _WAYS.items()],
            way,
        ),
        person_input("assigned", words("Who is that?"), person, hint=only),
        person_input("deputy", words("Who stands in for them?"), deputy, hint=only),
    ]


def assignment_fact(department: Department, reader: Reader) -> Line:
    """Return what the page says of it."""
    words = reader.words
    way, person = _way_and_person(department)
    if person is None:
        return rich(words("Asked to accept: {who}"), who=words(_WAYS[way]))
    asked = rich(words("Asked to accept: {who}"), who=User(person))
    if department.deputy is None:
        return asked
    return joined([asked, rich(words("Stands in: {person}"), person=User(department.deputy))], " · ")


def _way_and_person(department: Department | None) -> tuple[str, str | None]:
    assignment = department.assignment if department else CHANNEL
    return (PERSON, assignment) if is_person(assignment) else (assignment, None)
