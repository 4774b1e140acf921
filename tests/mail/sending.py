"""Mail servers as the tests play them: smtplib in a thread, since the listener has the event loop."""

import asyncio
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from typing import TypeVar

from bot.domain.mail.records import MailRecord
from bot.domain.matter.events import Activity
from bot.domain.matter.handoff import Handoff
from bot.domain.matter.lists import Listing
from bot.ports import UnitOfWork
from tests.company import ANNA, WORKSPACE
from tests.mail.letters import ADDRESSES

RELAY = "mx.hansen.example"
ACCOUNTING = "accounting@staffel.example"
T = TypeVar("T")


def message(
    text: str = "Bitte die Gutschrift buchen.",
    *,
    sender: str = ADDRESSES[ANNA],
    to: str = ACCOUNTING,
    subject: str = "Gutschrift für Müller",
    message_id: str = "<1@hansen.example>",
    believed: bool = True,
    **fields: str,
) -> EmailMessage:
    """Return a mail as the company's own mail server passes it on; `fields` are further headers, _ stands for -."""
    mail = EmailMessage()
    if believed:
        mail["Authentication-Results"] = f"{RELAY}; dmarc=pass header.from={sender.rpartition('@')[2]}"
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Date"] = "Mon, 23 Nov 2026 09:00:00 +0100"
    if message_id:
        mail["Message-ID"] = message_id
    for name, value in fields.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


@dataclass(frozen=True)
class Server:
    """The listener, and the database behind it."""

    port: int
    uow: UnitOfWork

    async def talk(self, act: Callable[[smtplib.SMTP], T], *, lmtp: bool = False) -> T:
        """Let a mail server connect and do something."""
        return await asyncio.to_thread(self._talk, act, lmtp)

    async def send(
        self, mail: EmailMessage | bytes, to: list[str] | None = None, sender: str = ADDRESSES[ANNA]
    ) -> tuple[int, str]:
        """Send a mail; return the answer to it."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes()

        def act(client: smtplib.SMTP) -> tuple[int, str]:
            client.ehlo("mx.hansen.example")
            client.mail(sender)
            for one in to or [ACCOUNTING]:
                client.rcpt(one)
            return _answer(client.data(raw))

        return await self.talk(act)

    async def handoffs(self) -> list[Handoff]:
        """Return every handoff that was offered, by number."""
        departments = ["sales", "service", "accounting", "logistics", "it"]
        async with self.uow.read() as work:
            page = await work.handoffs.page(
                WORKSPACE, Listing.QUEUE, "U0NOBODY", departments, offset=0, limit=2000
            )
        return sorted(page.handoffs, key=lambda one: one.number)

    async def lines(self, number: int) -> list[str]:
        """Return what was said by mail in the thread of a handoff."""
        async with self.uow.read() as work:
            history = await work.handoffs.history(WORKSPACE, number)
        return [event.said["text"] for event in history if event.activity is Activity.MAILED]

    async def records(self) -> list[MailRecord]:
        """Return what is kept of mails, the newest first."""
        async with self.uow.read() as work:
            return await work.mails.recent(WORKSPACE, limit=5000)

    def _talk(self, act: Callable[[smtplib.SMTP], T], lmtp: bool) -> T:
        kind = smtplib.LMTP if lmtp else smtplib.SMTP
        with kind("127.0.0.1", self.port, timeout=60) as client:
            return act(client)


def _answer(reply: tuple[int, bytes]) -> tuple[int, str]:
    return reply[0], reply[1].decode()
