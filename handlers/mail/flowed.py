"""Paragraphs that a mail program broke into lines, made whole again (RFC 3676)."""

from itertools import groupby

_SIGNATURE = "-- "


def unflowed(text: str, *, delete_space: bool) -> str:
    """Return text of the type `format=flowed` with its paragraphs on one line each; quotes stay quotes."""
    lines = [_parted(line) for line in text.replace("\r\n", "\n").split("\n")]
    paragraphs: list[str] = []
    for depth, group in groupby(lines, key=lambda line: line[0]):
        quote = ">" * depth + " " * bool(depth)
        paragraphs += [quote + one for one in _joined([line for _, line in group], delete_space)]
    return "\n".join(paragraphs)


def _joined(lines: list[str], delete_space: bool) -> list[str]:
    paragraphs, open_ended = [""], False
    for line in lines:
        soft = line.endswith(" ") and line != _SIGNATURE
        kept = line[:-1] if soft and delete_space else line
        paragraphs[-1:] = [paragraphs[-1] + kept] if open_ended else [*paragraphs[-1:], kept]
        open_ended = soft
    return paragraphs[1:]


def _parted(line: str) -> tuple[int, str]:
    """Return how deep a line is quoted, and the line without its marks and the space before it."""
    bare = line.lstrip(">")
    return len(line) - len(bare), bare.removeprefix(" ")
