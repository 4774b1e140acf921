"""Nobody is nudged on a holiday or at night, clocks may change, and a bot that was away floods nobody."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, time, timedelta

from bot.services.import_organisation import import_organisation
from handlers.app import running
from handlers.manifest import manifest
from handlers.org_file import parse_organisation
from practice import Practice, open_practice
from storage.database import Storage, open_storage
from tests.flows.nudging import (
    BERLIN,
    FRI,
    MON,
    TUE,
    WED,
    batches,
    climbed,
    is_holiday,
    now,
    on_a_plain_monday,
    open_on,
    skip_to,
    skip_to_next,
)
from tests.flows.office import ORG, Office, read, settings_for

DAY = timedelta(days=1)


def before_a_lone_holiday(day: date) -> bool:
    """Return whether tomorrow is a holiday in the middle of a week, and the days around it are none."""
    week = [day - DAY, day, day + DAY, day + 2 * DAY]
    return [is_holiday(one) for one in week] == [False, False, True, False] and day.weekday() in {
        MON,
        TUE,
        WED,
    }


def before_the_clocks_change(day: date) -> bool:
    """Return whether this is the Friday before a Sunday on which the clocks change, with no holiday around it."""
    offsets = {datetime.combine(one, time(12), BERLIN).utcoffset() for one in (day, day + 3 * DAY)}
    around = (day + n * DAY for n in range(5))
    return day.weekday() == FRI and len(offsets) == 2 and not any(map(is_holiday, around))


async def test_a_holiday_counts_for_nothing_and_nobody_is_nudged_on_it(sqlite_url: str) -> None:
    async with open_on(sqlite_url, before_a_lone_holiday, "14:00") as office:
        await office.offer(office.ben, "logistics", "Pallet for Smith")
        await office.delivered()
        today = now(office).weekday()
        await skip_to(office, today + 1, "15:30")
        await office.delivered()
        assert not batches(office.priya, "C0LOG")
        # Three hours of the first day and one of the third are the four that a department has.
        await skip_to(office, today + 2, "10:30")
        await climbed(office, 1, 1)
        assert not batches(office.lars)
        await skip_to(office, today + 2, "15:00")
        await office.told(office.lars, "H-1")
        await office.seen(office.priya, "C0LOG", "Nobody here has accepted H-1 yet")


async def test_four_hours_are_four_hours_over_the_weekend_on_which_the_clocks_change(sqlite_url: str) -> None:
    async with open_on(sqlite_url, before_the_clocks_change, "14:00") as office:
        await office.offer(office.ben, "logistics", "Pallet for Smith")
        await office.delivered()
        await skip_to(office, MON, "09:55")
        await office.delivered()
        assert (await office.handoff(1)).rung == 0
        await skip_to(office, MON, "10:05")
        await climbed(office, 1, 1)
        await skip_to(office, MON, "15:00")
        await office.seen(office.priya, "C0LOG", "Nobody here has accepted H-1 yet")


async def test_who_was_away_over_the_weekend_brings_one_batch_and_no_flood(sqlite_url: str) -> None:
    async with open_practice(manifest()) as slack, open_storage(sqlite_url) as storage:
        await import_organisation(storage.unit_of_work, slack.team_id, parse_organisation(ORG, "org.yaml"))
        async with working(slack, storage, sqlite_url) as office:
            await skip_to_next(office, lambda day: on_a_plain_monday(day + 3 * DAY), "11:00")
            for number in range(1, 10):
                await office.offer(office.ben, "logistics", f"Pallet {number}")
            await office.delivered()
        await slack.clock.skip(timedelta(days=3).total_seconds())
        async with working(slack, storage, sqlite_url) as office:
            nudge = await office.seen(office.priya, "C0LOG", "Not accepted yet", "H-1", "H-7", "Show 2 more")
            await office.delivered()
            assert len(batches(office.priya, "C0LOG")) == 1
            assert "Pallet 8" not in read(nudge)

            await office.priya.click(nudge, "show_batch")
            rest = await office.whispered(office.priya, "C0LOG")
            assert "Pallet 7" not in read(rest)
            assert "Nobody here has accepted H-9 yet" in read(rest)


@asynccontextmanager
async def working(slack: Practice, storage: Storage, database_url: str) -> AsyncIterator[Office]:
    """Let Staffel work until the block ends."""
    async with running(settings_for(slack, database_url)) as staffel:
        await slack.connected()
        await staffel.company
        yield Office(slack, storage, staffel)
