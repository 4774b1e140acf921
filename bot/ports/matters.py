"""Handoffs with their logs, and the requests that arrive about them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.matter.events import Event
from bot.domain.matter.finding import Query
from bot.domain.matter.handoff import Handoff
from bot.domain.matter.lists import Listing, Page
from bot.domain.matter.roles import Sight


class Handoffs(Protocol):
    """Handoffs and their event logs."""

    async def next_number(self, workspace: str) -> int:
        """Return the next number of the workspace; one that is not used may be left out, and is never given twice."""
        ...

    async def add(self, handoff: Handoff) -> None:
        """Store a new handoff."""
        ...

    async def get(self, workspace: str, number: int) -> Handoff | None:
        """Return the handoff as it stands, if there is one."""
        ...

    async def made_from(self, workspace: str, channel: str, ts: str) -> list[Handoff]:
        """Return the open handoffs that were made from this message."""
        ...

    async def some(self, workspace: str, numbers: Collection[int], *, hold: bool = False) -> list[Handoff]:
        """Return these handoffs, in order of their numbers.

        `hold`: only those that nobody is changing just now, locked until the commit.
        """
        ...

    async def parts(self, workspace: str, numbers: Collection[int]) -> list[Handoff]:
        """Return the handoffs that were handed on from these, in order of their numbers."""
        ...

    async def save(self, handoff: Handoff) -> None:
        """Store a changed handoff and raise its version; raise ConflictError if it changed since it was loaded."""
        ...

    async def log(self, workspace: str, number: int, events: Sequence[Event]) -> None:
        """Append to the event log."""
        ...

    async def log_all(self, workspace: str, events: Mapping[int, Sequence[Event]]) -> None:
        """Append to the event logs of many handoffs, by number."""
        ...

    async def history(self, workspace: str, number: int) -> list[Event]:
        """Return the event log of one handoff, oldest first."""
        ...

    async def event(self, workspace: str, number: int, sequence: int) -> Event | None:
        """Return one entry of the log."""
        ...

    async def entries(
        self, workspace: str, entries: Collection[tuple[int, int]]
    ) -> dict[tuple[int, int], Event]:
        """Return entries of many logs by number and sequence, as far as they are there."""
        ...

    async def asked(self, workspace: str, department: str, since: datetime) -> Mapping[str, int]:
        """Return how often a department asked back for each of its needs from `since` on, by the need's key."""
        ...

    async def page(
        self,
        workspace: str,
        listing: Listing,
        user: str,
        departments: Sequence[str],
        *,
        offset: int,
        limit: int,
    ) -> Page:
        """Return a page of one of a person's lists, the urgent and the oldest first."""
        ...

    async def find(self, workspace: str, query: Query, sight: Sight, *, offset: int, limit: int) -> Page:
        """Return what is in sight and fits the query, the newest first; nothing for an empty one."""
        ...

    async def count_open(self, workspace: str, departments: Sequence[str]) -> dict[str, int]:
        """Return how many open handoffs lie with each of these departments, where there are any."""
        ...

    async def lying_with(self, workspace: str, users: Collection[str]) -> dict[str, int]:
        """Return how many handoffs each of these works on or is asked to accept, where there are any."""
        ...


class Inbox(Protocol):
    """What has arrived, so that nothing takes effect twice."""

    async def take(self, workspace: str, key: str, now: datetime) -> bool:
        """Return True the first time a key arrives; it is kept when the transaction commits."""
        ...

    async def answer(self, workspace: str, key: str, answer: Mapping[str, object]) -> None:
        """Keep the answer, so that a redelivery gets the same."""
        ...

    async def answered(self, workspace: str, key: str) -> Mapping[str, object] | None:
        """Return the answer that was kept under `key`, or None."""
        ...

    async def older(self, workspace: str, before: datetime, *, after: str, limit: int) -> list[str]:
        """Return keys that arrived earlier than `before`, in order, those that follow `after`."""
        ...

    async def drop(self, workspace: str, keys: Sequence[str]) -> None:
        """Forget these keys."""
        ...
