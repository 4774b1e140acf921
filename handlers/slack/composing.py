"""Writes the letters of the outbox: what many of them are written from is read at once."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.domain.delivery.messages import MessageKind
from bot.domain.delivery.outbox import OutboxRow
from bot.errors import PermanentError
from bot.ports import Clock, UnitOfWork, Work
from bot.services.gather_facts import Facts, gather_facts
from bot.services.see_nudges import check_patience
from handlers.holidays import holidays_of
from handlers.slack.contents import about_handoff
from handlers.slack.contents_apart import (
    about_mail,
    about_noticing,
    about_nudges,
    about_rules,
    about_trouble,
)
from handlers.slack.letters import Letter
from handlers.slack.summaries import Summaries

_OF_THEIR_OWN: Mapping[MessageKind, Callable[[Work, OutboxRow, datetime], Awaitable[Letter]]] = {
    MessageKind.TROUBLE: about_trouble,
    MessageKind.RULES: about_rules,
    MessageKind.MAIL: about_mail,
    MessageKind.OFFER: about_noticing,
    MessageKind.NOTICING: about_noticing,
    MessageKind.CUE_OFF: about_noticing,
}
"""Letters about no handoff that are seldom enough to be read one by one."""


class Composer:
    """Writes letters from the present state.

    Messages are claimed in bunches, and each is sent by a task of its own. Those that ask at one moment share a
    transaction: one for each would cost more than all the rest of a card.
    """

    def __init__(self, unit_of_work: UnitOfWork, clock: Clock, team_url: str, summaries: Summaries) -> None:
        self._unit_of_work = unit_of_work
        self._clock = clock
        self._team_url = team_url
        self._summaries = summaries
        self._asked: list[OutboxRow] = []
        self._gathering: asyncio.Task[dict[int, Facts]] | None = None

    async def letter(self, row: OutboxRow) -> Letter:
        """Return the letter for `row`; raise PermanentError if what it tells of is gone, TryLaterError if too early."""
        match row.kind:
            case MessageKind.SUMMARY:
                return await self._summaries.letter(row)
            case MessageKind.NUDGES:
                async with self._unit_of_work.read() as work:
                    return await about_nudges(work, row, self._clock(), self._team_url)
            case kind if write := _OF_THEIR_OWN.get(kind):
                async with self._unit_of_work.read() as work:
                    return await write(work, row, self._clock())
            case MessageKind.POKE:
                async with self._unit_of_work.read() as work:
                    await check_patience(work, row.workspace, row.to, holidays_of, self._clock())
                return about_handoff(row, await self._facts(row), self._clock(), self._team_url)
            case _:
                facts = await self._facts(row)
                return about_handoff(row, facts, self._clock(), self._team_url)

    async def _facts(self, row: OutboxRow) -> Facts:
        self._asked.append(row)
        if self._gathering is None:
            self._gathering = asyncio.create_task(self._gather())
        # Whoever runs out of time goes alone: the others still wait for the answer.
        facts = (await asyncio.shield(self._gathering)).get(row.id)
        if facts is None:
            raise PermanentError("handoff_gone")
        return facts

    async def _gather(self) -> dict[int, Facts]:
        # This task begins after those that were there when the first of them asked.
        rows, self._asked, self._gathering = self._asked, [], None
        async with self._unit_of_work.read() as work:
            return await gather_facts(work, rows)
