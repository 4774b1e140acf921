"""Which case of a log was handed on by which: what a `handed_on` may name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.domain.event_log.rows import BadRow

NO_PART, SECOND_WHOLE, CIRCLE = "no_part", "second_whole", "circle"
"""What can be wrong with a part: it is no case of the log; an earlier row handed it on; it is above itself."""


class Known(NamedTuple):
    """A handoff that is there already: its name in the log, when it was opened, whether it is a part of another one."""

    name: str
    opened_at: datetime
    number: int
    is_part: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A row by which a case handed a part on; `wrong` is what its log alone says against it, empty for nothing."""

    line: int
    case: str
    part: str
    wrong: str = ""


def wrong_link(link: Link, known: Mapping[str, Known]) -> Iterator[BadRow]:
    """Yield the row of a link that cannot be, given the handoffs that are there already.

    What a known case handed on stays as it is, so that the same log can come again.
    """
    there = known.get(link.part)
    wrong = link.wrong
    if wrong == NO_PART and there and there.name == link.part:
        wrong = ""
    if not wrong and there and there.is_part and link.case not in known:
        wrong = SECOND_WHOLE
    if wrong:
        yield BadRow(link.line, link.case, wrong, {"part": link.part})
