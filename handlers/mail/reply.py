"""What a person wrote in a mail: without the history, the quotes and the signature."""

import re
from collections.abc import Sequence
from itertools import dropwhile, groupby

from mailparser_reply.parser import EmailMessage

from bot.domain.mail.signatures import without_signature

_LANGUAGES = ("de", "en", "david")
_SEEN_OF_A_LINE = 300
_SEEN_LINES = 500
_ANNOUNCED = re.compile(
    r"-{3,}\s*(?:ursprüngliche nachricht|original(?:-| )?nachricht|original message)\s*-{3,}", re.IGNORECASE
)
_RULE = frozenset("_-")
_HEADER_LINES = 4


def own_text(body: str) -> str:
    """Return what the sender has written, blank lines folded; all of it where cutting would leave nothing."""
    lines = [*_folded(body.replace("\r\n", "\n").replace("\r", "\n").split("\n"))]
    above, history = _parted(lines)
    own = without_signature([line for line in (*above, *_between(history)) if not _is_quoted(line)])
    return _joined(own) or _joined(without_signature(lines)) or _joined(lines)


def _folded(lines: Sequence[str]) -> list[str]:
    """Return the lines, trimmed, with single blank ones: over many the library would take the cube of their number."""
    trimmed = dropwhile(lambda line: not line, (line.strip() for line in lines))
    return [
        line
        for blank, run in groupby(trimmed, key=lambda line: not line)
        for line in ([""] if blank else run)
    ]


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines above the history, and those of it.

    The library sees the beginnings only, of lines and of the mail: its patterns take the square of a line's length.
    """
    seen = ["~" if _is_rule(line) else line[:_SEEN_OF_A_LINE] for line in lines[:_SEEN_LINES]]
    mail = EmailMessage(text="\n".join(seen), languages=[*_LANGUAGES], keep_hyphen_lists=True).read()
    first = mail.replies[0]
    if first.headers:
        return [], lines
    if len(mail.replies) == 1:
        return lines, []
    count = first.content.count("\n") + 1
    above = [line for line in lines[:count] if not (_is_rule(line) or _ANNOUNCED.fullmatch(line))]
    return above, lines[count:]


def _between(history: list[str]) -> list[str]:
    """Return what was written between the quotes and below them, by people who answer there."""
    beginning = next((number for number, line in enumerate(history) if _is_quoted(line)), None)
    if beginning is None or len([*filter(None, history[:beginning])]) > _HEADER_LINES:
        return []
    return history[beginning:]


def _is_quoted(line: str) -> bool:
    return line.startswith(">")


def _is_rule(line: str) -> bool:
    return len(line) >= 10 and set(line) <= _RULE


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip()
