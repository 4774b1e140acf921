"""Whether nudges do any good: counts by kind and rung, never by person."""

from dataclasses import dataclass

from bot.domain.events import Activity
from bot.domain.ladders import LadderKind

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
