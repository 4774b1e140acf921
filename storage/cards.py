"""The cards in Slack: rows of the outbox that are sent again whenever their handoff changes."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, bindparam, cast, literal_column, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.messages import Message, MessageKind, card_key
from bot.domain.delivery.outbox import Sent
from bot.domain.matter.handoff import Handoff
from storage.columns import UtcTime, Words
from storage.outbox import wanted_anew
from storage.tables import nudges, outbox

# A literal, not a parameter: only then a planner sees that the partial index fits.
_CARD: ColumnElement[str] = literal_column(f"'{MessageKind.CARD}'")


# Words, since SQLite would be asked for live = 1, and not see that the partial index fits.
_LIVE = text("outbox.live")

_gathering = select(outbox.c.id).join_from(
    nudges,
    outbox,
    and_(
        outbox.c.workspace == nudges.c.workspace,
        outbox.c.key == f"{MessageKind.NUDGES}:" + nudges.c.recipient + ":" + cast(nudges.c.batch, Words),
    ),
)
_told = _gathering.where(
    nudges.c.workspace == bindparam("its_workspace"),
    nudges.c.number == bindparam("its_number"),
    nudges.c.batch.is_not(None),
    _LIVE,
)
# What is older than most holidays is looked up on the card.
_told_lately = _told.where(nudges.c.told_at > bindparam("followed_since", type_=UtcTime()))
_told_them = _told.where(nudges.c.recipient == bindparam("its_recipient"))
# By columns of the row itself, or by ids read before: who waits for a row's lock looks at these again when the lock is
# free, and in a subquery of the outbox did not find a row again that a deliverer had settled meanwhile.
_RENEW_ABOUT = (
    update(outbox)
    .where(
        outbox.c.workspace == bindparam("its_workspace"), outbox.c.number == bindparam("its_number"), _LIVE
    )
    .values(wanted_anew())
)
_RENEW_THESE = update(outbox).where(outbox.c.id.in_(bindparam("ids", expanding=True))).values(wanted_anew())
_FOLLOWED = timedelta(days=14)


class SqlCards:
    """Fulfils the port `Cards`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def want_anew(self, workspace: str, keys: Sequence[str], now: datetime) -> None:
        """Let those of these cards that were queued before show the present state; the dead stay dead."""
        cards = update(outbox).where(outbox.c.workspace == workspace, outbox.c.key.in_(keys))
        await self._connection.execute(cards.values(wanted_anew()), {"as_of": now})

    async def renew_live(self, workspace: str, number: int, now: datetime) -> None:
        """Let the messages about a handoff that depend on its state show the present one."""
        its = {"its_workspace": workspace, "its_number": number, "followed_since": now - _FOLLOWED}
        about = {"its_workspace": workspace, "its_number": number, "as_of": now}
        await self._connection.execute(_RENEW_ABOUT, about)
        await self._renew(_told_lately, its, now)

    async def renew_batches(self, workspace: str, recipient: str, number: int, now: datetime) -> None:
        """Let the batches in which a handoff stands for this recipient show what holds, however old they are."""
        its = {"its_workspace": workspace, "its_recipient": recipient, "its_number": number}
        await self._renew(_told_them, its, now)

    async def _renew(self, which: Select[int], its: Mapping[str, object], now: datetime) -> None:
        if ids := list(await self._connection.scalars(which, its)):
            await self._connection.execute(_RENEW_THESE, {"ids": ids, "as_of": now})

    async def places(self, workspace: str, handoffs: Sequence[Handoff]) -> dict[int, Sent]:
        """Return where the card of each handoff's present hop stands, by number, where one does."""
        if not handoffs:
            return {}
        keys = [card_key(handoff.number, handoff.hop) for handoff in handoffs]
        query = select(outbox.c.number, outbox.c.channel, outbox.c.ts).where(
            outbox.c.workspace == workspace, outbox.c.key.in_(keys), outbox.c.ts.is_not(None)
        )
        rows = await self._connection.execute(query)
        return {row.number: Sent(row.channel, row.ts) for row in rows}

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
        anew = card.values(**wanted_anew(), channel=None, ts=None)
        await self._connection.execute(anew, {"as_of": now})
