"""The tables of docs/roles.md: how they are made from the code."""

from collections.abc import Iterator

from bot.domain.matter.handoff import State
from bot.domain.matter.roles import LEFT
from bot.domain.matter.transitions import Action, Role, Transition, transition

LETTERS = {
    Role.REQUESTER: "R",
    Role.COLLEAGUE: "C",
    Role.RECEIVER: "V",
    Role.LEAD: "L",
    Role.ASSIGNEE: "A",
    Role.COUNSEL: "K",
    Role.ADMIN: "M",
    Role.INSIDER: "I",
}


def rights_table() -> str:
    """Return who may do what in which state; whoever has any role may see the handoff in all of them."""
    rows = [("see", *["".join(LETTERS.values())] * len(State))]
    rows += [(action.value, *(_cell(transition(action, state)) for state in State)) for action in Action]
    return _table(("", *(state.value for state in State)), rows)


def memberships_table() -> str:
    """Return which roles a membership leaves."""
    rows: list[tuple[str, ...]] = [
        (membership.value, ", ".join(sorted(left)) or "none") for membership, left in LEFT.items()
    ]
    return _table(("membership", "roles that it leaves"), rows)


def _cell(row: Transition | None) -> str:
    if row is None:
        return ""
    refused = _letters(row.refused_to)
    return _letters(row.allowed) + (f" not {refused}" if refused else "")


def _letters(roles: frozenset[Role]) -> str:
    return "".join(letter for role, letter in LETTERS.items() if role in roles)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    return "\n".join(_lines(head, rows))


def _lines(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
