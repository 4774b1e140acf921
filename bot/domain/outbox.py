"""A message on its way to Slack."""

from dataclasses import dataclass

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
