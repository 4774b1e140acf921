"""What was proposed to the senders of handoffs, and what earlier handoffs tell about words."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.company.rules import Uses
from bot.domain.proposing.likeness import Accepted
from bot.domain.proposing.routing import Proposal, Routed
from storage.search import latest_with_any
from storage.tables import handoffs
from storage.tables import routings as table


class SqlRoutings:
    """Fulfils the port `Routings`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, workspace: str, number: int, routed: Routed) -> None:
        """Keep what was proposed to the sender of a handoff."""
        values = {
            **asdict(routed.proposal),
            "workspace": workspace,
            "number": number,
            "chosen": routed.chosen,
            "reason": routed.reason,
            "exception": routed.exception,
        }
        await self._connection.execute(table.insert(), values)

    async def of(self, workspace: str, number: int) -> Routed | None:
        """Return what was proposed to the sender of a handoff, if anything was."""
        query = select(table).where(table.c.workspace == workspace, table.c.number == number)
        row = (await self._connection.execute(query)).one_or_none()
        if row is None:
            return None
        return Routed(Proposal(row.department, row.because, row.rule, row.alike), row.chosen, row.reason)

    async def uses(self, workspace: str) -> dict[str, Uses]:
        """Return how often each rule has proposed a department, and how often somebody chose otherwise, by its mark."""
        query = (
            select(table.c.rule, func.count(), func.sum(cast(table.c.exception, Integer)))
            .where(table.c.workspace == workspace, table.c.rule != "")
            .group_by(table.c.rule)
        )
        return {
            rule: Uses(proposed, overridden)
            for rule, proposed, overridden in await self._connection.execute(query)
        }

    async def accepted_with(self, workspace: str, words: Sequence[str], *, limit: int) -> list[Accepted]:
        """Return the latest handoffs that were accepted and hold one of these words at least."""
        if not words:
            return []
        latest = latest_with_any(words, self._connection.dialect.name)
        # Of a confidential handoff nobody else shall learn even that it had this word.
        told = handoffs.c.assignee.is_not(None), handoffs.c.chosen.is_(None)
        query = latest.where(handoffs.c.workspace == workspace, *told).limit(limit)
        wanted = frozenset(words)
        return [
            Accepted(row.to_department, wanted.intersection(row.words.split(" ")))
            for row in await self._connection.execute(query)
        ]
