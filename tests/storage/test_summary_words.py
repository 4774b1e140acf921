"""Words of a language model are kept with the week that they tell of, the first ones for good."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.guest.worded import Passage, Worded, WordedPoint
from bot.domain.summary.release import Release
from bot.ports import Work
from storage.database import Storage
from tests.company import COMPANY, WORKSPACE
from tests.render.weeks import WEEK

HERE = Passage(WEEK.week, None, "de")
FIRST = Worded(sentence="{flow} stockt.", points=(WordedPoint(seen="a", question="b?"),))


async def release(work: Work) -> None:
    await work.organisations.save(WORKSPACE, COMPANY)
    await work.summaries.put(WORKSPACE, Release(WEEK))


async def kept(storage: Storage, passage: Passage = HERE) -> Worded | None:
    async with storage.unit_of_work.read() as work:
        return await work.summaries.words(WORKSPACE, passage, Worded)


async def test_what_was_kept_first_stays(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await release(work)
        await work.summaries.keep_words(WORKSPACE, HERE, FIRST)
    async with storage.unit_of_work.write() as work:
        await work.summaries.keep_words(WORKSPACE, HERE, Worded(sentence="anders"))
    assert await kept(storage) == FIRST
    for other in (replace(HERE, scope="it"), replace(HERE, language="en"), replace(HERE, figure="moved")):
        assert await kept(storage, other) is None


async def test_no_words_at_all_are_kept_as_well(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await release(work)
        await work.summaries.keep_words(WORKSPACE, HERE, Worded())
        await work.summaries.keep_words(WORKSPACE, HERE, FIRST)
    assert await kept(storage) == Worded()


async def test_words_go_with_their_week(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await release(work)
        await work.summaries.keep_words(WORKSPACE, HERE, FIRST)
        await work.summaries.forget(WORKSPACE, datetime(2020, 1, 1, tzinfo=UTC))
    assert await kept(storage) is None


async def test_a_week_that_was_forgotten_meanwhile_keeps_none(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(WORKSPACE, COMPANY)
        await work.summaries.keep_words(WORKSPACE, HERE, FIRST)
    assert await kept(storage) is None
