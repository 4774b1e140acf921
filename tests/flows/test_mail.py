"""Mail on its way into Slack: a handoff, its thread, questions to those who have to say something."""

import asyncio
import smtplib
from collections.abc import AsyncIterator

import pytest

from practice import MAIL_SERVER
from tests.flows.office import Office, open_office, read

DOMAIN = "uebergabe.example"
ACCOUNTING = f"accounting@{DOMAIN}"


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with open_office(
        database_url, mail_domain=DOMAIN, mail_port=0, mail_authserv_id=MAIL_SERVER
    ) as opened:
        assert opened.staffel.mail_port is not None
        opened.slack.mail_to("127.0.0.1", opened.staffel.mail_port, [ACCOUNTING])
        yield opened


async def mail(
    office: Office, user: str, text: str, subject: str = "Gutschrift Müller", to: str = ACCOUNTING
) -> None:
    server, sender = office.slack.workspace.mail_server, office.slack.workspace.company.people[user]
    assert server is not None
    await server.send(sender, to, subject, text)


def _bring(port: int, raw: bytes) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=60) as server:
        server.sendmail("evil@evil.example", [ACCOUNTING], raw)


async def test_a_mail_is_a_card_and_the_answer_a_line_below_it(office: Office) -> None:
    await mail(office, "U0ANNA", "Bitte buchen, Kundennummer 4711.\n\nViele Grüße\nAnna")
    card = await office.seen(office.dora, "C0ACC", "Gutschrift Müller", "Kundennummer 4711")
    assert "Grüße" not in read(card)
    await office.told(office.anna, "H-", "Gutschrift Müller")
    await mail(office, "U0BEN", "Der Betrag ist 1.200 €.", subject="AW: Gutschrift Müller")
    line = await office.reply(office.dora, "C0ACC", card["ts"], "@U0BEN", "1.200 €")
    assert "schreibt per Mail" in read(line)
    await office.told(office.anna, "@U0BEN", "1.200 €")


async def test_an_acceptance_by_mail_opens_the_form_filled_in_and_nothing_else(office: Office) -> None:
    await mail(office, "U0ANNA", "Bitte buchen.")
    await office.seen(office.dora, "C0ACC", "Gutschrift Müller")
    await mail(office, "U0DORA", "Ich übernehme das, bis Freitag.", subject="Re: Gutschrift Müller")
    asked = await office.told(office.dora, "Das klingt, als übernimmst du es")
    number = int(read(asked).partition("H-")[2].split()[0])
    await office.dora.click(asked, "accept_by_mail")
    form = await office.form(office.dora, "accept_handoff")
    values = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    assert values["next_step"]["initial_value"] == "Ich übernehme das, bis Freitag."
    assert values["by_when"]["initial_date_time"] > 0
    assert (await office.handoff(number)).assignee is None
    await office.dora.submit()
    await office.told(office.anna, "@U0DORA", "angenommen")
    assert (await office.handoff(number)).assignee == "U0DORA"


async def test_who_may_not_have_sent_it_says_yes_in_slack(office: Office) -> None:
    address = office.slack.workspace.company.people["U0ANNA"].email
    spoofed = f"From: {address}\nTo: {ACCOUNTING}\nSubject: Böse <!channel>\n\nSofort zahlen!".encode()
    await asyncio.to_thread(_bring, office.staffel.mail_port or 0, spoofed)
    asked = await office.told(office.anna, "Hast du sie geschickt?")
    assert "Böse <!channel>" in read(asked)
    await office.anna.click(asked, "take_in_mail")
    await office.seen(office.dora, "C0ACC", "Böse")
    await office.told(office.anna, "Du hast die Mail an Buchhaltung geschickt")


async def test_a_strangers_mail_waits_in_the_channel_for_somebody_who_takes_it_in(office: Office) -> None:
    people = office.slack.workspace.company.people
    people["U0ANNA"].email, kept = "kunde@mueller.example", people["U0ANNA"].email
    await mail(office, "U0ANNA", "Wo bleibt meine Gutschrift?", subject="Frage")
    people["U0ANNA"].email = kept
    asked = await office.seen(office.dora, "C0ACC", "kunde@mueller.example", "Wo bleibt meine Gutschrift?")
    await office.dora.click(asked, "take_in_mail")
    handoff = await office.seen(office.dora, "C0ACC", "H-", "Frage", "@U0DORA")
    assert handoff["ts"] != asked["ts"]
    await office.seen(office.dora, "C0ACC", "Die Mail von kunde@mueller.example ist aufgenommen")
    await office.dora.click(asked, "deny_mail")
    said = await office.whispered(office.dora, "C0ACC")
    assert "hat schon jemand gesagt" in read(said)


async def test_an_answer_that_overtakes_its_mail_is_one_card_with_the_mail_below_it(office: Office) -> None:
    await bring(office, "U0BEN", "U0ANNA", "Der Betrag ist 1.200 €.", "<2@x>", "<1@x>")
    card = await office.seen(office.dora, "C0ACC", "Gutschrift Müller", "1.200 €")
    await bring(office, "U0ANNA", "U0BEN", "Bitte die Gutschrift buchen.", "<1@x>")
    await office.reply(office.dora, "C0ACC", card["ts"], "@U0ANNA", "Bitte die Gutschrift buchen.")
    await office.told(office.ben, "@U0ANNA", "Bitte die Gutschrift buchen.")
    async with office.storage.unit_of_work.read() as work:
        assert await work.handoffs.get(office.slack.team_id, 2) is None


async def bring(office: Office, user: str, other: str, text: str, own: str, answers: str = "") -> None:
    """Bring a mail to a colleague and to Accounting, in an order that mail programs do not choose."""
    people = office.slack.workspace.company.people
    sender, reader = people[user].email, people[other].email
    raw = (
        f"Authentication-Results: {MAIL_SERVER}; auth=pass smtp.auth={sender}\n"
        f"From: {sender}\nTo: {reader}, {ACCOUNTING}\nMessage-ID: {own}\n"
        + (f"In-Reply-To: {answers}\n" if answers else "")
        + f"Content-Type: text/plain; charset=utf-8\nSubject: Gutschrift =?utf-8?q?M=C3=BCller?=\n\n{text}"
    )
    await asyncio.to_thread(_bring, office.staffel.mail_port or 0, raw.encode())
