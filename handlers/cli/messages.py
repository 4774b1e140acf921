"""Messages from a stream, one a line: plain text, or JSON with the field `text`."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no message: its number, counted from 1, and what is wrong with it."""

    number: int
    problem: str


def messages(lines: Iterable[bytes]) -> Iterator[str | BadLine]:
    """Yield each line's message as soon as it is there; a line that begins with { has to be JSON."""
    for number, line in enumerate(lines, start=1):
        text = line.decode("utf-8", "replace").lstrip("\ufeff").rstrip("\r\n")
        yield _from_json(text, number) if text.lstrip().startswith("{") else text


def _from_json(line: str, number: int) -> str | BadLine:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        return BadLine(number, f"this is no JSON: {error.msg} at character {error.colno}")
    except (RecursionError, ValueError):
        return BadLine(number, "this JSON is nested too deeply, or has a number that is too long")
    text = value.get("text")
    return text if isinstance(text, str) else BadLine(number, _no_text(value))


def _no_text(value: dict[str, object]) -> str:
    return "`text` is no text" if "text" in value else "there is no field `text`"
