"""What is kept of mails, and how answers find their handoff."""

from dataclasses import replace

import pytest

from bot.domain.company.people import Person
from bot.domain.mail.awaiting import AwaitedMail
from bot.domain.mail.records import MailRecord, Outcome, Reason, ThreadMail
from storage.database import Storage
from tests.storage.examples import HANSEN, MINUTE, NOW, a_company, a_department, a_handoff, a_mail


@pytest.fixture(autouse=True)
async def hansen(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, a_company(a_department()))
        for number in (1, 2):
            await work.handoffs.add(a_handoff(number))


async def add(storage: Storage, *records: MailRecord) -> list[int]:
    async with storage.unit_of_work.write() as work:
        return [await work.mails.add(HANSEN, record) for record in records]


async def test_a_record_comes_back_as_it_was(storage: Storage) -> None:
    records = [a_mail(), a_mail(outcome=Outcome.OFFERED, number=1, held=None, user="U0ANNA", department=None)]
    ids = await add(storage, *records)
    async with storage.unit_of_work.read() as work:
        kept = [await work.mails.get(HANSEN, one) for one in ids]
        assert kept == [replace(record, id=one) for record, one in zip(records, ids, strict=True)]
        assert await work.mails.get(HANSEN, 99) is None
        assert [one.number for one in await work.mails.of_handoff(HANSEN, 1)] == [1]
        assert [one.id for one in await work.mails.recent(HANSEN, limit=1)] == [ids[1]]
        assert [one.id for one in await work.mails.recent(HANSEN, limit=9, held=True)] == [ids[0]]


async def test_a_held_mail_is_settled_once_and_its_text_goes(storage: Storage) -> None:
    [mail] = await add(storage, a_mail())
    async with storage.unit_of_work.write() as work:
        assert await work.mails.settle(HANSEN, mail, Outcome.OFFERED, number=2)
        assert not await work.mails.settle(HANSEN, mail, Outcome.DENIED)
        kept = await work.mails.get(HANSEN, mail)
    assert kept == replace(a_mail(), outcome=Outcome.OFFERED, number=2, held=None, id=mail)


async def test_what_waits_is_counted_for_whom_it_waits(storage: Storage) -> None:
    anna = a_mail(reason=Reason.UNVERIFIED, user="U0ANNA")
    await add(storage, a_mail(), a_mail(department="it"), anna, anna, a_mail(outcome=Outcome.DENIED))
    async with storage.unit_of_work.read() as work:
        assert await work.mails.count_held(HANSEN, Reason.STRANGER, department="accounting") == 1
        assert await work.mails.count_held(HANSEN, Reason.UNVERIFIED, user="U0ANNA") == 2


async def test_old_records_go_and_what_is_held_stays_until_it_is_settled(storage: Storage) -> None:
    held, old, new = await add(
        storage, a_mail(), a_mail(outcome=Outcome.DENIED), a_mail(outcome=Outcome.DENIED, at=NOW + MINUTE)
    )
    async with storage.unit_of_work.write() as work:
        assert await work.mails.held_before(HANSEN, NOW, limit=9) == []
        assert await work.mails.held_before(HANSEN, NOW + MINUTE, limit=9) == [held]
        assert await work.mails.older(HANSEN, NOW + MINUTE, after=0, limit=9) == [old]
        await work.mails.drop(HANSEN, [old])
        assert [one.id for one in await work.mails.recent(HANSEN, limit=9)] == [new, held]


async def test_a_mail_belongs_to_the_handoff_that_it_was_linked_to_first(storage: Storage) -> None:
    first, other = ThreadMail("<1@x>", "accounting", 1), ThreadMail("<1@x>", None, 2)
    async with storage.unit_of_work.write() as work:
        for one in (first, replace(first, number=2), other):
            await work.mails.link(HANSEN, one)
        assert await work.mails.linked(HANSEN, ["<1@x>", "<9@x>"]) == [first, other]


async def test_a_mail_that_was_named_before_it_came_is_awaited_for_a_while(storage: Storage) -> None:
    first, second = AwaitedMail("<1@x>", "accounting", 1, "4f"), AwaitedMail("<1@x>", "accounting", 2, "4f")
    async with storage.unit_of_work.write() as work:
        await work.mails.await_mails(HANSEN, [second, replace(second, department="it")], NOW)
        await work.mails.await_mails(HANSEN, [first], NOW - MINUTE)
        await work.mails.await_mails(HANSEN, [first], NOW + MINUTE)
        assert await work.mails.awaited(HANSEN, ["<1@x>", "<9@x>"], "accounting") == [first, second]
        await work.mails.forget_awaited(HANSEN, NOW)
        assert await work.mails.awaited(HANSEN, ["<1@x>"], "accounting") == [second]


async def test_an_address_is_one_persons_who_is_still_here(storage: Storage) -> None:
    anna = Person("U0ANNA", "Anna", email="anna@hansen.example")
    async with storage.unit_of_work.write() as work:
        await work.people.put(HANSEN, [anna, Person("U0BEN", "Ben"), Person("U0JAN", "Jan")])
        assert await work.people.by_email(HANSEN, "anna@hansen.example") == anna
        assert await work.people.by_email(HANSEN, "") is None
        await work.people.put(HANSEN, [replace(anna, user="U0BEN")])
        assert await work.people.by_email(HANSEN, "anna@hansen.example") is None
        await work.people.put(HANSEN, [replace(anna, user="U0BEN", deleted=True)])
        assert await work.people.by_email(HANSEN, "anna@hansen.example") == anna
