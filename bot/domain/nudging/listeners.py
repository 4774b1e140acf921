"""Somebody whom nudges wait for: a person, or a department's channel."""

from dataclasses import dataclass, field

from bot.domain.nudging.batches import Told
from bot.domain.nudging.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Listener:
    """One of a workspace, how they want it and what they were told today; `batches` counts the messages to them."""

    workspace: str
    id: str
    preferences: Preferences = field(default_factory=Preferences)
    told: Told = field(default_factory=Told)
    batches: int = 0
