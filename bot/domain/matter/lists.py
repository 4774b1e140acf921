"""Which handoffs a list shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.matter.handoff import Handoff
from bot.domain.nudging.gathering import Snoozed


class Listing(StrEnum):
    """The lists that a person can ask for."""

    MINE = "mine"  # accountable: mine to do
    FROM_ME = "from_me"  # handed over by me, not yet closed
    QUEUE = "queue"  # offered to my departments, accepted by nobody


@dataclass(frozen=True, slots=True)
class Page:
    """One page of handoffs; `total` counts all of them, `snoozed` are those that their reader hears nothing of."""

    handoffs: tuple[Handoff, ...] = field(default=())
    total: int = 0
    offset: int = 0
    snoozed: Mapping[int, Snoozed] = field(default_factory=dict)
