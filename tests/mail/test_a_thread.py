"""Twelve mails in German and English, from all the programs people use, become one handoff with clean lines."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape

from tests.company import ANNA, BEN, CEM, DORA
from tests.mail.letters import ADDRESSES
from tests.mail.sending import Server, message

Quote = Callable[[str, str], str]
"""Puts the history below what somebody has written, as their program does."""


def gmail_de(text: str, before: str) -> str:
    return f"{text}\n\nAm Mo., 23. Nov. 2026 um 09:12 Uhr schrieb Anna Jensen <anna@hansen.example>:\n\n{_marked(before)}"


def gmail_en(text: str, before: str) -> str:
    return f"{text}\n\nOn Mon, Nov 23, 2026 at 9:12 AM Anna Jensen <anna@hansen.example> wrote:\n\n{_marked(before)}"


def apple_de(text: str, before: str) -> str:
    return f"{text}\n\n> Am 23.11.2026 um 09:12 schrieb Anna <anna@hansen.example>:\n> \n{_marked(before)}"


def apple_en(text: str, before: str) -> str:
    return f"{text}\n\nOn 23 Nov 2026, at 09:12, Anna <anna@hansen.example> wrote:\n\n{_marked(before)}"


def outlook_de(text: str, before: str) -> str:
    return (
        f"{text}\n\nMit freundlichen Grüßen\nDora Kurz\nHansen & Töchter GmbH\n\n________________________________\n"
        "Von: Anna Jensen <anna@hansen.example>\nGesendet: Montag, 23. November 2026 09:12\n"
        f"An: Buchhaltung\nBetreff: AW: Gutschrift für Müller\n\n{before}"
    )


def outlook_en(text: str, before: str) -> str:
    return (
        f"{text}\n\nBest regards,\nCem\n\nFrom: Anna Jensen <anna@hansen.example>\nSent: Monday, 23 November 2026 09:12\n"
        f"To: Accounting\nSubject: RE: Credit note\n\n{before}"
    )


def iphone_de(text: str, before: str) -> str:
    return (
        f"{text}\n\nVon meinem iPhone gesendet\n\nAm 23.11.2026 um 09:12 schrieb Anna <anna@hansen.example>:\n\n"
        + _marked(before)
    )


def samsung_de(text: str, before: str) -> str:
    return (
        f"{text}\n\nVon meinem Samsung Galaxy Smartphone gesendet.\n\n-------- Ursprüngliche Nachricht --------\n"
        f"Von: Anna Jensen <anna@hansen.example>\nDatum: 23.11.26 09:12 (GMT+01:00)\nAn: Buchhaltung\n"
        f"Betreff: Gutschrift\n\n{before}"
    )


def outlook_app(text: str, before: str) -> str:
    return f"{text}\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n" + outlook_en("", before)


def thunderbird_de(text: str, before: str) -> str:
    return (
        f"{text}\n\nAm 23.11.26 um 09:12 schrieb Anna Jensen:\n{_marked(before)}\n-- \nBen Okafor\nVertrieb"
    )


def nothing(text: str, before: str) -> str:
    return text


def _marked(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


@dataclass(frozen=True)
class Turn:
    """Who writes what, with which program."""

    user: str
    text: str
    quote: Quote
    html: bool = False
    charset: str = "utf-8"
    cte: str = "quoted-printable"


TURNS = [
    Turn(ANNA, "Hallo,\n\nbitte die Gutschrift für Müller buchen.\nKundennummer: 4711", nothing),
    Turn(DORA, "Welcher Betrag?", outlook_de),
    Turn(ANNA, "1.200 €, brutto.", gmail_de, charset="iso-8859-15"),
    Turn(CEM, "Which cost centre?", outlook_en),
    Turn(ANNA, "Cost centre 12, please.", apple_en, cte="base64"),
    Turn(DORA, "Ist das mit Lars besprochen?", iphone_de),
    Turn(BEN, "Ja, gestern am Telefon.\n- Lars weiß Bescheid\n- Müller auch", thunderbird_de),
    Turn(CEM, "Thanks, that helps.", outlook_app),
    Turn(DORA, "Die Rechnung fehlt noch – schickt ihr sie?", apple_de, charset="windows-1252"),
    Turn(ANNA, "Hängt an.", samsung_de),
    Turn(BEN, "One more thing: the customer moved.", gmail_en, html=True),
    Turn(DORA, "Danke, das reicht uns.", outlook_de, html=True),
]


def mails() -> Iterator[EmailMessage]:
    history = ""
    for number, turn in enumerate(TURNS):
        body = turn.quote(turn.text, history)
        yield _mail(number, turn, body)
        history = body


def _mail(number: int, turn: Turn, body: str) -> EmailMessage:
    fields = {"In-Reply-To": f"<{number - 1}@x>", "References": "<0@x>"} if number else {}
    subject = "AW: Re: Gutschrift für Müller" if number else "Gutschrift für Müller"
    mail = message(sender=ADDRESSES[turn.user], subject=subject, message_id=f"<{number}@x>")
    for name, value in fields.items():
        mail[name] = value
    if turn.html:
        lines = "".join(f"<div>{escape(line) or '<br>'}</div>" for line in body.split("\n"))
        mail.set_content(f"<html><body>{lines}</body></html>", subtype="html", cte="base64")
    else:
        mail.set_content(body, charset=turn.charset, cte=turn.cte)
        mail.add_alternative("<p>HTML that says the same</p>", subtype="html")
    return mail


async def test_twelve_mails_become_one_handoff_with_clean_lines(server: Server) -> None:
    for mail in mails():
        assert (await server.send(mail))[0] == 250
    [handoff] = await server.handoffs()
    assert (handoff.requester, handoff.brief.summary) == (ANNA, "Gutschrift für Müller")
    assert handoff.brief.details == TURNS[0].text
    assert await server.lines(1) == [turn.text for turn in TURNS[1:]]


async def test_the_same_twelve_mails_again_in_any_order_change_nothing(server: Server) -> None:
    sent = [*mails()]
    for mail in [*sent, *reversed(sent)]:
        assert (await server.send(mail))[0] == 250
    assert len(await server.handoffs()) == 1
    assert len(await server.lines(1)) == len(TURNS) - 1


async def test_a_storm_of_replies_to_all_is_one_handoff_and_each_reply_once(server: Server) -> None:
    everywhere = [
        "accounting@staffel.example",
        "handoff+accounting@staffel.example",
        "handoff@staffel.example",
    ]
    await server.send(message(message_id="<0@x>"))
    for number in range(1, 41):
        writer = [ANNA, BEN, DORA, CEM][number % 4]
        reply = message(
            f"Bitte nehmt mich aus dem Verteiler ({number}).",
            sender=ADDRESSES[writer],
            message_id=f"<{number}@x>",
            In_Reply_To=f"<{number - 1}@x>",
            References="<0@x>",
        )
        assert (await server.send(reply, everywhere, ADDRESSES[writer]))[0] == 250
    assert len(await server.handoffs()) == 1
    lines = await server.lines(1)
    assert len(lines) == len(set(lines)) == 40
