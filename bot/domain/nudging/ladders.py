"""Ladders of nudges as data: after how long, to whom; every ladder ends."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from bot.domain.time.calendar import Calendar


class LadderKind(StrEnum):
    """What a matter waits for."""

    NOT_ACCEPTED = "not_accepted"
    NOT_ACCEPTED_URGENT = "not_accepted_urgent"
    INFORMATION_ASKED = "information_asked"
    DECLINED = "declined"
    PAUSED = "paused"
    DUE = "due"
    NOT_CONFIRMED = "not_confirmed"


class Reach(StrEnum):
    """Whom a rung reaches; CLOSE reaches nobody: it closes what nobody has confirmed."""

    DEPARTMENT = "department"
    LEAD = "lead"
    REQUESTER = "requester"
    ASSIGNEE = "assignee"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Span:
    """Business days, or business time; days may be negative, for what comes before a date."""

    days: int = 0
    time: timedelta = timedelta()

    def after(self, start: datetime, calendar: Calendar) -> datetime:
        """Return when the span has passed since `start`: an instant when somebody is there."""
        if self.time:
            return calendar.next_opening(calendar.add_business_time(start, self.time))
        return calendar.add_business_days(start, self.days)


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder."""

    after: Span
    to: Reach

    def at(self, since: datetime, calendar: Calendar) -> datetime:
        """Return when the rung is due on a ladder that stands since then."""
        return self.after.after(since, calendar)


Ladder = tuple[Rung, ...]

_LIKELY_DAY = timedelta(hours=8)
_RUNG = re.compile(r"(-?\d{1,4})([dhm]) ([a-z]+)")
_REACHES: Mapping[LadderKind, frozenset[Reach]] = {
    LadderKind.NOT_ACCEPTED: frozenset({Reach.DEPARTMENT, Reach.LEAD, Reach.REQUESTER}),
    LadderKind.NOT_ACCEPTED_URGENT: frozenset({Reach.DEPARTMENT, Reach.LEAD, Reach.REQUESTER}),
    LadderKind.INFORMATION_ASKED: frozenset({Reach.REQUESTER}),
    LadderKind.DECLINED: frozenset({Reach.REQUESTER}),
    LadderKind.PAUSED: frozenset({Reach.ASSIGNEE, Reach.LEAD}),
    LadderKind.DUE: frozenset({Reach.ASSIGNEE, Reach.LEAD, Reach.REQUESTER}),
    LadderKind.NOT_CONFIRMED: frozenset({Reach.REQUESTER, Reach.CLOSE}),
}
"""Who can do something about what a matter waits for; nobody else is nudged."""


@cache
def parse_ladder(kind: LadderKind, written: tuple[str, ...]) -> Ladder:
    """Return a ladder as people write it, ["4h department", "1d lead"]; raise ValueError that names what is wrong."""
    ladder = tuple(_rung(kind, text) for text in written)
    closing = [rung.to is Reach.CLOSE for rung in ladder]
    if any(closing[:-1]):
        raise ValueError("close has to be the last rung: after it there is nothing to wait for")
    if kind is LadderKind.PAUSED and len(ladder) > 1:
        raise ValueError("a pause ends with the first rung: what comes after it is a matter of what is due")
    lengths = [rung.after.days * _LIKELY_DAY + rung.after.time for rung in ladder]
    if lengths != sorted(set(lengths)):
        raise ValueError(
            "each rung has to come later than the one before it; a business day counts as eight hours here"
        )
    return ladder


def _rung(kind: LadderKind, text: str) -> Rung:
    match = _RUNG.fullmatch(text.strip())
    if match is None or match[3] not in list(Reach):
        raise ValueError(f'{text!r} is no rung; write "4h department", "30m department" or "1d lead"')
    amount, unit, to = int(match[1]), match[2], Reach(match[3])
    if to not in _REACHES[kind]:
        able = ", ".join(sorted(_REACHES[kind]))
        raise ValueError(f"{text!r}: {kind} can be nudged: {able}")
    if unit != "d" and amount <= 0:
        raise ValueError(f"{text!r}: hours and minutes have to be more than none")
    if amount < 0 and kind is not LadderKind.DUE:
        raise ValueError(f"{text!r}: only what is due on a date can be announced before")
    time = {"h": timedelta(hours=amount), "m": timedelta(minutes=amount)}.get(unit, timedelta())
    return Rung(Span(0 if time else amount, time), to)


DEFAULT_LADDERS: Mapping[LadderKind, tuple[str, ...]] = {
    LadderKind.NOT_ACCEPTED: ("4h department", "1d lead", "2d requester"),
    LadderKind.NOT_ACCEPTED_URGENT: ("30m department", "1d lead", "2d requester"),
    LadderKind.INFORMATION_ASKED: ("1d requester", "3d requester"),
    LadderKind.DECLINED: ("1d requester", "3d requester"),
    LadderKind.PAUSED: ("0d assignee",),
    LadderKind.DUE: ("-1d assignee", "0d assignee", "1d assignee", "2d lead"),
    LadderKind.NOT_CONFIRMED: ("1d requester", "3d requester", "5d close"),
}
