"""What a renderer returns, and for whom it renders."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.company.membership import Membership
from handlers.words import Words

Json = dict[str, object]
"""A piece of Slack's JSON: a block, an element or a view."""


@dataclass(frozen=True, slots=True)
class Content:
    """One message: `text` is the fallback for notifications and screen readers, `blocks` is what is shown."""

    text: str
    blocks: list[Json]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: a language, a time zone and the present; `user` is None when a whole channel reads."""

    words: Words
    zone: ZoneInfo
    now: datetime
    user: str | None = None
    membership: Membership = Membership.MEMBER

    def when(self, at: datetime) -> str:
        """Return day and time as this reader writes them."""
        return self.words.when(at, self.zone, self.now)

    def day(self, at: datetime) -> str:
        """Return the day as this reader writes it."""
        return self.words.day(at, self.zone, self.now)
