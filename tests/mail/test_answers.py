"""Answers to strangers, over real SMTP: what they read, and what becomes of those that are not taken."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.delivery.messages import MessageKind
from bot.domain.delivery.outbox import OutboxRow, Sent
from bot.domain.delivery.pacing import UNLIMITED
from bot.domain.delivery.waiting import Waiting
from bot.domain.mail.answering import Answer
from bot.domain.matter.events import Activity
from bot.errors import StaffelError
from bot.ports import UnitOfWork
from bot.services.deliver_outbox import attempt
from bot.services.settle_mail import take_in_mail
from bot.services.troubles import settle
from handlers.mail.answering import AnswerSender, post_of
from handlers.mail.answers import written
from handlers.mail.parsing import parse
from handlers.mail.post import Post
from handlers.mail_settings import MailSettings
from tests.company import DORA, MONDAY, NINA, WORKSPACE
from tests.mail.letters import CUSTOMER, arrival, letter
from tests.mail.outside import LOGIN, Outside, outside
from tests.mail.test_tls import CERTIFICATE, trusting
from tests.services.desk import by
from tests.services.post import receive, records

LEASE = timedelta(seconds=30)
BASE = {"STAFFEL_SMTP_HOST": "127.0.0.1", "STAFFEL_MAIL_DOMAIN": "staffel.example"}


class Slack:
    """Takes everything."""

    async def send(self, row: OutboxRow) -> Sent:
        return Sent(row.to, f"1.{row.id}")


@pytest.fixture
async def server() -> AsyncIterator[Outside]:
    async with outside() as opened:
        yield opened


def post(server: Outside) -> Post:
    found = post_of(MailSettings.model_validate({**BASE, "STAFFEL_SMTP_SECURITY": "none"}), 60)
    assert found is not None
    return replace(found, port=server.port)


async def taken_in(uow: UnitOfWork) -> None:
    mail = letter(sender=CUSTOMER, subject="Wo bleibt sie?", References="<0@mueller.example>")
    await receive(uow, arrival(mail, is_answered=True))
    await take_in_mail(uow, by(DORA), (await records(uow))[0].id)


async def claim(uow: UnitOfWork, now: datetime) -> list[OutboxRow]:
    async with uow.write() as work:
        return await work.deliveries.claim(now, worker="one", lease=LEASE, limit=20, rates=UNLIMITED)


async def deliver(uow: UnitOfWork, way: Post, now: datetime = MONDAY) -> list[Waiting]:
    """Try what is due once; return which answers are left."""
    sender = AnswerSender(uow, lambda: now, way, Slack())
    tried = [await attempt(sender, lambda: now, row, seconds=60, silence=15) for row in await claim(uow, now)]
    async with uow.write() as work:
        await settle(work, tried, now, rates=UNLIMITED)
        left = await work.outbox.waiting(WORKSPACE, limit=9)
    return [one for one in left if one.kind is MessageKind.ANSWER]


async def test_a_stranger_reads_it_below_their_own_mail(uow: UnitOfWork, server: Outside) -> None:
    await taken_in(uow)
    assert await deliver(uow, post(server)) == []
    [mail] = server.mails
    assert server.recipients == [CUSTOMER]
    assert (mail["To"], mail["Subject"]) == (CUSTOMER, "Re: Wo bleibt sie?")
    assert (mail["From"], mail["Reply-To"]) == (
        "Buchhaltung <handoff@staffel.example>",
        "handoff@staffel.example",
    )
    assert mail["In-Reply-To"] == "<1@hansen.example>"
    assert mail["References"] == "<0@mueller.example> <1@hansen.example>"
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-replied", "All")
    assert mail["Precedence"] is None
    assert "als H-1, in der Abteilung Buchhaltung" in mail.get_content()


async def test_what_the_server_wants_later_goes_out_later_and_once(uow: UnitOfWork, server: Outside) -> None:
    await taken_in(uow)
    server.says.append("451 4.7.1 Greylisted")
    [waiting] = await deliver(uow, post(server))
    assert (waiting.kind, waiting.error, waiting.dead) == (MessageKind.ANSWER, "smtp_451", False)
    later = MONDAY + timedelta(minutes=5)
    assert await deliver(uow, post(server), later) == []
    assert await deliver(uow, post(server), later + LEASE) == []
    assert (server.tries, len(server.mails)) == (2, 1)


async def test_what_the_server_never_takes_is_set_aside(uow: UnitOfWork, server: Outside) -> None:
    await taken_in(uow)
    server.says.append("550 5.1.1 No such user")
    [waiting] = await deliver(uow, post(server))
    assert (waiting.error, waiting.dead) == ("smtp_550", True)
    await deliver(uow, post(server), MONDAY + LEASE)
    assert server.tries == 1


async def test_after_a_crash_it_comes_again_under_the_same_id(uow: UnitOfWork, server: Outside) -> None:
    await taken_in(uow)
    [row] = [one for one in await claim(uow, MONDAY) if one.kind is MessageKind.ANSWER]
    await AnswerSender(uow, lambda: MONDAY, post(server), Slack()).send(row)  # and here the process dies
    await deliver(uow, post(server), MONDAY + LEASE)
    first, second = server.mails
    assert first["Message-ID"] == second["Message-ID"]
    await deliver(uow, post(server), MONDAY + 3 * LEASE)
    assert len(server.mails) == 2


async def test_the_server_may_ask_for_tls_and_a_login(uow: UnitOfWork) -> None:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(CERTIFICATE)
    context = trusting()
    context.check_hostname = False  # it is of staffel.example, and here on loopback
    await taken_in(uow)
    async with outside(tls) as server:
        way = replace(post(server), tls=context, login=("staffel", "falsch"))
        assert "smtp_settings" in {one.error for one in await deliver(uow, way)}
        untrusting = replace(way, tls=ssl.create_default_context(), login=LOGIN)
        left = await deliver(uow, untrusting, MONDAY + timedelta(minutes=5))
        assert "smtp_settings" in {one.error for one in left}
        assert server.mails == []
        known = replace(way, login=LOGIN)
        assert await deliver(uow, known, MONDAY + timedelta(minutes=20)) == []
        assert len(server.mails) == 1


async def test_where_nobody_listens_it_waits(uow: UnitOfWork, server: Outside) -> None:
    await taken_in(uow)
    [waiting] = await deliver(uow, replace(post(server), port=1))
    assert (waiting.error, waiting.dead) == ("smtp_unreachable", False)


async def test_a_server_that_says_nothing_is_hung_up_on(uow: UnitOfWork) -> None:
    called, over = asyncio.Event(), asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 outside.example\r\n")
        await reader.readline()
        called.set()
        await reader.read()  # ends when the other side has
        over.set()
        writer.close()

    listener = await asyncio.start_server(silent, "127.0.0.1", 0)
    way = Post("127.0.0.1", listener.sockets[0].getsockname()[1], "a@x.example", "a@x.example", seconds=600)
    sending = asyncio.create_task(way.send(b"Subject: x\r\n\r\nx", CUSTOMER))
    await called.wait()
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    await over.wait()
    listener.close()


def test_ids_that_are_longer_than_a_line_stay_as_they_are() -> None:
    thread = " ".join(f"<{'x' * 200}{number}@outlook.example>" for number in range(10))
    answer = Answer(
        "H-1", Activity.FINISHED, "", "Kälte & Wärme", "en", CUSTOMER, thread, "<1.a@staffel.example>"
    )
    raw = written(answer, "handoff@staffel.example", "handoff@staffel.example", MONDAY)
    headers = parse(raw).headers
    assert headers.first("References").split() == thread.split()
    assert headers.first("In-Reply-To") == thread.split()[-1]
    assert headers.first("Subject") == "Re: H-1"
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert raw.isascii()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"STAFFEL_SMTP_HOST": "smtp.example"}, "STAFFEL_MAIL_DOMAIN is missing"),
        ({**BASE, "STAFFEL_SMTP_USER": "staffel"}, "belong together"),
        (
            {
                **BASE,
                "STAFFEL_SMTP_USER": "staffel",
                "STAFFEL_SMTP_PASSWORD": "geheim",
                "STAFFEL_SMTP_SECURITY": "none",
            },
            "in clear",
        ),
    ],
)
def test_settings_that_do_not_fit_are_told_at_the_start(settings: dict[str, str], said: str) -> None:
    with pytest.raises(StaffelError, match=said):
        post_of(MailSettings.model_validate(settings), 15)


def test_the_port_follows_from_the_security_and_the_sender_may_be_another() -> None:
    settings = {**BASE, "STAFFEL_SMTP_SECURITY": "tls", "STAFFEL_SMTP_FROM": "Post@hansen.example"}
    found = post_of(MailSettings.model_validate(settings), 15)
    assert found is not None
    assert (found.port, found.implicit, found.sender, found.answers_to) == (
        465,
        True,
        "post@hansen.example",
        "handoff@staffel.example",
    )
    assert post_of(MailSettings.model_validate({}), 15) is None


async def troubles(uow: UnitOfWork) -> list[str]:
    async with uow.read() as work:
        return [one.error for one in await work.troubles.all(WORKSPACE)]


async def told(uow: UnitOfWork) -> list[str]:
    rows = [row for row in await claim(uow, MONDAY + timedelta(days=2)) if row.kind is MessageKind.TROUBLE]
    return [row.to for row in rows]


async def test_an_answer_that_its_reader_s_server_never_takes_is_told_to_the_admin_once(
    uow: UnitOfWork, server: Outside
) -> None:
    await taken_in(uow)
    server.says.append("550 5.1.1 No such user")
    await deliver(uow, post(server))
    assert await troubles(uow) == ["refused"]
    assert await told(uow) == [NINA]


async def test_a_login_that_is_refused_is_told_at_once_and_greylisting_only_after_an_hour(
    uow: UnitOfWork, server: Outside
) -> None:
    await taken_in(uow)
    server.says.extend(["451 4.7.1 Greylisted"] * 2)
    await deliver(uow, post(server))
    assert await troubles(uow) == []
    await deliver(uow, post(server), MONDAY + timedelta(hours=1))
    assert await troubles(uow) == ["smtp_unreachable"]
    await deliver(uow, replace(post(server), login=LOGIN), MONDAY + timedelta(hours=2))
    assert await troubles(uow) == ["smtp_unreachable", "smtp_settings"]
    await deliver(uow, post(server), MONDAY + timedelta(hours=3))
    assert (len(server.mails), await troubles(uow)) == (1, [])
