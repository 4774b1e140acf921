"""A customer without Slack writes to a department, and hears by mail what becomes of it."""

import asyncio
import smtplib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from email.message import EmailMessage

import pytest

from practice import MAIL_SERVER
from practice import Person as Colleague
from tests.flows.office import CHANNELS, Json, Office, open_office, read
from tests.mail.outside import Outside, outside

DOMAIN = "uebergabe.example"
CUSTOMER = "kunde@mueller.example"


@dataclass
class Town:
    """The office, and the mail server of its customers."""

    office: Office
    outside: Outside

    async def write(self, to: str, subject: str, text: str, **fields: str) -> None:
        """Let the customer write to an address of the office, through the server that speaks for them."""
        mail = EmailMessage()
        mail["Authentication-Results"] = f"{MAIL_SERVER}; dmarc=pass header.from=mueller.example"
        mail["From"], mail["To"], mail["Subject"] = CUSTOMER, f"{to}@{DOMAIN}", subject
        for name, value in fields.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(text)
        await asyncio.to_thread(self._bring, mail)

    async def mails(self, count: int) -> list[str]:
        """Wait until the customer has got so many; return what they say."""
        await self.office.slack.until(lambda: len(self.outside.mails) >= count)
        return [str(mail.get_content()) for mail in self.outside.mails]

    async def worked_off(self, department: str, takes_in: Colleague, accepts: Colleague) -> None:
        """Let one colleague take the mail in that waits, and another one work it off."""
        office, channel = self.office, CHANNELS[department]
        await takes_in.click(await office.seen(takes_in, channel, CUSTOMER), "take_in_mail")
        await accepts.click(await self.offering(accepts, channel, "accept_handoff"), "accept_handoff")
        await office.form(accepts, "accept_handoff")
        accepts.fill(next_step="Ich frage Dora nach der Kulanz")
        assert not (await accepts.submit()).errors
        await accepts.click(await self.offering(accepts, channel, "finish_handoff"), "finish_handoff")
        await office.form(accepts, "finish_handoff")
        accepts.fill(result="Gebucht, der Kunde hatte recht")
        assert not (await accepts.submit()).errors

    async def offering(self, person: Colleague, channel: str, action: str) -> Json:
        """Wait until there is a message with that button; return it."""
        return await self.office.slack.until(
            lambda: next((one for one in person.messages(channel) if f"'{action}'" in str(one)), None)
        )

    def _bring(self, mail: EmailMessage) -> None:
        with smtplib.SMTP("127.0.0.1", self.office.staffel.mail_port or 0, timeout=60) as server:
            server.send_message(mail)


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    async with (
        outside() as server,
        open_office(
            database_url,
            mail_domain=DOMAIN,
            mail_port=0,
            mail_authserv_id=MAIL_SERVER,
            smtp_host="127.0.0.1",
            smtp_port=server.port,
            smtp_security="none",
        ) as office,
    ):
        yield Town(office, server)


async def test_a_customer_hears_in_german_how_it_goes_on(town: Town) -> None:
    await town.write("accounting", "Meine Gutschrift", "Wo bleibt sie?", Message_ID="<1@mueller.example>")
    await town.worked_off("accounting", town.office.dora, town.office.cem)
    arrived, accepted, done = await town.mails(3)
    assert "als H-1, in der Abteilung Buchhaltung" in arrived
    assert "H-1 hat die Abteilung Buchhaltung angenommen" in accepted
    assert "H-1 ist erledigt, sagt die Abteilung Buchhaltung" in done
    assert not any(word in arrived + accepted + done for word in ("Kulanz", "recht", "Dora", "Cem"))
    assert {mail["In-Reply-To"] for mail in town.outside.mails} == {"<1@mueller.example>"}
    last = town.outside.mails[-1]["Message-ID"]
    await town.write("handoff", "AW: Meine Gutschrift", "Sie ist noch nicht da.", In_Reply_To=last)
    await town.office.told(town.office.dora, CUSTOMER, "Sie ist noch nicht da.")


async def test_a_customer_hears_in_english_where_the_department_speaks_it(town: Town) -> None:
    await town.write("logistics", "My parcel", "Where is it?")
    await town.worked_off("logistics", town.office.priya, town.office.lars)
    arrived, accepted, done = await town.mails(3)
    assert "as H-1, in Logistik" in arrived
    assert "H-1 was accepted by Logistik" in accepted
    assert "H-1 is done, says Logistik" in done


async def test_a_mailbox_that_answers_by_itself_gets_one_answer(town: Town) -> None:
    office = town.office
    await town.write("accounting", "Meine Gutschrift", "Wo bleibt sie?")
    await office.dora.click(await office.seen(office.dora, "C0ACC", CUSTOMER), "take_in_mail")
    await town.mails(1)
    answered = town.outside.mails[0]["Message-ID"]
    for number in range(3):  # it does not even say that no person wrote it
        await town.write("handoff", "Danke", f"Wir lesen bald, {number}", In_Reply_To=answered)
        await office.told(office.dora, f"Wir lesen bald, {number}")
    await town.write("handoff", "Abwesend", "Bin weg", In_Reply_To=answered, Auto_Submitted="auto-replied")
    await office.delivered()
    assert len(town.outside.mails) == 1
    assert "Bin weg" not in read(office.dora.dm())
