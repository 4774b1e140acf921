"""A mail that somebody writes on the page goes out by SMTP, and not into Slack."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from playwright.async_api import expect

from practice import MAIL_SERVER, Practice
from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


class Recipient:
    """A mail server that takes mail for accounting."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if not address.startswith("accounting@"):
            return "550 5.1.1 No such address here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.original_content or b"", policy=default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"


@asynccontextmanager
async def recipient(slack: Practice) -> AsyncIterator[Recipient]:
    taking, loop = Recipient(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(taking, hostname="x", loop=loop), "127.0.0.1", 0)
    slack.mail_to("127.0.0.1", server.sockets[0].getsockname()[1], ["accounting@staffel.example"])
    try:
        yield taking
    finally:
        slack.workspace.mail_server = None
        server.close()


async def test_anna_writes_two_mails_and_the_second_answers_the_first(slack: Practice, visit: Visit) -> None:
    async with recipient(slack) as taking:
        page = await visit("U0ANNA", "C0ALLE")
        for subject in ("Gutschrift", "AW: Gutschrift"):
            await page.get_by_role("button", name="Mail schreiben").click()
            await page.get_by_label("An", exact=True).fill("accounting@staffel.example")
            await page.get_by_label("Betreff").fill(subject)
            await page.get_by_label("Text").fill("Bitte buchen.")
            await page.get_by_role("button", name="Senden").last.click()
            await expect(page.get_by_role("dialog")).to_have_count(0)
            await expect(page.get_by_text("Die Mail ist angenommen.")).to_be_visible()
        first, second = taking.mails
    assert (first["Subject"], first.get_content().strip()) == ("Gutschrift", "Bitte buchen.")
    assert first["Authentication-Results"].strip().startswith(f"{MAIL_SERVER}; auth=pass")
    assert second["In-Reply-To"] == first["Message-ID"]


async def test_a_mail_that_is_not_taken_stays_and_says_why(slack: Practice, visit: Visit) -> None:
    async with recipient(slack) as taking:
        page = await visit("U0ANNA", "C0ALLE")
        await page.get_by_role("button", name="Mail schreiben").click()
        await page.get_by_label("An", exact=True).fill("nobody@staffel.example")
        await page.get_by_label("Betreff").fill("Gutschrift")
        await page.get_by_label("Text").fill("Bitte buchen.")
        await page.get_by_role("button", name="Senden").last.click()
        await expect(page.get_by_role("dialog").get_by_text("550 5.1.1 No such address here")).to_be_visible()
        await expect(page.get_by_label("Text")).to_have_value("Bitte buchen.")
    assert taking.mails == []


async def test_a_mail_is_shared_into_the_channel_as_slack_does_it(slack: Practice, visit: Visit) -> None:
    page = await visit("U0ANNA", "C0ALLE")
    await page.get_by_role("button", name="Mail hier teilen").click()
    await page.get_by_label("An", exact=True).fill("buchhaltung@hansen.example; recht@hansen.example")
    await page.get_by_label("Betreff").fill("Gutschrift Müller")
    await page.get_by_label("Text").fill("Anbei zur weiteren Bearbeitung.")
    await page.get_by_role("dialog").get_by_role("button", name="Senden").click()
    await expect(page.get_by_text("Anbei zur weiteren Bearbeitung.")).to_be_visible()
    (message,) = slack.person("U0BEN").messages("C0ALLE")
    (mail,) = message["files"]
    assert (message["user"], message["subtype"], mail["mode"]) == ("USLACKBOT", "file_share", "email")
    assert (mail["subject"], mail["user"]) == ("Gutschrift Müller", "U0ANNA")
    assert [one["address"] for one in mail["to"]] == ["buchhaltung@hansen.example", "recht@hansen.example"]


async def test_without_a_mail_server_there_is_nothing_to_write_with(visit: Visit) -> None:
    page = await visit("U0ANNA", "C0ALLE")
    await expect(page.get_by_role("button", name="Zeit vorspulen")).to_be_visible()
    await expect(page.get_by_role("button", name="Mail schreiben")).to_be_hidden()
