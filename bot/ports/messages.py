"""Messages on their way to Slack, and those who bring them there."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.delivery.backlog import Backlog
from bot.domain.delivery.messages import Message
from bot.domain.delivery.outbox import OutboxRow, Outcome, Sent
from bot.domain.delivery.pacing import Rates
from bot.domain.delivery.troubles import Trouble
from bot.domain.delivery.waiting import Waiting
from bot.domain.matter.handoff import Handoff


class Outbox(Protocol):
    """Messages on their way to Slack."""

    async def put(self, workspace: str, messages: Sequence[Message], now: datetime) -> None:
        """Queue messages. One that is queued already is wanted anew (a card) or stays as it is (the others)."""
        ...

    async def backlog(self, now: datetime) -> Backlog:
        """Return how much is on its way, of all workspaces together."""
        ...

    async def where(self, workspace: str, keys: Collection[str]) -> dict[str, Sent]:
        """Return where the messages of these keys stand in Slack, those that were sent."""
        ...

    async def waiting(self, workspace: str, *, limit: int) -> list[Waiting]:
        """Return messages that Slack does not have yet, the dead first, then the oldest."""
        ...

    async def count_waiting(self, workspace: str, to: str) -> int:
        """Return how many messages to this channel or person Slack does not have yet."""
        ...

    async def queued(self, workspace: str, to: str, since: datetime) -> list[datetime]:
        """Return when answers by mail to this reader were queued, those after `since`."""
        ...

    async def revive(
        self, workspace: str, now: datetime, ids: Sequence[int] | None = None, to: str | None = None
    ) -> int:
        """Make dead messages due again, all of them or those with `ids` or to one channel; return how many."""
        ...

    async def finished(self, workspace: str, before: datetime, *, after: int, limit: int) -> list[int]:
        """Return the ids of messages that were sent earlier than `before` and will not change, those over `after`."""
        ...

    async def drop(self, workspace: str, ids: Sequence[int]) -> None:
        """Forget these messages, as far as Slack has them."""
        ...

    async def next_due(self) -> datetime | None:
        """Return when the next message is due, if any waits."""
        ...


class Cards(Protocol):
    """The cards in Slack, which show the present state of their handoffs."""

    async def want_anew(self, workspace: str, keys: Sequence[str], now: datetime) -> None:
        """Let those of these cards that were queued before show the present state; the dead stay dead."""
        ...

    async def renew_live(self, workspace: str, number: int, now: datetime) -> None:
        """Let the messages about a handoff that depend on its state show the present one."""
        ...

    async def renew_batches(self, workspace: str, recipient: str, number: int, now: datetime) -> None:
        """Let the batches in which a handoff stands for this recipient show what holds, however old they are."""
        ...

    async def places(self, workspace: str, handoffs: Sequence[Handoff]) -> dict[int, Sent]:
        """Return where the card of each handoff's present hop stands, by number, where one does."""
        ...

    async def at(self, workspace: str, where: Sent) -> Message | None:
        """Return the card that stands there, if one does."""
        ...

    async def forget(self, workspace: str, key: str, now: datetime) -> None:
        """Let the card of that key be posted as a new message: where it stood, it is no more."""
        ...


class Deliveries(Protocol):
    """What deliverers do with the outbox."""

    async def claim(
        self, now: datetime, *, worker: str, lease: timedelta, limit: int, rates: Rates
    ) -> list[OutboxRow]:
        """Return messages that may leave now, at most one a lane and the first of it, leased to `worker`.

        What would go faster than `rates` waits until its scope is ready, alike for all workers.
        """
        ...

    async def settle(self, outcomes: Sequence[Outcome], now: datetime, *, rates: Rates) -> Sequence[Outcome]:
        """Write down what became of messages; return what has to wait, since somebody is changing it just now.

        Nothing happens to a message whose lease its worker has lost. One that was sent stays due if it was wanted
        anew meanwhile.
        """
        ...

    async def release(self, worker: str, not_before: datetime) -> None:
        """Give back everything that `worker` has leased; nobody takes it before then, as Slack may be at it still."""
        ...


class Troubles(Protocol):
    """Channels into which Slack takes nothing."""

    async def begin(self, workspace: str, channel: str, error: str, now: datetime) -> Trouble | None:
        """Return the trouble that begins now; None if it has been known."""
        ...

    async def get(self, workspace: str, trouble: int) -> Trouble | None:
        """Return the trouble of that id, if it has not ended."""
        ...

    async def all(self, workspace: str) -> list[Trouble]:
        """Return every trouble that has not ended, the oldest first."""
        ...

    async def end_mended(self, workspace: str, channel: str | None = None) -> None:
        """End the trouble of this channel, or of all, for which no message is dead."""
        ...

    async def end(self, workspace: str, channel: str) -> None:
        """End the trouble of one channel."""
        ...

    async def drop(self, workspace: str, channel: str, before: datetime) -> None:
        """Forget the troubles of one channel that began earlier than `before`."""
        ...


class Sender(Protocol):
    """The way to Slack for one message of the outbox."""

    async def send(self, row: OutboxRow) -> Sent:
        """Bring the message to Slack; raise TryLaterError, PermanentError or NeedlessError.

        Where the database fails, it has not been sent.
        """
        ...
