"""What somebody does not want to hear of, for a while or for good."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, select, update

from storage.listeners import SqlListeners
from storage.tables import nudges, snoozes
from storage.tables.nudges import TOLD, WAITING
from storage.upserts import insert

_ITS: ColumnElement[bool] = and_(
    nudges.c.workspace == bindparam("its_workspace"),
    nudges.c.recipient == bindparam("its_recipient"),
    nudges.c.number == bindparam("its_number"),
)
_LAST = select(func.max(nudges.c.id)).where(_ITS, nudges.c.state.in_([WAITING, TOLD])).scalar_subquery()
_SNOOZE = update(nudges).where(nudges.c.id == _LAST).values(state=WAITING, snoozed=True)
_MUTE = update(nudges).where(nudges.c.id == _LAST).values(muted=True)
_WAKE = (
    update(nudges)
    .where(_ITS, nudges.c.state == WAITING, nudges.c.batch.is_not(None))
    .values(state=TOLD, snoozed=False)
)
_UNMUTE = update(nudges).where(nudges.c.id == _LAST).values(muted=False)


class SqlSnoozes(SqlListeners):
    """Fulfils the part of the port `Nudges` that is about snoozes; each of them lets its listener be looked at."""

    async def snooze(
        self, workspace: str, user: str, number: int, until: datetime | None, now: datetime
    ) -> None:
        """Let a person hear nothing of a handoff until then, or nothing ever again (None).

        What they were told last of it waits again.
        """
        await self.look_at(workspace, [user], now)
        statement = insert(self._connection, snoozes).values(
            workspace=workspace, user=user, number=number, until=until
        )
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["workspace", "user", "number"], set_={"until": until}
            )
        )
        await self._connection.execute(_MUTE if until is None else _SNOOZE, _its(workspace, user, number))

    async def wake(self, workspace: str, user: str, number: int, now: datetime) -> None:
        """Take back a snooze: what waits again only because of it was told."""
        await self.look_at(workspace, [user], now)
        ended = delete(snoozes).where(
            snoozes.c.workspace == workspace, snoozes.c.user == user, snoozes.c.number == number
        )
        await self._connection.execute(ended)
        for statement in (_WAKE, _UNMUTE):
            await self._connection.execute(statement, _its(workspace, user, number))

    async def snoozes(self, workspace: str, user: str, numbers: Sequence[int]) -> dict[int, datetime | None]:
        """Return until when a person snoozes which of these handoffs; None: for good."""
        query = select(snoozes.c.number, snoozes.c.until).where(
            snoozes.c.workspace == workspace, snoozes.c.user == user, snoozes.c.number.in_(numbers)
        )
        return {row.number: row.until for row in await self._connection.execute(query)}


def _its(workspace: str, user: str, number: int) -> dict[str, Any]:
    return {"its_workspace": workspace, "its_recipient": user, "its_number": number}
