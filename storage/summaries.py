"""Weekly summaries as they were released; the figures of a week that has been told do not change any more."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.summary.figures import Flow, Share, Summary, Times, Totals
from bot.domain.summary.release import Release
from storage.tables import summaries
from storage.upserts import insert

RECENT = 4
"""So many weeks are compared in full; those before them are points of charts."""

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

    async def before(self, workspace: str, week: str) -> list[Release]:
        """Return what was released for the weeks before, in order; of old ones only what charts are made of."""
        query = (
            select(summaries.c.release)
            .where(summaries.c.workspace == workspace, summaries.c.week < week)
            .order_by(summaries.c.week)
        )
        found = list(await self._connection.scalars(query))
        old, recent = found[:-RECENT], found[-RECENT:]
        return [*map(_charted, old), *map(_RELEASE.validate_python, recent)]

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


def _charted(found: Mapping[str, Any]) -> Release:
    """Return the figures of a week that charts are made of; all the rest of it would be read in vain."""
    whole = found["whole"]
    flows = tuple(
        Flow(
            flow["source"],
            flow["target"],
            opened=flow["opened"],
            accept_target=Share(**flow["accept_target"]),
            hours_to_accept=Times(**flow["hours_to_accept"]),
            hours_to_close=Times(**flow["hours_to_close"]),
        )
        for flow in whole["flows"]
    )
    since, until = (datetime.fromisoformat(whole[end]) for end in ("since", "until"))
    totals = Totals(**whole["totals"]) if whole["totals"] else None
    return Release(Summary(whole["week"], since, until, (), totals=totals, flows=flows))
