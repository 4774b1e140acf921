"""A message on its way to Slack."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.messages import MessageKind


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One row of the outbox, claimed by a deliverer.

    `revision` rises each time the message is wanted anew (a card after each change); `attempts` counts what
    failed since. `channel` and `ts` say where the message already stands in Slack. `unsure`: an earlier attempt
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
    channel: str | None = None
    ts: str | None = None
    unsure: bool = False
    worker: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a message stands in Slack now."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that Slack does not have yet, as an operator looks at it.

    `dead`: Slack refused it, and it waits until somebody revives it. `error` is what Slack said last.
    """

    id: int
    kind: MessageKind
    to: str
    number: int
    dead: bool
    attempts: int
    created_at: datetime
    not_before: datetime
    error: str | None = None
