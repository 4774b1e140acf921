"""Weekly summaries as they were released; the figures of a week that has been told do not change any more."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.summary.release import Release
from storage.tables import summaries
from storage.upserts import insert

_RELEASE = TypeAdapter(Release)


class SqlSummaries:
    """Fulfils the port `Summaries`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, workspace: str, week: str) -> Release | None:
        """Return what was released for a week, if it was."""
        query = select(summaries.c.release).where(
            summaries.c.workspace == workspace, summaries.c.week == week
        )
        found = await self._connection.scalar(query)
        return _RELEASE.validate_python(found) if found else None

    async def last_before(self, workspace: str, week: str) -> Release | None:
        """Return what was released for the last week before this one, if there is any."""
        query = (
            select(summaries.c.release)
            .where(summaries.c.workspace == workspace, summaries.c.week < week)
            .order_by(summaries.c.week.desc())
            .limit(1)
        )
        found = await self._connection.scalar(query)
        return _RELEASE.validate_python(found) if found else None

    async def put(self, workspace: str, release: Release) -> None:
        """Keep what is released for a week; what was released for it before stays."""
        values = {
            "workspace": workspace,
            "week": release.whole.week,
            "until": release.whole.until,
            "release": _RELEASE.dump_python(release, mode="json"),
        }
        await self._connection.execute(
            insert(self._connection, summaries).values(values).on_conflict_do_nothing()
        )

    async def forget(self, workspace: str, since: datetime) -> None:
        """Forget what was released of the time from `since` on, because its log has changed."""
        await self._connection.execute(
            delete(summaries).where(summaries.c.workspace == workspace, summaries.c.until > since)
        )

    async def drop(self, workspace: str, before: datetime) -> None:
        """Forget the weeks that were over at `before`."""
        old = delete(summaries).where(summaries.c.workspace == workspace, summaries.c.until <= before)
        await self._connection.execute(old)
