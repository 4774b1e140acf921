"""Answers that have the shape that was asked for, and nonsense in every field."""

from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
Words = Callable[[str], str]
"""What to write into a field, by its name."""


def filled(schema: Json, words: Words) -> Any:
    """Return a value that fits a JSON schema; every free text is `words(field)`, however long."""
    return _filled(schema, schema.get("$defs", {}), words, "")


def _filled(part: Json, defs: Json, words: Words, name: str) -> Any:
    match part:
        case {"$ref": str(ref)}:
            return _filled(defs[ref.rpartition("/")[2]], defs, words, name)
        case {"anyOf": [*choices]} | {"allOf": [*choices]}:
            return _filled(next(one for one in choices if one.get("type") != "null"), defs, words, name)
        case {"type": "object"}:
            return {key: _filled(one, defs, words, key) for key, one in part.get("properties", {}).items()}
        case {"type": "array"}:
            return [_filled(part["items"], defs, words, name)] * part.get("maxItems", 3)
        case _:
            return _leaf(part, words(name))


def _leaf(part: Json, text: str) -> Any:
    match part:
        case {"const": value}:
            return value
        case {"enum": [*values]}:
            return next((value for value in values if value and str(value) in text), values[-1])
        case {"type": "boolean"}:
            return True
        case {"type": "integer" | "number"}:
            return part.get("maximum", 99)
        case _:
            return text
