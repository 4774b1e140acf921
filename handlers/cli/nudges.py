"""`staffel nudges`: whether reminders do any good; counted by kind and rung, never by person."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from bot.domain.nudging.effects import Effect
from bot.domain.summary.statistics import wilson
from handlers.cli.workspace import Workspace, which_workspace
from handlers.settings import load_settings
from storage.database import open_storage

_FEWEST = 5
"""No rate is told below that: it would say something of single people, and nothing of nudges."""
_SPAN = timedelta(weeks=12)


async def effect(
    *,
    since: date | None = None,
    until: date | None = None,
    format: Literal["text", "json"] = "text",  # noqa: A002 - it is called so at the command line
    workspace: Workspace = None,
) -> None:
    """Print how often a matter moved within a business day of a nudge, and of none where some are held back.

    Parameters
    ----------
    since
        The first day that counts, UTC; twelve weeks ago if not given.
    until
        The first day that counts no more; by default all up to now count.
    format
        text for people, json for programs.
    """
    settings, now = load_settings(), datetime.now(UTC)
    async with open_storage(settings.database_url.get_secret_value()) as storage:
        team = await which_workspace(settings, storage.unit_of_work, workspace)
        span = _midnight(since) or now - _SPAN, _midnight(until) or now
        async with storage.unit_of_work.read() as work:
            effects = [one for one in await work.nudges.effects(team, *span) if one.told >= _FEWEST]
    if format == "json":
        print(json.dumps([asdict(one) for one in effects], indent=2))
        return
    for line in lines(effects):
        print(line)


def lines(effects: list[Effect]) -> Iterator[str]:
    """Yield a line for each rung that was told often enough; what was held back stands below it."""
    if not effects:
        yield f"No rung was told {_FEWEST} times or more in that time, so there is nothing to compare."
    for one in effects:
        yield (
            f"{one.kind}, rung {one.rung + 1}: {one.told} told, {_share(one.moved, one.told)} moved within a"
            f" business day; {one.snoozed} snoozed, {one.muted} muted"
        )
        if one.held >= _FEWEST:
            yield f"    without: {one.held} held back, {_share(one.moved_without, one.held)} moved all the same"


def _share(k: int, n: int) -> str:
    share = wilson(k, n)
    low, high = share.low or 0.0, share.high or 0.0
    return f"{k} ({k / n:.0%}, 95 % between {low:.0%} and {high:.0%})"


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None
