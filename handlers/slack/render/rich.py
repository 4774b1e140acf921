"""Rich text: the one form of Slack's in which what people typed stays exactly what they typed.

Text goes into elements of type `text`, where Slack looks for no mentions, links, emoji or formatting. Sentences are
translated templates; what fills their placeholders is a part: a person, a channel, a link, or somebody's words.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from string import Formatter

from bot.domain.text import clean, shorten
from handlers.slack.render.content import Json
from handlers.slack.render.limits import MESSAGE_TEXT, RICH_TEXT

_USER = re.compile(r"[UW][A-Z0-9]{1,30}")
_CHANNEL = re.compile(r"[CGD][A-Z0-9]{1,30}")
_ADDRESS = re.compile(r"https?://[!-~]{1,2900}")
_MAY_BE_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufefc\U00010800-\U0001efff]"  # the blocks from Hebrew on that have such letters
)
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class User:
    """A person, shown as a mention; anything that is no user id (a pseudonym) is shown as it is."""

    user: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, shown as a link to it."""

    channel: str


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody typed; shortened visibly after `limit` characters."""

    text: str
    limit: int = 3000


@dataclass(frozen=True, slots=True)
class Bold:
    """Text that stands out."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads somewhere; plain bold text where there is no address."""

    url: str | None
    text: str


Part = str | User | Channel | Said | Bold | Link
Line = list[Json]
"""Rich text elements that belong to one line."""


def rich(template: str, **parts: Part) -> Line:
    """Return the elements of a translated template, with a part at each of its placeholders."""
    line: Line = []
    for between, placeholder in _pieces(template):
        line += text(between)
        if placeholder is not None:
            line += element(parts[placeholder])
    return line


@cache
def _pieces(template: str) -> tuple[tuple[str, str | None], ...]:
    """Return the texts of a template with the placeholders behind them; there are as many templates as sentences."""
    return tuple((between, placeholder) for between, placeholder, _, _ in Formatter().parse(template))


def element(part: Part) -> Line:
    """Return the elements of one part; none for an empty text."""
    match part:
        case User(user) if _USER.fullmatch(user):
            return [{"type": "user", "user_id": user}]
        case Channel(channel) if _CHANNEL.fullmatch(channel):
            return [{"type": "channel", "channel_id": channel}]
        case Link(url, label) if url and _ADDRESS.fullmatch(url):
            return [{"type": "link", "url": url, "text": literal(label) or url, "style": {"bold": True}}]
        case Bold(written) | Link(_, written):
            return text(literal(written), bold=True)
        case Said(written, limit):
            return text(literal(shorten(written, limit)))
        case User(written) | Channel(written) | str(written):
            return text(literal(written))


def literal(text: str) -> str:
    """Return `text` so that it cannot disturb what stands around it, right-to-left writing included."""
    cleaned = clean(text)
    if not _MAY_BE_RIGHT_TO_LEFT.search(cleaned):  # spares most texts the look at each character
        return cleaned
    if any(unicodedata.bidirectional(char) in {"R", "AL"} for char in cleaned):
        return f"{_FIRST_STRONG_ISOLATE}{cleaned}{_POP_ISOLATE}"
    return cleaned


def text(written: str, *, bold: bool = False) -> Line:
    """Return text that is ours or was made `literal` before; none if it is empty."""
    style = {"style": {"bold": True}} if bold else {}
    return [{"type": "text", "text": written, **style}] if written else []


def cut(written: str, limit: int) -> str:
    """Return at most `limit` characters of what was made `literal`; its isolation stays closed."""
    if len(written) <= limit:
        return written
    short = shorten(written, limit - 1)
    is_open = short.rfind(_FIRST_STRONG_ISOLATE) > short.rfind(_POP_ISOLATE)
    return short + (_POP_ISOLATE if is_open else "")


def joined(lines: Iterable[Line], separator: str = " · ") -> Line:
    """Return one line of several, without the empty ones, with `separator` between them."""
    result: Line = []
    for line in filter(None, lines):
        result += ([*text(separator)] if result else []) + line
    return result


def paragraph(*lines: Line) -> list[Json]:
    """Return a rich text block of these lines, or no block if all are empty; what is too long is cut visibly."""
    elements = clipped(joined(lines, "\n"), RICH_TEXT - 2)  # the ellipsis behind a full block needs room too
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "elements": [section]}] if elements else []


def clipped(line: Line, limit: int) -> Line:
    """Return the beginning of `line`, at most `limit` characters of text, with an ellipsis where it was cut."""
    if length(line) <= limit:  # as most are
        return line
    result: Line = []
    for item in line:
        written = str(item.get("text", ""))
        if len(written) > limit:
            return [*result, {**item, "text": cut(written, max(limit, 2))}]
        result.append(item)
        limit -= len(written)
    return result


def within(lines: Iterable[Line], limit: int) -> list[Line]:
    """Return the lines as far as `limit` characters reach; what is cut off is visible as an ellipsis."""
    result: list[Line] = []
    for line in filter(None, lines):
        if limit <= 0:
            return [*result, text("…")]
        result.append(clipped(line, limit))
        limit -= length(line)
    return result


def length(line: Line) -> int:
    """Return how many characters of text a line has."""
    return sum(len(str(item.get("text", ""))) for item in line)


def plain(line: Line) -> str:
    """Return a line as text of a message: `& < >` escaped, people and channels as Slack's mentions."""
    # Escaping makes five characters of one at most.
    return "".join(_plain(item) for item in clipped(line, MESSAGE_TEXT // 5 - 50))


def escaped(text: str) -> str:
    """Return `text` as Slack wants it in the text of a message."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _plain(item: Json) -> str:
    match item["type"]:
        case "user":
            return f"<@{item['user_id']}>"
        case "channel":
            return f"<#{item['channel_id']}>"
        case _:
            return escaped(str(item["text"]))
