"""How much is on its way to Slack."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backlog:
    """The outbox in three figures; `oldest_seconds` is for how long the first message has been due."""

    pending: int
    dead: int
    oldest_seconds: float
