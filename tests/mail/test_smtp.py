"""What the company's mail server is told, and what has come of it by then."""

import smtplib
import socket
from asyncio import StreamReader, gather, open_connection, to_thread
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from ipaddress import ip_network

import pytest
from typing_extensions import override

from bot.domain.mail.holding import MOST_HELD
from bot.domain.mail.records import Outcome, Reason
from bot.errors import StaffelError, StorageUnavailableError
from bot.ports import UnitOfWork, Work
from handlers.mail.door import put_back
from handlers.mail.postman import Postman
from handlers.mail.smtp import MOST_CONNECTIONS, listening_for_mail
from tests.company import ANNA, MONDAY, WORKSPACE
from tests.mail.conftest import LISTENING
from tests.mail.letters import ADDRESSES, CUSTOMER
from tests.mail.sending import ACCOUNTING, RELAY, Server, message


@asynccontextmanager
async def other(postman: Postman, uow: UnitOfWork, **changes: object) -> AsyncIterator[Server]:
    async with listening_for_mail(postman, replace(LISTENING, **changes), 5) as port:  # type: ignore[arg-type]
        yield Server(port, uow)


async def test_what_is_told_as_taken_is_a_handoff(server: Server) -> None:
    code, _ = await server.send(message())
    assert code == 250
    [handoff] = await server.handoffs()
    assert (handoff.requester, handoff.brief.summary) == (ANNA, "Gutschrift für Müller")
    assert handoff.brief.details == "Bitte die Gutschrift buchen."


async def test_the_same_mail_again_is_told_as_taken_and_is_no_second_handoff(server: Server) -> None:
    answers = await gather(*(server.send(message()) for _ in range(5)))
    assert {code for code, _ in answers} == {250}
    assert len(await server.handoffs()) == 1


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (ACCOUNTING, 250),
        ("Buchhaltung@STAFFEL.example", 250),
        ("handoff+logistics@staffel.example", 250),
        ("handoff@staffel.example", 250),
        ("accounting@elsewhere.example", 550),
        ("nobody@staffel.example", 550),
        ("anna@hansen.example", 550),
        ("handoff@elsewhere.example", 550),
        ("accounting@staffel.example@elsewhere.example", 550),
        ("@elsewhere.example:accounting@staffel.example", 550),
        ("accounting%elsewhere.example@staffel.example", 550),
    ],
)
async def test_mail_is_taken_for_departments_and_passed_on_to_nobody(
    server: Server, address: str, code: int
) -> None:
    def act(client: smtplib.SMTP) -> int:
        client.ehlo()
        client.mail(ADDRESSES[ANNA])
        return client.rcpt(address)[0]

    assert await server.talk(act) in {code, 553 if code == 550 else code}


async def test_a_stranger_for_whom_no_server_speaks_is_told_so(server: Server) -> None:
    code, told = await server.send(message(sender=CUSTOMER, believed=False), sender=CUSTOMER)
    assert (code, told) == (550, "5.7.1 No mail server vouches for this sender")
    forged = message(sender=CUSTOMER, believed=False)
    forged["Authentication-Results"] = "other.example; dmarc=pass"
    assert (await server.send(forged, sender=CUSTOMER))[0] == 550


async def test_a_spoofed_sender_makes_no_handoff(server: Server) -> None:
    failed = message(believed=False)
    failed["Authentication-Results"] = f"{RELAY}; spf=pass smtp.mailfrom=evil.example; dmarc=fail"
    assert (await server.send(failed))[0] == 250
    assert await server.handoffs() == []
    [held] = await server.records()
    assert (held.outcome, held.reason, held.user) == (Outcome.HELD, Reason.UNVERIFIED, ANNA)


async def test_a_bounce_is_taken_and_left_alone(server: Server) -> None:
    assert (await server.send(message(), sender=""))[0] == 250
    assert [(one.outcome, one.reason) for one in await server.records()] == [(Outcome.LEFT_ALONE, "bounce")]


async def test_a_mail_over_the_limit_is_refused_before_it_is_sent(server: Server) -> None:
    def act(client: smtplib.SMTP) -> int:
        client.ehlo()
        return client.mail(ADDRESSES[ANNA], [f"SIZE={LISTENING.most_bytes + 1}"])[0]

    assert await server.talk(act) == 552


