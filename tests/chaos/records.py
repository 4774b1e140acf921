"""What the database says: the look that people take with `/handoff find` and `/handoff show`."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select

from bot.domain.matter.events import Event
from bot.domain.matter.finding import Query
from bot.domain.matter.handoff import Handoff
from practice import Call
from storage.database import Storage
from storage.records import EVENT, HANDOFF, read_event, read_handoff
from storage.tables import handoff_events, handoffs, outbox
from tests.chaos.story import Matter, Step
from tests.company import EVERYTHING

_DELIVERY_SECONDS = 600
_CALLS, _CHARACTERS = 20, 300


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one workspace."""

    storage: Storage
    workspace: str

    async def offered(self, matter: Matter) -> bool:
        """Return whether a matter was offered."""
        async with self.storage.unit_of_work.read() as work:
            found = await work.handoffs.find(
                self.workspace, Query(matter.name), EVERYTHING, offset=0, limit=2
            )
        return found.total > 0

    async def happened(self, number: int, step: Step) -> bool:
        """Return whether a step was taken."""
        async with self.storage.unit_of_work.read() as work:
            return any(is_of(event, step) for event in await work.handoffs.history(self.workspace, number))

    async def known_of(self, matter: Matter, calls: Sequence[Call]) -> str:
        """Return all that is known of a matter: its state, its rows of the outbox, the last calls about it."""
        found = [handoff for handoff in await self.handoffs() if handoff.brief.summary == matter.name]
        numbers = {handoff.number for handoff in found}
        states = [f"{one.name}: {one.state}, version {one.version}" for one in found]
        rows = [dict(row._mapping) for row in await self.outbox() if row.number in numbers]
        about = [call for call in calls if matter.name in str(call.args)][-_CALLS:]
        told = [f"{call.method} {call.error or 'ok'} {str(call.args)[:_CHARACTERS]}" for call in about]
        return "\n".join(map(str, [*states, *rows, *told]))

    async def handoffs(self) -> list[Handoff]:
        """Return all handoffs, by number."""
        return [read_handoff(row) for row in await self._rows(select(*HANDOFF).order_by(handoffs.c.number))]

    async def logs(self) -> dict[int, list[Event]]:
        """Return all logs by handoff, each in order."""
        order = (handoff_events.c.number, handoff_events.c.sequence)
        numbers = await self._rows(select(handoff_events.c.number).order_by(*order))
        events = await self._rows(select(*EVENT).order_by(*order))
        logs: dict[int, list[Event]] = {}
        for (number,), row in zip(numbers, events, strict=True):
            logs.setdefault(number, []).append(read_event(row))
        return logs

    async def outbox(self) -> list[Row[Any]]:
        """Return all messages that there ever were."""
        return await self._rows(select(outbox))

    async def delivered(self) -> None:
        """Wait until nothing is on its way to Slack any more.

        Polled, because Slack hears nothing of what is written down after its last answer.
        """
        query = select(func.count()).select_from(outbox).where(outbox.c.state == "pending")
        async with asyncio.timeout(_DELIVERY_SECONDS):
            while (await self._rows(query))[0][0]:  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    async def _rows(self, query: Any) -> list[Row[Any]]:
        async with self.storage.engines.read.connect() as connection:
            return list(await connection.execute(query))


def is_of(event: Event, step: Step) -> bool:
    """Return whether a log entry is the one that a step leaves."""
    if event.activity is not step.activity or event.actor != step.actor:
        return False
    return not step.words or step.words in event.said.values()
