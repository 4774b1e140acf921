"""What a long thread has come to, in three lines: the last question and its answer, what was settled, the latest word."""

import re
from collections.abc import Callable, Iterator, Sequence, Sized
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.domain.detector.directory import Directory
from bot.domain.detector.finding import cues_in
from bot.domain.detector.folding import listed
from bot.domain.detector.patterns import compiled
from bot.domain.detector.reading import Clause, read
from bot.domain.detector.stripping import strip
from bot.domain.detector.vocabulary import NEGATIONS, VOCABULARY

LONG = 8
"""A thread of more remarks is worth three lines; a shorter one is read as fast as they are."""

_LINES = 3
_ASKS = re.compile(r"\w[^?]{0,3}\?(?=[\s)“”\"!?.]|$)")
_SAYS_SOMETHING = 3
_SETTLING = frozenset(
    f"{language}.{cue}"
    for language in ("de", "en")
    for cue in (
        "i-take-it",
        "somebody-took-it",
        "named-owner",
        "date-agreed",
        "i-follow-up",
        "confirmed-done",
    )
)
"""The detector's cues by which somebody promises something, or has somebody named or a date."""
_DECIDED = listed("beschlossen entschieden vereinbart ausgemacht abgemacht geeinigt decided agreed settled")
_DENIED = NEGATIONS | listed(VOCABULARY["NEGATION"])
_TUN = (
    "buche|buchen|schicke|schicken|sende|senden|liefere|liefern|erstatte|erstatten|mache|machen|nehme|nehmen"
    "|verschiebe|verschieben|kläre|klären|prüfe|prüfen|rufe|rufen"
)
_DO = "book|send|ship|deliver|refund|do|make|take|move|check|call|fix|sort|go|use|keep"
_DECIDES = tuple(
    map(
        compiled,
        (f"ich|wir {_TUN}", f"{_TUN} ich|wir", f"i|we will? just? {_DO}", f"let us {_DO}"),
    )
)


class Point(StrEnum):
    """Why a remark stands in one of the lines."""

    BEGAN = "began"
    QUESTION = "question"
    SETTLED = "settled"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Remark:
    """What one person has written in a thread, as people see it; `ts` is Slack's."""

    ts: str
    author: str
    text: str

    @property
    def at(self) -> datetime:
        """Return when it was written."""
        return datetime.fromtimestamp(float(self.ts), UTC)


@dataclass(frozen=True, slots=True)
class Highlight:
    """One of the lines; `answer` is what somebody else said to a question, if anybody did."""

    point: Point
    remark: Remark
    answer: Remark | None = None


def is_long(remarks: Sized) -> bool:
    """Return whether a thread of these remarks is long enough for three lines."""
    return len(remarks) > LONG


def caught_up(remarks: Sequence[Remark], departments: Directory) -> tuple[Highlight, ...]:
    """Return at most three lines, in the order of time; none for a thread that is not long.

    Each remark stands in one of them only; where less was found, the beginning takes the place.
    """
    if not is_long(remarks):
        return ()
    chosen: dict[str, Highlight] = {}
    if (asked := _last(remarks, _asks)) is not None:
        question = Highlight(Point.QUESTION, remarks[asked], _answer(remarks[asked:]))
        chosen |= dict.fromkeys(_stamps(question), question)
    if (settled := _last(remarks, lambda one: _settles(one, departments))) is not None:
        chosen.setdefault(remarks[settled].ts, Highlight(Point.SETTLED, remarks[settled]))
    latest = _last(remarks, _says_something)
    last = remarks[-1 if latest is None else latest]
    chosen.setdefault(last.ts, Highlight(Point.LATEST, last))
    lines = list(dict.fromkeys(chosen.values()))
    if len(lines) < _LINES and remarks[0].ts not in chosen:
        lines.append(Highlight(Point.BEGAN, remarks[0]))
    return tuple(sorted(lines, key=lambda line: float(line.remark.ts)))


def _stamps(line: Highlight) -> Iterator[str]:
    return (remark.ts for remark in (line.remark, line.answer) if remark)


def _last(remarks: Sequence[Remark], of: Callable[[Remark], bool]) -> int | None:
    return next((index for index in reversed(range(len(remarks))) if of(remarks[index])), None)


def _answer(since: Sequence[Remark]) -> Remark | None:
    """Return what the first other person said since the question that stands first."""
    others = [one for one in since[1:] if one.author != since[0].author]
    return next(filter(_says_something, others), next(iter(others), None))


def _asks(remark: Remark) -> bool:
    return _ASKS.search(strip(remark.text)) is not None


def _says_something(remark: Remark) -> bool:
    """Return whether it is more than a thank you or an emoji."""
    return len(re.findall(r"\w+", strip(remark.text))) >= _SAYS_SOMETHING


def _settles(remark: Remark, departments: Directory) -> bool:
    clauses = read(remark.text, departments)
    return not _SETTLING.isdisjoint(cues_in(clauses)) or any(map(_decides, clauses))


def _decides(clause: Clause) -> bool:
    """Return whether somebody says in so many words what is done: the detector only knows what concerns a handoff."""
    if clause.question or not _DENIED.isdisjoint(clause.words):
        return False
    decided = not _DECIDED.isdisjoint(clause.words)
    return decided or any(pattern.search(clause.text, clause.words) for pattern in _DECIDES)
