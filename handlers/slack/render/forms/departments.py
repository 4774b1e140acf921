"""The choice of a department."""

from collections.abc import Sequence
from functools import lru_cache

from bot.domain.company.department import Department
from handlers.slack.render import limits
from handlers.slack.render.blocks import Choice, option, options, plain_text
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.inputs import field_block

_SEVERAL = 2


def department_input(
    departments: Sequence[Department],
    chosen: object,
    label: str,
    reader: Reader,
    *,
    dispatch: bool = False,
    optional: bool = False,
) -> Json:
    """Return the menu of departments, in which typing searches; with `dispatch` a choice is told at once.

    More departments than a menu holds are asked for while typing (block_suggestion, see `suggestions`).
    """
    element: Json = {
        "type": "static_select",
        "action_id": "department",
        "placeholder": plain_text(reader.words("Type to search"), limits.PLACEHOLDER),
    }
    if len(departments) > limits.OPTIONS:
        element |= {"type": "external_select", "min_query_length": 0}
    else:
        element["options"] = _menu(tuple(_choices(departments)))
    if initial := _choices([department for department in departments if department.key == chosen]):
        element["initial_option"] = option(initial[0])
    block = field_block("department", label, element, optional=optional)
    return {**block, "dispatch_action": True} if dispatch else block


def sender_input(own: Sequence[Department], chosen: object, reader: Reader) -> list[Json]:
    """Return the menu in which somebody of several departments says for which they act; nothing for all others."""
    if len(own) < _SEVERAL:
        return []
    initial = next((department for department in own if department.key == chosen), own[0])
    element: Json = {
        "type": "static_select",
        "action_id": "from_department",
        "options": _menu(tuple(_choices(own))),
        "initial_option": option(_choices([initial])[0]),
    }
    label = reader.words("For which of your departments?")
    return [{**field_block("from_department", label, element, optional=False), "dispatch_action": True}]


def suggestions(departments: Sequence[Department], query: str) -> list[Json]:
    """Return the options for what was typed into the menu: names and topics that hold it."""
    wanted = query.strip().casefold()
    fitting = [
        department
        for department in departments
        if any(wanted in text.casefold() for text in (department.name, department.key, *department.topics))
    ]
    return options(_choices(fitting))


@lru_cache
def _menu(choices: tuple[Choice, ...]) -> list[Json]:
    return options(choices)


def _choices(departments: Sequence[Department]) -> list[Choice]:
    return [Choice(department.name, department.key) for department in departments]
