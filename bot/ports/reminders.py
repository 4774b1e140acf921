"""What is due, and whom nudges wait for."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.matter.handoff import Handoff
from bot.domain.nudging.batches import Pending, Plan, Told
from bot.domain.nudging.effects import Effect
from bot.domain.nudging.listeners import Listener
from bot.domain.nudging.nudges import Nudge
from bot.domain.nudging.preferences import Preferences
from bot.domain.nudging.standing import Place, Standing


class Nudges(Protocol):
    """Handoffs on their ladders, and the nudges that wait for people and departments."""

    async def due(self, now: datetime, *, limit: int) -> list[Standing]:
        """Return handoffs of all workspaces whose next nudge is due, locked until the commit; others look past them."""
        ...

    async def on_ladders(self, workspace: str, *, after: int, limit: int) -> list[Standing]:
        """Return open handoffs that people work on, those with numbers over `after`, in order of their numbers."""
        ...

    async def standings(self, workspace: str, numbers: Collection[int]) -> list[Standing]:
        """Return these handoffs as the clock sees them."""
        ...

    async def move(self, moves: Sequence[tuple[Standing, Place]]) -> None:
        """Give these other places on their ladders; raise ConflictError if one changed since it was loaded."""
        ...

    async def put_off(self, workspace: str, number: int, now: datetime, until: datetime) -> None:
        """Let a handoff that is due `now` be due then."""
        ...

    async def climbed(self, handoffs: Sequence[Handoff]) -> None:
        """Store what the clock changed in these; raise ConflictError if one changed since it was loaded."""
        ...

    async def queue(self, workspace: str, nudges: Sequence[Nudge], now: datetime) -> None:
        """Keep nudges for their recipients, each once, and let those be looked at."""
        ...

    async def hold_back(
        self, workspace: str, nudges: Sequence[Nudge], now: datetime, until: datetime
    ) -> None:
        """Note nudges that are told to nobody, to see what happens until then without them."""
        ...

    async def listeners_due(self, now: datetime, *, limit: int) -> list[Listener]:
        """Return whom to look at now, of all workspaces, locked until the commit; others look past them."""
        ...

    async def look_later(self, workspace: str, recipient: str, now: datetime, then: datetime) -> None:
        """Look then at somebody who would be looked at `now`."""
        ...

    async def pending(self, workspace: str, recipient: str) -> list[Pending]:
        """Return what a recipient was not told yet, the longest due first."""
        ...

    async def told(
        self, listener: Listener, plan: Plan, dropped: Sequence[int], now: datetime, watched_until: datetime
    ) -> None:
        """Store what a plan tells in the listener's next batch, what is dropped, and when to look again.

        Until `watched_until` it is seen what comes of it.
        """
        ...

    async def untold(self, workspace: str, recipient: str, batch: int, now: datetime) -> None:
        """Let what was gathered in a message wait again: nobody got it."""
        ...

    async def batch(self, workspace: str, recipient: str, batch: int) -> list[Nudge]:
        """Return what was gathered in one message, the longest due first; the last nudge of each handoff."""
        ...

    async def snooze(
        self, workspace: str, user: str, number: int, until: datetime | None, now: datetime
    ) -> None:
        """Let a person hear nothing of a handoff until then, or nothing ever again (None).

        What they were told last of it waits again.
        """
        ...

    async def wake(self, workspace: str, user: str, number: int, now: datetime) -> None:
        """Take back a snooze: what waits again only because of it was told."""
        ...

    async def snoozes(self, workspace: str, user: str, numbers: Sequence[int]) -> dict[int, datetime | None]:
        """Return until when a person snoozes which of these handoffs; None: for good."""
        ...

    async def preferences(self, workspace: str, recipient: str) -> Preferences:
        """Return how somebody wants to be nudged."""
        ...

    async def prefer(self, workspace: str, recipient: str, preferences: Preferences, now: datetime) -> None:
        """Store how somebody wants to be nudged, and look at them again."""
        ...

    async def listener(self, workspace: str, recipient: str) -> Listener:
        """Return somebody who may listen, known before or not, locked until the commit."""
        ...

    async def spend(self, workspace: str, recipient: str, told: Told) -> None:
        """Store how often somebody was told something today, by whatever message."""
        ...

    async def look_at(self, workspace: str, recipients: Sequence[str], now: datetime) -> None:
        """Look at these again now: what keeps them quiet has changed."""
        ...

    async def effects(self, workspace: str, since: datetime, until: datetime) -> list[Effect]:
        """Return, by kind and rung, how often the matter moved after a nudge and without one.

        Of nudges that were let go the days (UTC) count that began in that time.
        """
        ...

    async def ended(self, workspace: str, before: datetime, *, after: int, limit: int) -> list[int]:
        """Return handoffs over `after` that ended before then, of which there are still nudges or snoozes, in order."""
        ...

    async def fold(self, workspace: str, numbers: Sequence[int]) -> None:
        """Add what became of the nudges of these handoffs to the counts of their days; forget them and their snoozes."""
        ...

    async def drop_counts(self, workspace: str, before: datetime) -> None:
        """Forget what nudges did on days that began before then."""
        ...
