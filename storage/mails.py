"""Mails that came in: what became of them, and which handoffs they belong to."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, null, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.mail.awaiting import AwaitedMail
from bot.domain.mail.mail import Attachment
from bot.domain.mail.records import HeldMail, MailRecord, Outcome, Reason, ThreadMail
from storage.tables import awaited_mails as waiting
from storage.tables import mail_threads as threads
from storage.tables import mails as table
from storage.tables.mails import IS_HELD
from storage.upserts import insert

# Words, so that a planner sees that the partial index fits.
_HELD = text(IS_HELD)


class SqlMails:
    """Fulfils the port `Mails`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, workspace: str, record: MailRecord) -> int:
        """Keep a record; return its id."""
        values = {column.name: getattr(record, column.name) for column in table.c if column.name in _PLAIN}
        values["held"] = asdict(record.held) if record.held else None
        statement = table.insert().values(workspace=workspace, **values).returning(table.c.id)
        return int((await self._connection.execute(statement)).scalar_one())

    async def get(self, workspace: str, mail: int) -> MailRecord | None:
        """Return the record of that id, if there is one."""
        query = select(table).where(table.c.workspace == workspace, table.c.id == mail)
        row = (await self._connection.execute(query)).one_or_none()
        return _read(row) if row else None

    async def settle(self, workspace: str, mail: int, outcome: Outcome, *, number: int | None = None) -> bool:
        """Say what became of a held mail, and let its text go; return False if it was not held any more.

        On PostgreSQL the second of two simultaneous transactions waits for the first.
        """
        its = (table.c.workspace == workspace, table.c.id == mail, _HELD)
        values: dict[str, Any] = {"outcome": outcome, "held": null()}
        if number is not None:
            values["number"] = number
        return (await self._connection.execute(update(table).where(*its).values(values))).rowcount == 1

    async def count_held(self, workspace: str, reason: Reason, **asked: str | None) -> int:
        """Return how many mails are held for this reason; `asked` names the `department` or `user` they wait for."""
        whom = (table.c[name] == one for name, one in asked.items())
        query = select(func.count()).where(table.c.workspace == workspace, table.c.reason == reason, *whom)
        query = query.where(_HELD)
        return int((await self._connection.execute(query)).scalar_one())

    async def held_before(self, workspace: str, before: datetime, *, limit: int) -> list[int]:
        """Return the ids of mails that are held since before that time, the oldest first."""
        query = select(table.c.id).where(table.c.workspace == workspace, table.c.at < before, _HELD)
        return list(await self._connection.scalars(query.order_by(table.c.at, table.c.id).limit(limit)))

    async def recent(self, workspace: str, *, limit: int, held: bool = False) -> list[MailRecord]:
        """Return the latest records, the newest first; `held`: only of mails that wait for somebody's word."""
        query = select(table).where(table.c.workspace == workspace, *([_HELD] if held else []))
        rows = await self._connection.execute(
            query.order_by(table.c.at.desc(), table.c.id.desc()).limit(limit)
        )
        return [_read(row) for row in rows]

    async def of_handoff(self, workspace: str, number: int) -> list[MailRecord]:
        """Return the records of a handoff's mails, the oldest first."""
        query = select(table).where(table.c.workspace == workspace, table.c.number == number)
        return [_read(row) for row in await self._connection.execute(query.order_by(table.c.id))]

    async def older(self, workspace: str, before: datetime, *, after: int, limit: int) -> list[int]:
        """Return the ids of records from before that time that are not held, those over `after`."""
        old = (table.c.workspace == workspace, table.c.id > after, table.c.at < before)
        query = select(table.c.id).where(*old, table.c.outcome != Outcome.HELD)
        return list(await self._connection.scalars(query.order_by(table.c.id).limit(limit)))

    async def drop(self, workspace: str, ids: Sequence[int]) -> None:
        """Forget these records."""
        await self._connection.execute(
            delete(table).where(table.c.workspace == workspace, table.c.id.in_(ids))
        )

    async def link(self, workspace: str, mail: ThreadMail) -> None:
        """Note that answers to this mail belong to its handoff; what was noted first holds."""
        values = {"message_id": mail.message_id, "department": mail.department or "", "number": mail.number}
        statement = insert(self._connection, threads).values(workspace=workspace, **values)
        await self._connection.execute(statement.on_conflict_do_nothing())

    async def linked(self, workspace: str, message_ids: Collection[str]) -> list[ThreadMail]:
        """Return what is known of the mails with these ids, by handoff."""
        query = select(threads).where(threads.c.workspace == workspace, threads.c.message_id.in_(message_ids))
        rows = await self._connection.execute(query.order_by(threads.c.number))
        return [ThreadMail(row.message_id, row.department or None, row.number) for row in rows]

    async def hold_threads(self, workspace: str) -> None:
        """Let nobody else look which handoff a mail belongs to, until the transaction ends.

        SQLite has one writer anyway.
        """
        if self._connection.dialect.name == "postgresql":
            lock = func.pg_advisory_xact_lock(func.hashtextextended(f"mail threads of {workspace}", 0))
            await self._connection.execute(select(lock))

    async def await_mails(self, workspace: str, awaited: Sequence[AwaitedMail], now: datetime) -> None:
        """Note which mails were named before they came; what was noted first holds."""
        rows = [{"workspace": workspace, "named_at": now, **asdict(one)} for one in awaited]
        await self._connection.execute(insert(self._connection, waiting).on_conflict_do_nothing(), rows)

    async def awaited(
        self, workspace: str, message_ids: Collection[str], department: str
    ) -> list[AwaitedMail]:
        """Return who named these ids in mails to the department, by handoff."""
        query = select(*(waiting.c[name] for name in _AWAITED)).where(
            waiting.c.workspace == workspace,
            waiting.c.message_id.in_(message_ids),
            waiting.c.department == department,
        )
        rows = await self._connection.execute(query.order_by(waiting.c.number))
        return [AwaitedMail(*row) for row in rows]

    async def forget_awaited(self, workspace: str, before: datetime) -> None:
        """Forget which mails were named earlier than `before`."""
        old = (waiting.c.workspace == workspace, waiting.c.named_at < before)
        await self._connection.execute(delete(waiting).where(*old))


_AWAITED = [one.name for one in fields(AwaitedMail)]
_PLAIN = frozenset(column.name for column in table.c) - {"id", "workspace", "held"}


def _read(row: Row[Any]) -> MailRecord:
    values = {name: getattr(row, name) for name in _PLAIN}
    held = _read_held(row.held) if row.held else None
    return MailRecord(**{**values, "outcome": Outcome(row.outcome)}, held=held, id=row.id)


def _read_held(document: dict[str, Any]) -> HeldMail:
    attachments = tuple(Attachment(**one) for one in document["attachments"])
    names = {name: tuple(document[name]) for name in ("answers", "recipients")}
    return HeldMail(**{**document, **names, "attachments": attachments})
