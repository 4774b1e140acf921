"""The cards in Slack: rows of the outbox that are sent again whenever their handoff changes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.outbox import wanted_anew
from storage.tables import outbox
from storage.wakeup import notify


class SqlCards:
    """Fulfils the port `Cards`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def want_anew(self, workspace: str, keys: Sequence[str], now: datetime) -> None:
        """Let those of these cards that were queued before show the present state; the dead stay dead."""
        cards = update(outbox).where(outbox.c.workspace == workspace, outbox.c.key.in_(keys))
        await self._connection.execute(cards.values(wanted_anew(now)))
        await notify(self._connection)
