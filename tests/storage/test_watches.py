"""Mails that are watched, on both databases."""

from dataclasses import replace

import pytest

from bot.domain.company.organisation import Organisation
from storage.database import Storage
from tests.storage.examples import HANSEN, MINUTE, NOW
from tests.storage.prompting import watches


@pytest.fixture(autouse=True)
async def hansen(storage: Storage) -> None:
    """Hansen & Töchter has just been set up."""
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, Organisation())


async def test_a_watch_is_found_by_its_mail_and_tells_nothing_of_it_once_it_is_over(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        first, other = await watches(work, HANSEN), await watches(work, HANSEN, "<2@x>")
        assert await work.watches.of_mails(HANSEN, ["<1@x>", "<9@x>"]) == [first]
        await work.watches.end(HANSEN, [first.prompt])
    async with storage.unit_of_work.read() as work:
        over = replace(first, subject=None, asked=())
        assert over.over
        assert await work.watches.get(HANSEN, first.prompt) == over
        assert await work.watches.of_mails(HANSEN, ["<1@x>", "<2@x>"]) == [over, other]


async def test_a_watch_goes_when_it_is_old_and_with_its_prompt(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        old, new = await watches(work, HANSEN), await watches(work, HANSEN, "<2@x>")
        await work.watches.drop(HANSEN, NOW)
        assert await work.watches.of_mails(HANSEN, ["<1@x>", "<2@x>"]) == [old, new]
        await work.prompts.fold(HANSEN, {}, [new.prompt])
        assert await work.watches.of_mails(HANSEN, ["<1@x>", "<2@x>"]) == [old]
        await work.watches.drop(HANSEN, NOW + MINUTE)
        assert await work.watches.of_mails(HANSEN, ["<1@x>", "<2@x>"]) == []
