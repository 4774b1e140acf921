"""What the language model has cost, and what it has said lately."""

from datetime import date, datetime

from sqlalchemy import and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.guest.budget import Cost, Spent
from storage.tables import cached_answers, spendings
from storage.upserts import insert
from storage.workspaces import make_known


class SqlSpendings:
    """Fulfils the port `Spendings`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def reserve(self, workspace: str, day: date, cost: Cost, limit: Cost) -> bool:
        """Count this as spent; return False, and count nothing, if the day would then be over its limit."""
        if cost.tokens > limit.tokens or cost.micros > limit.micros:
            return False
        await make_known(self._connection, workspace)
        first = insert(self._connection, spendings).values(
            workspace=workspace, day=day, inquiries=1, tokens=cost.tokens, micros=cost.micros
        )
        # Of two at once the second reads what the first has counted: the row is locked until the commit.
        counted = first.on_conflict_do_update(
            index_elements=["workspace", "day"],
            set_={
                "inquiries": spendings.c.inquiries + 1,
                "tokens": spendings.c.tokens + cost.tokens,
                "micros": spendings.c.micros + cost.micros,
            },
            where=and_(
                spendings.c.tokens + cost.tokens <= limit.tokens,
                spendings.c.micros + cost.micros <= limit.micros,
            ),
        )
        fits = await self._connection.execute(counted.returning(spendings.c.inquiries))
        return fits.first() is not None

    async def settle(self, workspace: str, day: date, change: Cost) -> None:
        """Correct what was reserved for one answer by what it cost."""
        settled = update(spendings).where(spendings.c.workspace == workspace, spendings.c.day == day)
        await self._connection.execute(
            settled.values(
                tokens=spendings.c.tokens + change.tokens, micros=spendings.c.micros + change.micros
            )
        )

    async def of_day(self, workspace: str, day: date) -> Spent:
        """Return what was spent on that day."""
        its = spendings.c.workspace == workspace, spendings.c.day == day
        row = (await self._connection.execute(select(spendings).where(*its))).one_or_none()
        return Spent(row.inquiries, Cost(row.tokens, row.micros)) if row else Spent()

    async def drop(self, workspace: str, before: date) -> None:
        """Forget the days before that one."""
        old = spendings.c.workspace == workspace, spendings.c.day < before
        await self._connection.execute(delete(spendings).where(*old))


class SqlCachedAnswers:
    """Fulfils the port `CachedAnswers`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, workspace: str, key: str, now: datetime) -> str | None:
        """Return what was answered, if that is to be kept still."""
        its = cached_answers.c.workspace == workspace, cached_answers.c.key == key
        query = select(cached_answers.c.answer).where(*its, cached_answers.c.until > now)
        answer: str | None = await self._connection.scalar(query)
        return answer

    async def put(self, workspace: str, key: str, answer: str, until: datetime) -> None:
        """Keep an answer until then."""
        await make_known(self._connection, workspace)
        kept = insert(self._connection, cached_answers).values(
            workspace=workspace, key=key, answer=answer, until=until
        )
        again = {"answer": answer, "until": until}
        await self._connection.execute(
            kept.on_conflict_do_update(index_elements=["workspace", "key"], set_=again)
        )

    async def drop(self, workspace: str, now: datetime) -> None:
        """Forget the answers whose time is over."""
        over = cached_answers.c.workspace == workspace, cached_answers.c.until <= now
        await self._connection.execute(delete(cached_answers).where(*over))
