"""Working hours as people write them: {mon-thu: "08:00-16:30", fri: "08:00-13:00"}."""

import re
from collections.abc import Mapping
from datetime import time
from functools import lru_cache
from itertools import pairwise

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DEFAULT_HOURS: Mapping[str, str] = {"mon-fri": "09:00-17:00"}

MIDNIGHT = time(0)

Slot = tuple[time, time]
"""From a clock time to a later one; an end of midnight is the end of the day."""
Slots = tuple[Slot, ...]
"""The slots of one day, in order and apart."""
Hours = tuple[Slots, ...]
"""Seven weekdays from Monday."""

_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d"
_SLOT = re.compile(rf"({_CLOCK})-({_CLOCK}|24:00)")


def parse_hours(written: Mapping[str, str]) -> Hours:
    """Return the slots of the seven weekdays; raise ValueError that names the entry that is wrong."""
    return _parsed(tuple(written.items()))


@lru_cache(maxsize=256)
def _parsed(written: tuple[tuple[str, str], ...]) -> Hours:
    week: list[Slots] = [()] * len(WEEKDAYS)
    for days, slots in written:
        parsed = _slots(slots)
        for day in _days(days):
            if week[day]:
                raise ValueError(f"{WEEKDAYS[day]} stands here twice")
            week[day] = parsed
    if not any(week):
        raise ValueError("there has to be at least one working hour a week")
    return tuple(week)


def common(some: Slots, others: Slots) -> Slots:
    """Return the slots of a day that lie in both."""
    pairs = ((max(a, c), min(b, d, key=_end)) for a, b in some for c, d in others)
    return tuple((start, end) for start, end in pairs if start < end or end == MIDNIGHT)


def _end(end: time) -> tuple[bool, time]:
    return end == MIDNIGHT, end


def _days(days: str) -> range:
    first, dash, last = days.partition("-")
    last = last if dash else first
    if first not in WEEKDAYS or last not in WEEKDAYS:
        raise ValueError(f"{days!r} is no weekday or range; write mon, fri or mon-thu")
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last)
    if end < start:
        raise ValueError(f"{days!r} runs backwards")
    return range(start, end + 1)


def _slots(slots: str) -> Slots:
    parsed = tuple(_slot(part.strip()) for part in slots.split(",") if part.strip())
    if any(_end(earlier[1]) > (False, later[0]) for earlier, later in pairwise(parsed)):
        raise ValueError(f"{slots!r}: the slots of a day have to follow each other")
    return parsed


def _slot(text: str) -> Slot:
    if match := _SLOT.fullmatch(text):
        start, end = match.groups()
        slot = _time(start), MIDNIGHT if end == "24:00" else _time(end)
        if slot[0] < slot[1] or end == "24:00":
            return slot
    raise ValueError(f'{text!r} is no slot of time; write "08:00-16:30"')


def _time(clock: str) -> time:
    return time.fromisoformat(clock.rjust(5, "0"))