@pytest.mark.parametrize("line", [b"a\r\n", b"x" * 70 + b"\r\n", b"x" * 100_000, b"\r\n"])
async def test_a_mail_of_50_megabytes_is_read_to_its_end_and_refused(server: Server, line: bytes) -> None:
    raw = message().as_bytes() + line * (50_000_000 // len(line)) + b"\r\n"
    code, _ = await to_thread(_push, server.port, raw)
    assert code == 552
    assert await server.records() == []
    assert (await server.send(message()))[0] == 250


def _push(port: int, raw: bytes) -> tuple[int, bytes]:
    """Send a mail as it is; smtplib would look at each of its lines."""
    with smtplib.SMTP("127.0.0.1", port, timeout=120) as client:
        client.ehlo()
        client.mail(ADDRESSES[ANNA])
        client.rcpt(ACCOUNTING)
        client.putcmd("data")
        client.getreply()
        client.send(raw + b".\r\n")
        return client.getreply()


async def test_lines_of_any_length_and_dots_come_in_as_they_were_sent(server: Server) -> None:
    text = "." + "x" * 2500 + "\r\n..\r\n.\r\nEnde"
    raw = b"From: anna@hansen.example\r\nAuthentication-Results: mx.hansen.example; dmarc=pass\r\n\r\n"
    assert (await server.send(raw + text.encode()))[0] == 250
    [handoff] = await server.handoffs()
    assert handoff.brief.details == text.replace("\r\n", "\n")


@pytest.mark.parametrize("extra", [0, 1])
async def test_the_limit_is_the_limit_to_the_byte(postman: Postman, uow: UnitOfWork, extra: int) -> None:
    raw = message().as_bytes().replace(b"\n", b"\r\n")
    raw += b"x" * (5000 - len(raw) - 2) + b"\r\n"
    async with other(postman, uow, most_bytes=5000 - extra) as server:
        code, _ = await to_thread(_push, server.port, raw)
    assert code == (552 if extra else 250)


async def test_an_empty_mail_and_what_is_pipelined_behind_it_are_understood(server: Server) -> None:
    reader, writer = await open_connection("127.0.0.1", server.port)
    for line in ("EHLO x", f"MAIL FROM:<{ADDRESSES[ANNA]}>", f"RCPT TO:<{ACCOUNTING}>", "DATA"):
        writer.write(f"{line}\r\n".encode())
    while not (await reader.readline()).startswith(b"354"):
        pass
    writer.write(b".\r\nNOOP\r\n")
    assert (await reader.readline()).startswith(b"550")  # it does not say who wrote it
    assert (await reader.readline()).startswith(b"250")
    writer.close()
    await writer.wait_closed()


async def test_too_many_mails_of_one_sender_wait_at_their_own_server(
    postman: Postman, uow: UnitOfWork
) -> None:
    async with other(postman, uow, per_hour=2) as server:
        codes = [await server.talk(lambda client: _begin(client, "a@x.example")) for _ in range(3)]
        assert codes == [250, 250, 452]
        assert await server.talk(lambda client: _begin(client, "b@x.example")) == 250


async def test_a_flood_of_unbelieved_mails_has_to_wait(server: Server) -> None:
    codes = [
        (await server.send(message(message_id=f"<{number}@x>", believed=False)))[0]
        for number in range(MOST_HELD[Reason.UNVERIFIED] + 1)
    ]
    assert codes == [250] * MOST_HELD[Reason.UNVERIFIED] + [452]


async def test_too_many_connections_are_told_to_come_back(server: Server) -> None:
    connections = [await open_connection("127.0.0.1", server.port) for _ in range(MOST_CONNECTIONS)]
    for reader, _ in connections:
        assert (await reader.readline()).startswith(b"220 ")
    reader, writer = await open_connection("127.0.0.1", server.port)
    assert (await reader.readline()).startswith(b"421 ")
    connections.append((reader, writer))
    for _, one in connections:
        one.close()
        await one.wait_closed()
    while (await server.talk(lambda client: client.noop()[0])) != 250:
        pass


async def test_only_known_mail_servers_may_bring_mail(postman: Postman, uow: UnitOfWork) -> None:
    async with other(postman, uow, relays=(ip_network("10.0.0.0/8"),)) as server:
        with pytest.raises(smtplib.SMTPConnectError) as refused:
            await server.talk(lambda client: client.noop())
        assert refused.value.smtp_code == 554


async def test_lmtp_answers_for_each_recipient(postman: Postman, uow: UnitOfWork) -> None:
    async with other(postman, uow, lmtp=True) as server:

        def act(client: smtplib.SMTP) -> list[int]:
            client.ehlo()
            client.mail(ADDRESSES[ANNA])
            for address in (ACCOUNTING, "handoff@staffel.example", "logistics@staffel.example"):
                client.rcpt(address)
            first = client.data(message().as_bytes())[0]
            return [first, client.getreply()[0], client.getreply()[0]]

        assert await server.talk(act, lmtp=True) == [250, 550, 250]
        assert [one.to_department for one in await server.handoffs()] == ["accounting", "logistics"]


async def test_lmtp_refuses_a_mail_that_is_too_big_for_each_recipient(
    postman: Postman, uow: UnitOfWork
) -> None:
    async with other(postman, uow, lmtp=True, most_bytes=1000) as server:

        def act(client: smtplib.SMTP) -> list[int]:
            client.ehlo()
            client.mail(ADDRESSES[ANNA])
            for address in (ACCOUNTING, "logistics@staffel.example"):
                client.rcpt(address)
            first = client.data(message("x" * 2000).as_bytes())[0]
            return [first, client.getreply()[0], client.noop()[0]]

        assert await server.talk(act, lmtp=True) == [552, 552, 250]


async def test_while_the_database_is_away_mail_is_not_taken_and_comes_again(
    postman: Postman, uow: UnitOfWork, server: Server
) -> None:
    async with other(
        Postman(_Away(uow), WORKSPACE, lambda: MONDAY, lambda: None, domain="staffel.example"), uow
    ) as away:
        code, _ = await away.send(message())
        assert code == 451
    assert await server.handoffs() == []
    assert (await server.send(message()))[0] == 250
    assert len(await server.handoffs()) == 1


class _Away:
    """A database that is there when the recipients are looked up, and away when the mail is to be kept."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def read(self) -> AbstractAsyncContextManager[Work]:
        return self._uow.read()

    def write(self) -> AbstractAsyncContextManager[Work]:
        raise StorageUnavailableError("lost")


def _begin(client: smtplib.SMTP, sender: str) -> int:
    client.ehlo()
    return client.mail(sender)[0]


async def test_a_connection_that_breaks_in_the_middle_leaves_nothing(server: Server) -> None:
    reader, writer = await open_connection("127.0.0.1", server.port)
    for line in ("EHLO x", f"MAIL FROM:<{ADDRESSES[ANNA]}>", f"RCPT TO:<{ACCOUNTING}>", "DATA"):
        writer.write(f"{line}\r\n".encode())
    while not (await reader.readline()).startswith(b"354"):
        pass
    writer.write(message().as_bytes())
    writer.close()
    await writer.wait_closed()
    assert (await server.send(message(message_id="<2@x>")))[0] == 250
    assert len(await server.records()) == 1


async def test_a_taken_port_is_told_with_what_to_do(server: Server, postman: Postman) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(StaffelError, match=f"STAFFEL_MAIL_PORT {port} cannot be used"):
            async with listening_for_mail(postman, replace(LISTENING, port=port), 5):
                pass


async def test_lmtp_answers_for_each_recipient_whatever_happens(postman: Postman, uow: UnitOfWork) -> None:
    broken = Postman(_Broken(uow), WORKSPACE, lambda: MONDAY, lambda: None, domain="staffel.example")
    async with other(broken, uow, lmtp=True) as server:

        def act(client: smtplib.SMTP) -> list[int]:
            client.ehlo()
            client.mail(ADDRESSES[ANNA])
            for address in (ACCOUNTING, "logistics@staffel.example"):
                client.rcpt(address)
            first = client.data(message().as_bytes())[0]
            return [first, client.getreply()[0], client.noop()[0]]

        assert await server.talk(act, lmtp=True) == [451, 451, 250]


class _Broken(_Away):
    """A database that fails in a way that nobody has thought of."""

    @override
    def write(self) -> AbstractAsyncContextManager[Work]:
        raise ZeroDivisionError


@pytest.mark.parametrize(("hours", "code"), [(1, 451), (5, 550)])
async def test_a_stranger_who_could_not_be_checked_comes_again_for_a_while(
    server: Server, hours: int, code: int
) -> None:
    mail = message(sender=CUSTOMER, believed=False)
    mail["Authentication-Results"] = f"{RELAY}; dmarc=temperror header.from=mueller.example"
    mail["Received"] = f"from a by {RELAY}; {format_datetime(MONDAY - timedelta(hours=hours))}"
    assert (await server.send(mail, sender=CUSTOMER))[0] == code
    assert len(await server.records()) == (code == 550)


async def test_what_is_put_back_is_read_next() -> None:
    reader = StreamReader()
    reader.feed_data(b"spaeter")
    put_back(reader, b"frueher, ")
    reader.feed_eof()
    assert await reader.read() == b"frueher, spaeter", "asyncio has changed: handlers.mail.door.put_back"
