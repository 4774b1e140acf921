"""What was proposed to senders, and what they chose."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.company.rules import Uses
from bot.domain.proposing.likeness import Accepted
from bot.domain.proposing.routing import Routed


class Routings(Protocol):
    """Proposals beside the handoffs that came of them; nobody's name stands there."""

    async def add(self, workspace: str, number: int, routed: Routed) -> None:
        """Keep what was proposed to the sender of a handoff."""
        ...

    async def of(self, workspace: str, number: int) -> Routed | None:
        """Return what was proposed to the sender of a handoff, if anything was."""
        ...

    async def uses(self, workspace: str) -> dict[str, Uses]:
        """Return how often each rule has proposed a department, and how often somebody chose otherwise, by its mark."""
        ...

    async def accepted_with(self, workspace: str, words: Sequence[str], *, limit: int) -> list[Accepted]:
        """Return the latest handoffs that were accepted and hold one of these words at least."""
        ...
