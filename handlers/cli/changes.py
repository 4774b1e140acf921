"""What an import changes, in lines that are read at the command line."""

from collections.abc import Iterator, Mapping, Sequence

from bot.domain.company.changes import Change, Kind

_SIGNS = {Kind.ADDED: "+", Kind.CHANGED: "~", Kind.REMOVED: "-"}


def told(changes: Sequence[Change]) -> Iterator[str]:
    """Yield a line for each change, and one that counts them."""
    for change in changes:
        yield f"{_SIGNS[change.kind]} {change.what}{_values(change)}"
    match len(changes):
        case 0:
            yield "No changes."
        case 1:
            yield "1 change."
        case number:
            yield f"{number} changes."


def warnings(left_behind: Mapping[str, int]) -> Iterator[str]:
    """Yield a line for each department that goes while handoffs lie with it."""
    for department, count in left_behind.items():
        handoffs = "1 open handoff lies" if count == 1 else f"{count} open handoffs lie"
        yield f"{handoffs} with {department}, which this removes: hand over anew what still matters"


def _values(change: Change) -> str:
    if not change.field:
        return ""
    return f": {change.field}: {change.before or '(nothing)'} → {change.after or '(nothing)'}"
