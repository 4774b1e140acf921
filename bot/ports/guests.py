"""What the language model has cost, and what it has said lately."""

from datetime import date, datetime
from typing import Protocol

from bot.domain.guest.budget import Cost, Spent


class Spendings(Protocol):
    """What a workspace spends on a day (UTC)."""

    async def reserve(self, workspace: str, day: date, cost: Cost, limit: Cost) -> bool:
        """Count this as spent; return False, and count nothing, if the day would then be over its limit."""
        ...

    async def settle(self, workspace: str, day: date, change: Cost) -> None:
        """Correct what was reserved for one answer by what it cost."""
        ...

    async def of_day(self, workspace: str, day: date) -> Spent:
        """Return what was spent on that day."""
        ...

    async def drop(self, workspace: str, before: date) -> None:
        """Forget the days before that one."""
        ...


class CachedAnswers(Protocol):
    """Answers of the model, each under the digest of all that it was asked; nobody's name stands in them."""

    async def get(self, workspace: str, key: str, now: datetime) -> str | None:
        """Return what was answered, if that is to be kept still."""
        ...

    async def put(self, workspace: str, key: str, answer: str, until: datetime) -> None:
        """Keep an answer until then."""
        ...

    async def drop(self, workspace: str, now: datetime) -> None:
        """Forget the answers whose time is over."""
        ...
