"""What the long threads about a handoff have come to, a few lines each, with links to what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from bot.domain.guest.catching_up import Phrase
from bot.domain.reading.threads import Highlight, Point, Remark
from bot.domain.text import one_line
from handlers.slack.links import reply_link
from handlers.slack.render.content import Content, Json, Reader
from handlers.slack.render.rich import (
    Bold,
    Line,
    Link,
    Said,
    User,
    element,
    joined,
    paragraph,
    plain,
    rich,
    text,
)
from handlers.words import msg

_LONGEST = 160
_POINTS = {
    Point.BEGAN: msg("It began with"),
    Point.QUESTION: msg("Asked"),
    Point.SETTLED: msg("Promised or decided"),
    Point.LATEST: msg("Latest"),
}


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """What a thread of `n` messages has come to; `phrases`: in the guest's words instead of its `lines`.

    `origin`: it is where the matter came from, else the card's.
    """

    channel: str
    ts: str
    n: int
    lines: tuple[Highlight, ...]
    phrases: tuple[Phrase, ...] = ()
    origin: bool = False


def caught_up_with(threads: Sequence[CaughtUp], name: str, reader: Reader, team_url: str) -> Content:
    """Return the message to whoever has looked at the handoff, or has accepted it."""
    heading = rich(reader.words("What was said about {handoff}:"), handoff=Bold(name))
    return Content(plain(heading), [*paragraph(heading), *thread_blocks(threads, reader, team_url)])


def thread_blocks(threads: Sequence[CaughtUp], reader: Reader, team_url: str) -> list[Json]:
    """Return the lines of each thread under its heading."""
    return [block for one in threads for block in paragraph(*_lines(one, reader, team_url))]


def above_inputs(form: Json, blocks: Sequence[Json]) -> Json:
    """Return the form with these blocks between what it is about and its first field."""
    there = cast("list[Json]", form["blocks"])
    first = next((place for place, block in enumerate(there) if block["type"] == "input"), len(there))
    return {**form, "blocks": [*there[:first], *blocks, *there[first:]]}


def _lines(thread: CaughtUp, reader: Reader, team_url: str) -> list[Line]:
    words = reader.words
    name = words("The thread where it came from") if thread.origin else words("The card's thread")
    url = reply_link(team_url, thread.channel, thread.ts, thread.ts)
    many = words.many("{n} message", "{n} messages", thread.n)
    heading = joined([element(Link(url, name)), text(many)])
    if thread.phrases:
        said = [_phrase(phrase, thread, reader, team_url) for phrase in thread.phrases]
        return [
            heading,
            *said,
            text(words("In a language model's words; the messages behind the links count.")),
        ]
    return [heading, *(_highlight(line, thread, reader, team_url) for line in thread.lines)]


def _phrase(phrase: Phrase, thread: CaughtUp, reader: Reader, team_url: str) -> Line:
    return rich(
        "{who}, {when}: {text}",
        who=User(phrase.remark.author),
        when=_when(phrase.remark, thread, reader, team_url),
        text=Said(phrase.text, _LONGEST),
    )


def _highlight(line: Highlight, thread: CaughtUp, reader: Reader, team_url: str) -> Line:
    point = text(f"{reader.words(_POINTS[line.point])}: ")
    said = _remark(line.remark, thread, reader, team_url)
    if line.point is not Point.QUESTION:
        return [*point, *said]
    if line.answer is None:
        return [*point, *said, *text(reader.words(" – no answer yet"))]
    return [*point, *said, *text(" – "), *_remark(line.answer, thread, reader, team_url)]


def _remark(remark: Remark, thread: CaughtUp, reader: Reader, team_url: str) -> Line:
    return rich(
        reader.words("{who}, {when}: “{text}”"),
        who=User(remark.author),
        when=_when(remark, thread, reader, team_url),
        text=Said(one_line(remark.text), _LONGEST),
    )


def _when(remark: Remark, thread: CaughtUp, reader: Reader, team_url: str) -> Link:
    """Return the time of a message, which leads to it."""
    return Link(reply_link(team_url, thread.channel, remark.ts, thread.ts), reader.when(remark.at))
