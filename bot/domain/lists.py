"""Which handoffs a list shows."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.handoff import Handoff


class Listing(StrEnum):
    """The lists that a person can ask for."""

    MINE = "mine"  # accountable: mine to do
    FROM_ME = "from_me"  # handed over by me, not yet closed
    QUEUE = "queue"  # offered to my departments, accepted by nobody


@dataclass(frozen=True, slots=True)
class Page:
    """One page of handoffs; `total` counts all of them."""

    handoffs: tuple[Handoff, ...] = field(default=())
    total: int = 0
    offset: int = 0
