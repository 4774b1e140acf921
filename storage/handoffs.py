"""Handoffs as they stand."""

from collections import Counter
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, bindparam, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.matter.finding import Query
from bot.domain.matter.handoff import Handoff
from bot.domain.matter.lists import Listing, Page
from bot.domain.matter.roles import Sight
from bot.errors import ConflictError
from storage.logs import HIGHEST, SqlLogs, numbered
from storage.numbers import Numbers
from storage.prepared import Prepared
from storage.records import HANDOFF, handoff_values, read_handoff
from storage.search import fitting
from storage.sight import in_sight, trusted
from storage.tables import handoffs
from storage.tables.handoffs import IS_ASKED, IS_OFFERED, IS_OPEN, IS_WORK, IS_WORKED_ON

_URGENT_THEN_OLDEST = (handoffs.c.urgent.desc(), handoffs.c.opened_at, handoffs.c.number)
_AT_ONCE = 10_000  # no database takes any number of parameters
_NEWEST = (handoffs.c.opened_at.desc(), handoffs.c.number.desc())


_ADD = Prepared(lambda _: handoffs.insert().inline())
_GET = select(*HANDOFF).where(
    handoffs.c.workspace == bindparam("workspace"), handoffs.c.number == bindparam("number")
)
_SOME = (
    select(*HANDOFF)
    .where(
        handoffs.c.workspace == bindparam("workspace"),
        handoffs.c.number.in_(bindparam("numbers", expanding=True)),
    )
    .order_by(handoffs.c.number)
)
_HOLD = _SOME.with_for_update(skip_locked=True)


class SqlHandoffs(SqlLogs):
    """Fulfils the port `Handoffs`; their event logs have a module of their own."""

    def __init__(self, connection: AsyncConnection, numbers: Numbers) -> None:
        super().__init__(connection)
        self._numbers = numbers

    async def next_number(self, workspace: str) -> int:
        """Return the next number of the workspace; one that is not used may be left out, and is never given twice."""
        return await self._numbers.take(self._connection, workspace)

    async def add(self, handoff: Handoff) -> None:
        """Store a new handoff."""
        await _ADD.run(self._connection, [handoff_values(handoff)])

    async def get(self, workspace: str, number: int) -> Handoff | None:
        """Return the handoff as it stands, if there is one."""
        if abs(number) > HIGHEST:  # people type numbers; one that no column could hold belongs to no handoff
            return None
        row = (await self._connection.execute(_GET, {"workspace": workspace, "number": number})).one_or_none()
        return read_handoff(row) if row else None

    async def made_from(self, workspace: str, channel: str, ts: str) -> list[Handoff]:
        """Return the open handoffs that were made from this message."""
        query = select(*HANDOFF).where(
            handoffs.c.workspace == workspace,
            handoffs.c.source_channel == channel,
            handoffs.c.source_ts == ts,
            text(IS_OPEN),
        )
        # Sorted here: for an ORDER BY, planners would rather read all numbers than the index of sources.
        found = [read_handoff(row) for row in await self._connection.execute(query)]
        return sorted(found, key=lambda handoff: handoff.number)

    async def some(self, workspace: str, numbers: Collection[int], *, hold: bool = False) -> list[Handoff]:
        """Return these handoffs, in order of their numbers.

        `hold`: only those that nobody is changing just now, locked until the commit.
        """
        found: list[Handoff] = []
        ordered = sorted(numbers)
        for first in range(0, len(ordered), _AT_ONCE):
            some = {"workspace": workspace, "numbers": ordered[first : first + _AT_ONCE]}
            rows = await self._connection.execute(_HOLD if hold else _SOME, some)
            found += (read_handoff(row) for row in rows)
        return found

    async def parts(self, workspace: str, numbers: Collection[int]) -> list[Handoff]:
        """Return the handoffs that were handed on from these, in order of their numbers."""
        query = select(*HANDOFF).where(handoffs.c.workspace == workspace, handoffs.c.parent.in_(numbers))
        rows = await self._connection.execute(query.order_by(handoffs.c.number))
        return [read_handoff(row) for row in rows]

    async def save(self, handoff: Handoff) -> None:
        """Store a changed handoff and raise its version; raise ConflictError if it changed since it was loaded."""
        statement = (
            update(handoffs)
            .where(
                numbered(handoffs, handoff.workspace, handoff.number), handoffs.c.version == handoff.version
            )
            .values({**handoff_values(handoff), "version": handoff.version + 1})
        )
        if (await self._connection.execute(statement)).rowcount == 0:
            raise ConflictError(f"{handoff.name} changed since version {handoff.version}")

    async def page(
        self,
        workspace: str,
        listing: Listing,
        user: str,
        departments: Sequence[str],
        *,
        offset: int,
        limit: int,
    ) -> Page:
        """Return a page of one of a person's lists, the urgent and the oldest first."""
        condition = and_(handoffs.c.workspace == workspace, _listed(listing, user, departments))
        return await self._page(condition, _URGENT_THEN_OLDEST, offset, limit)

    async def find(self, workspace: str, query: Query, sight: Sight, *, offset: int, limit: int) -> Page:
        """Return what is in sight and fits the query, the newest first; nothing for an empty one."""
        found = fitting(query, self._connection.dialect.name)
        if found is None:
            return Page(offset=offset)
        condition = and_(handoffs.c.workspace == workspace, found, in_sight(sight))
        return await self._page(condition, _NEWEST, offset, limit)

    async def count_open(self, workspace: str, departments: Sequence[str]) -> dict[str, int]:
        """Return how many open handoffs lie with each of these departments, where there are any."""
        query = (
            select(handoffs.c.to_department, func.count().label("open"))
            .where(
                handoffs.c.workspace == workspace,
                handoffs.c.to_department.in_(departments),
                text(IS_WORK),
            )
            .group_by(handoffs.c.to_department)
        )
        rows = await self._connection.execute(query)
        return {row.to_department: row.open for row in rows}

    async def lying_with(self, workspace: str, users: Collection[str]) -> dict[str, int]:
        """Return how many handoffs each of these works on or is asked to accept, where there are any."""
        counts: Counter[str] = Counter()
        for who, lies in ((handoffs.c.assignee, IS_WORKED_ON), (handoffs.c.asked, IS_ASKED)):
            condition = handoffs.c.workspace == workspace, who.in_(users), text(lies)
            query = select(who, func.count()).where(*condition).group_by(who)
            for user, count in await self._connection.execute(query):
                counts[user] += count
        return dict(counts)

    async def _page(
        self,
        condition: ColumnElement[bool],
        order: tuple[ColumnElement[object], ...],
        offset: int,
        limit: int,
    ) -> Page:
        total = await self._connection.scalar(select(func.count()).select_from(handoffs).where(condition))
        if not total:
            return Page(offset=offset)
        query = select(*HANDOFF).where(condition).order_by(*order).offset(offset).limit(limit)
        rows = await self._connection.execute(query)
        return Page(tuple(read_handoff(row) for row in rows), total, offset)


def _listed(listing: Listing, user: str, departments: Sequence[str]) -> ColumnElement[bool]:
    match listing:
        case Listing.MINE:
            return handoffs.c.next_actor == user
        case Listing.FROM_ME:
            return and_(handoffs.c.requester == user, text(IS_WORK))
        case Listing.QUEUE:
            return and_(handoffs.c.to_department.in_(departments), text(IS_OFFERED), trusted(user))
