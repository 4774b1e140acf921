"""A post office in the tests: the company with its addresses, and what came of mails."""

from bot.domain.mail.judging import Arrival
from bot.domain.mail.records import MailRecord
from bot.domain.matter.events import Activity
from bot.ports import UnitOfWork
from bot.services.receive_mail import Received, receive_mail
from tests.company import WORKSPACE
from tests.services.desk import by, stored


async def receive(uow: UnitOfWork, *arrivals: Arrival) -> Received:
    received = [await receive_mail(uow, by(""), one, ours=["handoff@staffel.example"]) for one in arrivals]
    return received[-1]


async def records(uow: UnitOfWork) -> list[MailRecord]:
    async with uow.read() as work:
        return await work.mails.recent(WORKSPACE, limit=99)


async def said(uow: UnitOfWork, number: int) -> list[str]:
    _, log = await stored(uow, number)
    return [event.said["text"] for event in log if event.activity is Activity.MAILED]
