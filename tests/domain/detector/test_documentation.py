"""docs/detection.md tells the cues there are and the figures that were measured, and nothing else."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.domain.detector import Unsure
from bot.domain.detector.cues import CUES
from tests.domain.detector.labelled import (
    PARTS,
    apart,
    departments_right,
    in_doubt,
    precision,
    recall,
    sentences,
)

MISSING = {
    Unsure.MAILED: "a mail to a department, and no hint that its author has done with it",
    Unsure.HANDED_OVER: "handed over, and not let go",
    Unsure.LET_GO: "let go, and not handed over",
}
PAGE = Path(__file__).parents[3] / "docs" / "detection.md"


def cues() -> Iterator[str]:
    yield "| cue | tells | for instance | but not |"
    yield "| --- | --- | --- | --- |"
    for cue in CUES:
        yield f"| `{cue.id}` | {cue.role.replace('_', ' ')} | {cue.found_in[0]} | {cue.not_in[0]} |"


def figures() -> Iterator[str]:
    yield "| sentences | precision of the prompt | recall of the prompt | department right, where named |"
    yield "| --- | --- | --- | --- |"
    for part, of in [*((part, sentences(part)) for part in PARTS), ("apart from the rules", apart())]:
        named = departments_right(of)
        right = named.told() if named.n else "not labelled"
        yield f"| {part}, {len(of)} | {precision(of).told()} | {recall(of).told()} | {right} |"


def doubts() -> Iterator[str]:
    yield "| unsure | what is there, and what is missing | thrown, of all | thrown, apart from the rules |"
    yield "| --- | --- | --- | --- |"
    every = [one for part in PARTS for one in sentences(part)]
    for unsure, missing in MISSING.items():
        told = [f"{thrown} of {n}" for thrown, n in (in_doubt(of, unsure) for of in (every, apart()))]
        yield f"| `{unsure}` | {missing} | {' | '.join(told)} |"


@pytest.mark.parametrize(("name", "section"), [("figures", figures), ("cues", cues), ("doubts", doubts)])
def test_the_page_is_true(name: str, section: Callable[[], Iterator[str]]) -> None:
    lines = "\n".join(section())
    found = re.search(rf"<!-- {name} -->\n(.*?)\n?<!-- end -->", PAGE.read_text("utf-8"), re.DOTALL)
    assert found, "the marks are gone"
    assert found.group(1) == lines, f"put this into docs/detection.md:\n{lines}"
