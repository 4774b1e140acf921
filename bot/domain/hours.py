"""Working hours as people write them: {mon-thu: "08:00-16:30", fri: "08:00-13:00"}."""

import re
from collections.abc import Mapping
from datetime import time
from itertools import pairwise

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DEFAULT_HOURS: Mapping[str, str] = {"mon-fri": "09:00-17:00"}

Slot = tuple[time, time]
Hours = tuple[tuple[Slot, ...], ...]
"""Seven weekdays from Monday, each with its slots in order."""

_SLOT = re.compile(r"^(\d{1,2}:\d{2})-(\d{1,2}:\d{2})$")


def parse_hours(written: Mapping[str, str]) -> Hours:
    """Return the slots of the seven weekdays; raise ValueError that names the entry that is wrong."""
    week: list[tuple[Slot, ...]] = [()] * len(WEEKDAYS)
    for days, slots in written.items():
        parsed = _slots(slots)
        for day in _days(days):
            if week[day]:
                raise ValueError(f"{WEEKDAYS[day]} stands here twice")
            week[day] = parsed
    if not any(week):
        raise ValueError("there has to be at least one working hour a week")
    return tuple(week)


def _days(days: str) -> range:
    first, dash, last = days.partition("-")
    last = last if dash else first
    if first not in WEEKDAYS or last not in WEEKDAYS:
        raise ValueError(f"{days!r} is no weekday or range; write mon, fri or mon-thu")
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last)
    if end < start:
        raise ValueError(f"{days!r} runs backwards")
    return range(start, end + 1)


def _slots(slots: str) -> tuple[Slot, ...]:
    parsed = tuple(_slot(part.strip()) for part in slots.split(",") if part.strip())
    if any(later[0] < earlier[1] for earlier, later in pairwise(parsed)):
        raise ValueError(f"{slots!r}: the slots of a day have to follow each other")
    return parsed


def _slot(text: str) -> Slot:
    try:
        match = _SLOT.match(text)
        start, end = (
            (time.fromisoformat(part.rjust(5, "0")) for part in match.groups()) if match else (None, None)
        )
    except ValueError:
        start = end = None
    if start is None or end is None or end <= start:
        raise ValueError(f'{text!r} is no slot of time; write "08:00-16:30"')
    return start, end
