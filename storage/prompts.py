"""Prompts about messages that sound thrown; and their counts, which stay when they are let go."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.prompting.prompts import Counts, Noticed, Outcome, Prompt, counted
from bot.domain.summary.weeks import Week
from storage.tables import prompt_counts, prompts
from storage.upserts import insert

_NOTICED = ("channel", "ts", "thread_ts", "author", "cue", "department")
_PROMPT = select(
    *(prompts.c[name] for name in ("id", "workspace", *_NOTICED, "noticed_at", "shown_at", "outcome"))
)
_COUNTED = ("shown", "turned", "accepted", "dismissed")


class SqlPrompts:
    """Fulfils the port `Prompts`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, workspace: str, noticed: Noticed, now: datetime) -> Prompt | None:
        """Store that a message was noticed; return None if it has been before, whatever became of that."""
        told = {name: getattr(noticed, name) for name in _NOTICED}
        statement = insert(self._connection, prompts).values(
            workspace=workspace, **told, noticed_at=now, outcome=Outcome.WAITING.value
        )
        statement = statement.on_conflict_do_nothing(index_elements=["workspace", "channel", "ts"])
        number = await self._connection.scalar(statement.returning(prompts.c.id))
        return None if number is None else Prompt(number, workspace, noticed, now)

    async def get(self, workspace: str, number: int, *, hold: bool = False) -> Prompt | None:
        """Return the prompt of that id; `hold`: locked until the commit."""
        query = _PROMPT.where(prompts.c.workspace == workspace, prompts.c.id == number)
        return await self._one(query.with_for_update() if hold else query)

    async def about(self, workspace: str, channel: str, ts: str, *, hold: bool = False) -> Prompt | None:
        """Return the prompt about that message, if there is one; `hold`: locked until the commit."""
        its = prompts.c.workspace == workspace, prompts.c.channel == channel, prompts.c.ts == ts
        query = _PROMPT.where(*its)
        return await self._one(query.with_for_update() if hold else query)

    async def save(self, prompt: Prompt) -> None:
        """Store when a prompt was shown and what became of it."""
        its = prompts.c.workspace == prompt.workspace, prompts.c.id == prompt.id
        values = {"shown_at": prompt.shown_at, "outcome": prompt.outcome.value}
        await self._connection.execute(update(prompts).where(*its).values(values))

    async def shown_to(self, workspace: str, author: str, since: datetime) -> list[datetime]:
        """Return when somebody was shown prompts since then."""
        its = prompts.c.workspace == workspace, prompts.c.author == author, prompts.c.shown_at >= since
        return list(await self._connection.scalars(select(prompts.c.shown_at).where(*its)))

    async def of_cue(self, workspace: str, cue: str, since: datetime | None) -> Counts:
        """Return what became of the prompts to which a cue has led, of those shown since then."""
        shown = prompts.c.shown_at.is_not(None) if since is None else prompts.c.shown_at > since
        return await self._counts(prompts.c.workspace == workspace, prompts.c.cue == cue, shown)

    async def of_week(self, workspace: str, week: Week) -> Counts:
        """Return what became of all prompts that were shown in a week; those long gone are counted too."""
        within = prompts.c.shown_at >= week.since, prompts.c.shown_at < week.until
        there = await self._counts(prompts.c.workspace == workspace, *within)
        sums = select(*(func.coalesce(func.sum(prompt_counts.c[name]), 0) for name in _COUNTED))
        its = prompt_counts.c.workspace == workspace, prompt_counts.c.week == week.name
        return there + Counts(*(await self._connection.execute(sums.where(*its))).one())

    async def authors_of_week(self, workspace: str, week: Week) -> int:
        """Return to how many people prompts were shown in a week, as far as the prompts are there still."""
        within = prompts.c.shown_at >= week.since, prompts.c.shown_at < week.until
        query = select(func.count(prompts.c.author.distinct())).where(
            prompts.c.workspace == workspace, *within
        )
        return await self._connection.scalar(query) or 0

    async def older(self, workspace: str, before: datetime, *, limit: int) -> list[Prompt]:
        """Return prompts that were noticed earlier than `before`."""
        its = prompts.c.workspace == workspace, prompts.c.noticed_at < before
        query = _PROMPT.where(*its).order_by(prompts.c.noticed_at).limit(limit)
        return [_read(row) for row in await self._connection.execute(query)]

    async def fold(
        self, workspace: str, counts: Mapping[tuple[str, str], Counts], gone: Sequence[int]
    ) -> None:
        """Add counts by week and cue to those that are kept, and forget the prompts of these ids."""
        for (week, cue), more in sorted(counts.items()):
            values = {name: getattr(more, name) for name in _COUNTED}
            statement = insert(self._connection, prompt_counts).values(
                workspace=workspace, week=week, cue=cue, **values
            )
            sums = {name: prompt_counts.c[name] + statement.excluded[name] for name in _COUNTED}
            await self._connection.execute(
                statement.on_conflict_do_update(index_elements=["workspace", "week", "cue"], set_=sums)
            )
        these = prompts.c.workspace == workspace, prompts.c.id.in_(gone)
        await self._connection.execute(delete(prompts).where(*these))

    async def _one(self, query: Select[Any]) -> Prompt | None:
        row = (await self._connection.execute(query)).one_or_none()
        return _read(row) if row else None

    async def _counts(self, *which: ColumnElement[bool]) -> Counts:
        """Return the counts of prompts that were shown, by outcome."""
        query = select(prompts.c.outcome, func.count()).where(*which).group_by(prompts.c.outcome)
        counts = Counts()
        for outcome, n in await self._connection.execute(query):
            counts += counted([Outcome(outcome)] * n)
        return counts


def _read(row: Row[Any]) -> Prompt:
    noticed = Noticed(**{name: getattr(row, name) for name in _NOTICED})
    return Prompt(row.id, row.workspace, noticed, row.noticed_at, row.shown_at, Outcome(row.outcome))
