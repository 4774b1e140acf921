"""The drawing of the states in docs/architecture.md: how it is read, and how it is made from the table."""

import re
from collections import defaultdict
from collections.abc import Iterable

from bot.domain.handoff import ENDED, State
from bot.domain.transitions import BACK, TRANSITIONS

Arrow = tuple[str, str, str]
"""From a state, to a state, and the verb between them."""

_ARROW = re.compile(r"^\s*(\w+) --> (\w+): ([\w, ]+)$", re.MULTILINE)
_DRAWING = re.compile(r"```mermaid\nstateDiagram-v2\n(.*?)```", re.DOTALL)


def read(document: str) -> set[Arrow]:
    """Return the arrows between states in the one state drawing of a Markdown text."""
    (drawing,) = _DRAWING.findall(document)
    return {
        (source, target, verb)
        for source, target, verbs in _ARROW.findall(drawing)
        for verb in verbs.split(", ")
    }


def arrows() -> list[Arrow]:
    """Return what the table of transitions says, in its order."""
    asked_from = [source for (_, source), row in TRANSITIONS.items() if row.target is State.NEEDS_INFO]
    return [
        (source.value, str(target), action.value)
        for (action, source), row in TRANSITIONS.items()
        for target in (asked_from if row.target == BACK else [row.target])
    ]


def drawing() -> str:
    """Return the drawing anew, to be pasted into the document."""
    between: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for source, target, verb in arrows():
        between[source, target].append(verb)
    lines = ["[*] --> offered: open_handoff", *_lines(between.items())]
    lines += [f"{state.value} --> [*]" for state in State if state in ENDED]
    return "```mermaid\nstateDiagram-v2\n" + "".join(f"    {line}\n" for line in lines) + "```"


def _lines(between: Iterable[tuple[tuple[str, str], list[str]]]) -> list[str]:
    return [f"{source} --> {target}: {', '.join(verbs)}" for (source, target), verbs in between]
