"""A message on its way to Slack, and what becomes of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.delivery.messages import MessageKind
from bot.domain.delivery.pacing import UPDATES


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One row of the outbox, claimed by a deliverer.

    `revision` rises each time the message is wanted anew (a card after each change); `attempts` counts what
    failed since; `created_at` is when it was queued first. `channel` and `ts` say where the message already stands in Slack. `unsure`: an earlier attempt
    ended without a word, so that Slack may have the message; look before sending.
    """

    id: int
    workspace: str
    kind: MessageKind
    to: str
    number: int
    hop: int
    event: int
    revision: int
    attempts: int
    created_at: datetime
    channel: str | None = None
    ts: str | None = None
    unsure: bool = False
    worker: str = ""

    @property
    def scope(self) -> str:
        """Return what the message shares its pace with: its conversation, or all updates of the workspace."""
        return UPDATES if self.ts else self.to


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a message stands in Slack now; `live`: what it says or offers depends on the handoff's state."""

    channel: str
    ts: str
    live: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """To be tried again at `not_before`; `unsure`: Slack may have it all the same.

    `limited`: Slack asked to wait, and means everything of the same scope.
    """

    error: str
    not_before: datetime
    unsure: bool = True
    limited: bool = False


@dataclass(frozen=True, slots=True)
class Dead:
    """Set aside until somebody revives it: Slack will not take it as things stand.

    `closed`: it takes nothing at all in that channel.
    """

    error: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Let go for good: there is nobody left whom it could tell anything."""

    reason: str


Result = Sent | Later | Dead | GivenUp


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt to send `row`."""

    row: OutboxRow
    result: Result
