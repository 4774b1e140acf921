"""A message that Slack does not have yet, as an operator looks at it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.delivery.messages import MessageKind


@dataclass(frozen=True, slots=True)
class Waiting:
    """One message of the outbox that was not sent.

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
