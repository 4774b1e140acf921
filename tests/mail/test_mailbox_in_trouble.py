"""A mail server that does not give a mail, or goes away while it does: nothing is marked, and it comes again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from bot.ports import UnitOfWork
from handlers.mail.fetching import Fetcher
from handlers.mail.imap import Account
from handlers.mail.postman import Postman
from tests.company import MONDAY, WORKSPACE
from tests.mail.sending import Server, message

_MAIL = message().as_string()
_GIVEN = f"* 2 FETCH (UID 2 BODY[]<0> {{{len(_MAIL)}}}\r\n{_MAIL})\r\nTAG OK done\r\n"
_TROUBLES = {
    "later": "TAG NO [UNAVAILABLE] try again\r\n",
    "expunged": "TAG OK done\r\n",
    "vanishes": None,
}


@dataclass
class Troubled:
    """As much of an IMAP server as a look needs, with two unread mails; the first fetch meets its trouble."""

    trouble: str
    marked: list[str] = field(default_factory=list)
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one client, which hears no word of farewell."""
        writer.write(b"* OK ready\r\n")
        while line := (await reader.readline()).decode().strip():
            tag, _, command = line.partition(" ")
            answer = self._answer(command.upper())
            if answer is None:
                break
            writer.write(answer.replace("TAG", tag).encode())
        writer.close()
        await writer.wait_closed()

    def _answer(self, command: str) -> str | None:
        verb, mail = command.removeprefix("UID ").split()[0], command.split(" ")[2:3]
        match verb:
            case "CAPABILITY":
                return "* CAPABILITY IMAP4REV1\r\nTAG OK done\r\n"
            case "SEARCH":
                return "* SEARCH 1 2\r\nTAG OK done\r\n"
            case "FETCH":
                return _TROUBLES[self.trouble] if mail == ["1"] else _GIVEN
            case "STORE":
                self.marked += mail
        return "TAG OK done\r\n"


@asynccontextmanager
async def troubled(trouble: str) -> AsyncIterator[Troubled]:
    imap = Troubled(trouble)
    server = await asyncio.start_server(imap.serve, "127.0.0.1", 0)
    imap.port = server.sockets[0].getsockname()[1]
    async with server:
        yield imap


async def look(uow: UnitOfWork, postman: Postman, port: int) -> None:
    account = Account("127.0.0.1", "none", "staffel", "geheim", port)
    await Fetcher(postman, account, uow, WORKSPACE, lambda: MONDAY, most_bytes=100_000, per_hour=100).look()


@pytest.mark.parametrize("trouble", ["later", "expunged"])
async def test_a_mail_that_is_not_to_be_had_stays_unread_and_holds_up_none(
    uow: UnitOfWork, postman: Postman, trouble: str
) -> None:
    async with troubled(trouble) as imap:
        await look(uow, postman, imap.port)
    assert imap.marked == ["2"]
    assert len(await Server(0, uow).handoffs()) == 1
    assert len(await Server(0, uow).records()) == 1


async def test_a_server_that_goes_away_in_between_is_told_and_nothing_is_marked(
    uow: UnitOfWork, postman: Postman
) -> None:
    async with troubled("vanishes") as imap:
        await look(uow, postman, imap.port)
    assert imap.marked == []
    async with uow.read() as work:
        assert [one.error for one in await work.troubles.all(WORKSPACE)] == ["unreachable"]


async def test_a_mail_at_which_the_server_breaks_off_does_not_keep_the_others_out(
    uow: UnitOfWork, postman: Postman
) -> None:
    async with troubled("vanishes") as imap:
        account = Account("127.0.0.1", "none", "staffel", "geheim", imap.port)
        fetching = Fetcher(postman, account, uow, WORKSPACE, lambda: MONDAY, most_bytes=100_000, per_hour=100)
        await fetching.look()
        assert imap.marked == []
        await fetching.look()
        assert imap.marked == ["2"]
