"""Whether nudges do any good: counts by kind and rung, never by person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.domain.matter.events import Activity
from bot.domain.nudging.ladders import LadderKind

MOVES = frozenset(Activity) - {
    Activity.OPENED,
    Activity.OFFERED,
    Activity.DELIVERED,
    Activity.POKED,
    Activity.CLOSED_UNCONFIRMED,
    Activity.SOURCE_EDITED,
    Activity.SOURCE_DELETED,
    Activity.MAILED,
}
"""What somebody does who takes a matter further; the rest is their messages, and the clock."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What became of the nudges of one rung within a business day of each.

    `told` were told and `moved` of them moved; `held` were kept back and `moved_without` of them moved all the same.
    `snoozed` and `muted` are the guard rails: how often somebody did not want to hear it.
    """

    kind: LadderKind
    rung: int
    told: int
    moved: int
    held: int = 0
    moved_without: int = 0
    snoozed: int = 0
    muted: int = 0

    def __add__(self, other: "Effect") -> "Effect":
        """Return what became of the nudges of both, of one rung."""
        sums = {name: getattr(self, name) + getattr(other, name) for name in COUNTED}
        return replace(self, **sums)


COUNTED = ("told", "moved", "held", "moved_without", "snoozed", "muted")
"""The fields of an `Effect` that are counts."""


def summed(effects: Iterable[Effect]) -> list[Effect]:
    """Return one effect for each rung, in order."""
    sums: dict[tuple[LadderKind, int], Effect] = {}
    for one in effects:
        rung = one.kind, one.rung
        sums[rung] = sums[rung] + one if rung in sums else one
    return [sums[rung] for rung in sorted(sums)]
