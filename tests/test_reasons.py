"""Every reason that the rules can give has a sentence of its own at the edge, in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import errors
from handlers.slack.render.content import Reader
from handlers.slack.render.reasons import reason
from handlers.words import words_in
from tests.company import ANNA, CEM, DORA, MONDAY

BOT = Path(__file__).parents[1] / "bot"
REFUSALS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.RefusedError)
}


def given_reasons() -> Iterator[str]:
    """Find the reasons in the source: of refusals the first argument, of a field's problem the second."""
    for path in BOT.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            match call:
                case ast.Call(func=ast.Name(id=name), args=[given, *_]) if name in REFUSALS:
                    yield from texts(given)
                case ast.Call(func=ast.Attribute(attr="problem"), args=[_, given]):
                    yield from texts(given)


def texts(node: ast.expr) -> Iterator[str]:
    """Return the text of an expression, or both where one of two is chosen."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from texts(one)
            yield from texts(other)


FACTS: dict[str, errors.Fact] = {
    "handoff": "H-128",
    "state": "accepted",
    "accountable": DORA,
    "people": f"{CEM} {DORA}",
    "department": "Buchhaltung",
    "limit": 140,
    "length": 141,
    "at": MONDAY,
    "again": MONDAY,
    "written": "wer:",
}
REASONS = sorted(set(given_reasons()))


def test_the_reasons_are_found_in_the_source() -> None:
    assert {"not_yours", "moved_on", "no_such_handoff", "missing", "in_past"} <= set(REASONS)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("given", REASONS)
def test_nobody_reads_only_that_it_did_not_work(given: str, language: str) -> None:
    reader = Reader(words_in(language), ZoneInfo("Europe/Berlin"), MONDAY, ANNA)
    assert reason(given, FACTS, reader) != reason("a reason without a sentence", FACTS, reader)
