"""The glossary and the code use the same words."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
ROWS = [line.strip("|").split("|") for line in GLOSSARY.read_text().splitlines() if line.startswith("| ")][1:]
CODE = [match.group(1) for row in ROWS if (match := re.search(r"`(.+)`", row[3]))]


def test_every_word_has_a_meaning_and_stands_once() -> None:
    words = [row[0].strip() for row in ROWS]
    assert words == sorted(set(words), key=str.casefold)
    assert all(row[2].strip() for row in ROWS)


@pytest.mark.parametrize("path", CODE)
def test_a_word_with_code_is_found_there(path: str) -> None:
    modules, names = _apart(path)
    found: object = import_module(modules)
    for name in names:
        fields = getattr(found, "__dataclass_fields__", {})
        found = fields[name] if name in fields else getattr(found, name)


def _apart(path: str) -> tuple[str, list[str]]:
    """Return the module of a path below bot.domain, and the names in it."""
    module, names = "bot.domain", path.split(".")
    while names and find_spec(f"{module}.{names[0]}"):
        module = f"{module}.{names.pop(0)}"
        if not hasattr(import_module(module), "__path__"):
            break
    return module, names


def test_most_words_are_looked_up() -> None:
    assert len(CODE) > len(ROWS) / 2
