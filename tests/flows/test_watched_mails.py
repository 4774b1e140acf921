"""Mails with a department in copy, and what their senders are asked when nobody answers."""

import asyncio
import smtplib
from collections.abc import AsyncIterator

import pytest

from bot.domain.mail.watching import PLACE
from bot.domain.prompting.prompts import Outcome
from practice import MAIL_SERVER
from tests.flows.nudging import TUE, on_a_plain_monday, skip_to, skip_to_next
from tests.flows.office import Json, Office, open_office, read
from tests.flows.prompting import prompt_about

DOMAIN = "uebergabe.example"
ACCOUNTING = f"accounting@{DOMAIN}"
BILLS = "rechnung@hansen.example"


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with open_office(
        database_url, mail_domain=DOMAIN, mail_port=0, mail_authserv_id=MAIL_SERVER
    ) as opened:
        await skip_to_next(opened, on_a_plain_monday, "11:00")
        yield opened


async def write(office: Office, sender: str, to: str, subject: str, *, answers: str = "") -> None:
    """Let a mail come with Accounting in copy, for which the company's mail server speaks."""
    fields = [
        f"Authentication-Results: {MAIL_SERVER}; auth=pass smtp.auth={sender}",
        f"From: {sender}",
        f"To: {to}",
        f"Cc: {ACCOUNTING}",
        f"Subject: {subject}",
        f"Message-ID: <{subject.replace(' ', '-')}@hansen.example>",
        *([f"In-Reply-To: <{answers}@hansen.example>"] if answers else []),
    ]
    raw = "\r\n".join([*fields, "", "Bitte buchen."]).encode()
    await asyncio.to_thread(_bring, office.staffel.mail_port or 0, sender, raw)


def _bring(port: int, sender: str, raw: bytes) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=60) as server:
        server.sendmail(sender, [ACCOUNTING], raw)


def address(office: Office, user: str) -> str:
    return office.slack.workspace.company.people[user].email


async def let_go(office: Office, subject: str) -> bool:
    """Wait until the question about a mail was looked at; return whether it was dropped."""
    mail = {"ts": f"<{subject}@hansen.example>"}
    async with asyncio.timeout(60):
        while (prompt := await prompt_about(office, mail, PLACE)) and prompt.outcome is Outcome.WAITING:
            pass
    return prompt is not None and prompt.outcome is Outcome.DROPPED


async def asked(office: Office) -> Json:
    """Wait until Anna is asked about a mail; return the question."""
    return await office.told(office.anna, "Auf deine Mail", "noch niemand geantwortet")


async def test_a_mail_that_nobody_answers_becomes_a_handoff_with_one_form(office: Office) -> None:
    await write(office, address(office, "U0ANNA"), BILLS, "Gutschrift Meier")
    await skip_to(office, TUE, "11:30")
    question = await asked(office)
    assert "Gutschrift Meier “ ( Buchhaltung in Kopie)" in read(question)
    await office.anna.click(question, "make_handoff")
    form = await office.form(office.anna, "open_handoff")
    values = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    assert values["summary"]["initial_value"] == "Gutschrift Meier"
    office.anna.fill(**{"need.customer_no": "4711"})
    await office.anna.submit()
    card = await office.seen(office.dora, "C0ACC", "Gutschrift Meier", "@U0ANNA")
    await office.told(office.anna, "ist der Abteilung Buchhaltung angeboten")
    await write(
        office, address(office, "U0DORA"), address(office, "U0ANNA"), "Gebucht", answers="Gutschrift-Meier"
    )
    await office.reply(office.dora, "C0ACC", card["ts"], "@U0DORA", "Bitte buchen.")


async def test_who_got_an_answer_is_asked_nothing(office: Office) -> None:
    anna = address(office, "U0ANNA")
    await write(office, anna, BILLS, "Erste")
    await write(office, anna, BILLS, "Zweite")
    await write(office, BILLS, anna, "Re Erste", answers="Erste")
    await skip_to(office, TUE, "11:30")
    assert "Zweite" in read(await asked(office))
    assert await let_go(office, "Erste")
    questions = [one for one in office.anna.dm() if "Auf deine Mail" in read(one)]
    assert len(questions) == 1


async def test_they_have_it_and_the_answer_can_be_taken_back(office: Office) -> None:
    await write(office, address(office, "U0ANNA"), BILLS, "Gutschrift Meier")
    await skip_to(office, TUE, "11:30")
    question = await asked(office)
    await office.anna.click(question, "already_accepted")
    answered = await office.told(office.anna, "Gut, dann ist es in guten Händen")
    assert answered["ts"] == question["ts"]
    await office.anna.click(answered, "undo_prompt")
    assert "Gutschrift Meier" in read(await asked(office))
