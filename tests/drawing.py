"""The drawing of the states in docs/architecture.md: how it is read, and how it is made from the table."""

import re
from collections import defaultdict

from bot.domain.matter.handoff import OPEN, State
from bot.domain.matter.transitions import BACK, TRANSITIONS

Arrow = tuple[str, str, str]
"""From a state, to a state, and the verb between them, without what all verbs share."""

_ANY = "still_open"
"""The frame around all states that have not ended; an arrow from it begins in each of them."""

_DRAWING = re.compile(r"```mermaid\nstateDiagram-v2\n(.*?)```", re.DOTALL)
_FRAME = re.compile(rf"state {_ANY} {{(.*?)}}", re.DOTALL)
_ARROW = re.compile(r"^\s*(\w+) --> (\w+): ([\w, ]+)$", re.MULTILINE)


def read(document: str) -> set[Arrow]:
    """Return the arrows between states in the one state drawing of a Markdown text."""
    (drawing,) = _DRAWING.findall(document)
    (frame,) = _FRAME.findall(drawing)
    framed = set(re.findall(r"\w+(?= -->)|(?<=--> )\w+", frame))
    return {
        (begin, target, verb)
        for source, target, verbs in _ARROW.findall(drawing)
        for begin in (framed if source == _ANY else {source})
        for verb in verbs.split(", ")
    }


def arrows() -> list[Arrow]:
    """Return what the table of transitions says, in its order."""
    asked_from = [source for (_, source), row in TRANSITIONS.items() if row.target is State.NEEDS_INFO]
    return [
        (source.value, str(target), action.value.removesuffix("_handoff"))
        for (action, source), row in TRANSITIONS.items()
        for target in (
            asked_from if row.target == BACK else {row.target, *([source] if row.may_stay else [])}
        )
    ]


def drawing() -> str:
    """Return the drawing anew, to be pasted into the document."""
    between: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for source, target, verb in arrows():
        between[_ANY if _from_everywhere(target, verb) else source, target].append(verb)
    lines = {
        ends: f"{' --> '.join(ends)}: {', '.join(dict.fromkeys(verbs))}" for ends, verbs in between.items()
    }
    inside = [line for (_, target), line in lines.items() if target in OPEN]
    outside = sorted(line for (_, target), line in lines.items() if target not in OPEN)[::-1]
    return "\n".join(
        (
            "```mermaid\nstateDiagram-v2\n    direction LR",
            "    [*] --> offered: open",
            f"    state {_ANY} {{",
            *(f"        {line}" for line in inside),
            "    }",
            *(f"    {line}" for line in outside),
            "```",
        )
    )


def _from_everywhere(target: str, verb: str) -> bool:
    return {source for source, to, how in arrows() if (to, how) == (target, verb)} == set(OPEN)
