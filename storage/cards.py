"""The cards in Slack: rows of the outbox that are sent again whenever their handoff changes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.messages import Message, MessageKind
from bot.domain.outbox import Sent
from storage.outbox import wanted_anew
from storage.tables import outbox
from storage.wakeup import notify

# A literal, not a parameter: only then a planner sees that the partial index fits.
_CARD: ColumnElement[str] = literal_column(f"'{MessageKind.CARD}'")


class SqlCards:
    """Fulfils the port `Cards`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def want_anew(self, workspace: str, keys: Sequence[str], now: datetime) -> None:
        """Let those of these cards that were queued before show the present state; the dead stay dead."""
        cards = update(outbox).where(outbox.c.workspace == workspace, outbox.c.key.in_(keys))
        await self._connection.execute(cards.values(wanted_anew(now)))
        await notify(self._connection)

    async def at(self, workspace: str, where: Sent) -> Message | None:
        """Return the card that stands there, if one does."""
        query = select(outbox.c.to, outbox.c.number, outbox.c.hop).where(
            outbox.c.workspace == workspace,
            outbox.c.channel == where.channel,
            outbox.c.ts == where.ts,
            outbox.c.kind == _CARD,
        )
        row = (await self._connection.execute(query)).one_or_none()
        return Message(MessageKind.CARD, row.to, row.number, row.hop) if row else None

    async def forget(self, workspace: str, key: str, now: datetime) -> None:
        """Let the card of that key be posted as a new message: where it stood, it is no more."""
        card = update(outbox).where(outbox.c.workspace == workspace, outbox.c.key == key)
        await self._connection.execute(card.values(**wanted_anew(now), channel=None, ts=None))
        await notify(self._connection)
