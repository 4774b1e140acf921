"""What can go wrong between a bot and Slack, as knobs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from typing_extensions import override

from practice.values import Json

SHOWN = ("slow", "rate_limited", "offline")


@dataclass
class Weather:
    """The state of the way to Slack; probabilities are 0..1 and drawn from `random`, which a test may seed.

    `slow`: extra seconds before a Web API answer. `rate_limited`: one message per second and channel, the first
    one refused. `offline`: no socket, and every API connection is reset. `error_500`, `error_429`: the call is
    refused and nothing happens. `reset_before`, `reset_after`: the connection breaks before or after the call took
    effect; a socket breaks before or after its ticket was taken. `redeliver`: a payload arrives twice although it was acknowledged. `copies`: as many of every payload
    arrive at once.
    """

    slow: float = 0.0
    rate_limited: bool = False
    offline: bool = False
    error_500: float = 0.0
    error_429: float = 0.0
    reset_before: float = 0.0
    reset_after: float = 0.0
    redeliver: float = 0.0
    copies: int = 1
    random: Random = field(default_factory=lambda: Random(0))  # noqa: S311 -- chaos that can be repeated, not a secret
    on_change: Callable[[str], None] | None = field(default=None, repr=False)

    @override
    def __setattr__(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)
        if name in SHOWN and (on_change := getattr(self, "on_change", None)):
            on_change(name)

    def strikes(self, misfortune: str) -> bool:
        """Draw whether a misfortune happens now."""
        chance: float = getattr(self, misfortune)
        return chance > 0 and self.random.random() < chance

    def shown(self) -> Json:
        """Return the part that a page shows and sets."""
        return {name: getattr(self, name) for name in SHOWN}

    def calm(self) -> None:
        """Make everything work again."""
        for name in ("error_500", "error_429", "reset_before", "reset_after", "redeliver", "slow"):
            setattr(self, name, 0.0)
        self.copies = 1
        self.rate_limited = False
        self.offline = False
