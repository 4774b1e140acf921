"""The decision on how somebody wants to be nudged, from what they chose in a form."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time

from bot.domain.checks import Checks
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.preferences import Preferences

ALL_KINDS = tuple(LadderKind)
OF_CHANNELS = (LadderKind.NOT_ACCEPTED, LadderKind.NOT_ACCEPTED_URGENT)
"""The kinds that reach a department's channel."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose for themselves: kinds they want, their window, the batches of the workspace they want."""

    kinds: frozenset[LadderKind]
    start: time | None
    end: time | None
    batches: tuple[time, ...]
    paused_until: datetime | None = None


def preferred(choice: Choice, batches: tuple[time, ...], checks: Checks, now: datetime) -> Preferences:
    """Return the preferences that a choice means; `batches` are the workspace's. Problems are noted in `checks`.

    Whoever wants all of the workspace's batches follows it, whatever it changes later.
    """
    for field, clock in (("window_start", choice.start), ("window_end", choice.end)):
        if clock is None:
            checks.problem(field, "missing")
    wanted = tuple(at for at in batches if at in choice.batches)
    if not wanted:
        checks.problem("batches", "no_batch")
    checks.in_future("paused_until", choice.paused_until, now)
    start, end = choice.start or time.min, choice.end or time.max
    if end <= start:
        checks.problem("window_end", "window_turned")
    return Preferences(
        window=(start, end),
        batches=None if wanted == batches else wanted,
        silent=frozenset(ALL_KINDS) - choice.kinds,
        paused_until=choice.paused_until,
    )


def quietened(before: Preferences, kinds: Iterable[LadderKind], paused_until: datetime | None) -> Preferences:
    """Return what a lead wants for the channel of their department."""
    return replace(before, silent=frozenset(OF_CHANNELS) - frozenset(kinds), paused_until=paused_until)


def batches_of(preferences: Preferences, batches: tuple[time, ...]) -> tuple[time, ...]:
    """Return which of the workspace's batches somebody wants: all, where theirs are no more."""
    return tuple(at for at in batches if at in (preferences.batches or batches)) or batches
