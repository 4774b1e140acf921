"""Weekly summaries as they were released; the figures of a week that has been told do not change any more."""

from datetime import datetime

from pydantic import BaseModel, TypeAdapter
from sqlalchemy import delete, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.guest.worded import Passage
from bot.domain.summary.release import Release
from bot.ports.weeks import Words
from storage.tables import summaries
from storage.tables import summary_words as words_table
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

    async def words(self, workspace: str, passage: Passage, shape: type[Words]) -> Words | None:
        """Return the words that are kept with a week, in their shape, if there are any."""
        columns = words_table.c
        query = select(columns.words).where(
            columns.workspace == workspace,
            *(columns[name] == value for name, value in _key(passage).items()),
        )
        found = await self._connection.scalar(query)
        return shape.model_validate(found) if found is not None else None

    async def keep_words(self, workspace: str, passage: Passage, words: BaseModel) -> None:
        """Keep words with a released week; those that were kept before stay. A week that is gone needs none."""
        values = {**_key(passage), "words": words.model_dump(mode="json")}
        columns = [words_table.c[name] for name in values]
        released = select(
            summaries.c.workspace,
            *(literal(value, column.type) for value, column in zip(values.values(), columns, strict=True)),
        ).where(summaries.c.workspace == workspace, summaries.c.week == passage.week)
        statement = insert(self._connection, words_table).from_select(
            [words_table.c.workspace, *columns], released
        )
        await self._connection.execute(statement.on_conflict_do_nothing())

    async def forget(self, workspace: str, since: datetime) -> None:
        """Forget what was released of the time from `since` on, because its log has changed."""
        await self._connection.execute(
            delete(summaries).where(summaries.c.workspace == workspace, summaries.c.until > since)
        )

    async def drop(self, workspace: str, before: datetime) -> None:
        """Forget the weeks that were over at `before`."""
        old = delete(summaries).where(summaries.c.workspace == workspace, summaries.c.until <= before)
        await self._connection.execute(old)


def _key(passage: Passage) -> dict[str, str]:
    return {
        "week": passage.week,
        "scope": passage.scope or "",  # part of the key, and NULLs differ from each other
        "language": passage.language,
        "figure": passage.figure,
    }
