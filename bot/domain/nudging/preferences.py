"""How one person, or one department's channel, wants to be nudged; what they do not say is the workspace's."""

from dataclasses import dataclass
from datetime import datetime, time

from bot.domain.nudging.ladders import LadderKind

WINDOW = (time(9), time(17))


@dataclass(frozen=True, slots=True)
class Preferences:
    """Nothing reaches anybody outside `window`, nor before `paused_until`; of `silent` kinds nothing ever.

    `batches` are the times of day at which nudges are gathered; None: the workspace's. `prompts`: they may be asked
    about messages that sound thrown.
    """

    window: tuple[time, time] = WINDOW
    batches: tuple[time, ...] | None = None
    silent: frozenset[LadderKind] = frozenset()
    paused_until: datetime | None = None
    prompts: bool = True
