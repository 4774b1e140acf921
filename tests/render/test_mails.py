"""What is asked about a mail, and what became of it."""

from dataclasses import replace

import pytest
from hypothesis import given

from bot.domain.mail.mail import Attachment
from bot.domain.mail.records import HeldMail, MailRecord, Outcome, Reason
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import State
from handlers.slack.render.direct import direct
from handlers.slack.render.lines import line
from handlers.slack.render.mails import mail_told
from tests.company import ANNA, COMPANY, DORA, MONDAY
from tests.render.hostile import texts
from tests.render.limits import check_message
from tests.render.seen import reader, seen
from tests.storage.examples import a_handoff

HELD = MailRecord(
    at=MONDAY,
    outcome=Outcome.HELD,
    reason=Reason.UNVERIFIED,
    department="accounting",
    sender="anna@hansen.example",
    user=ANNA,
    held=HeldMail("Gutschrift", "Bitte buchen.", (Attachment("r.pdf", 12_300),)),
    id=7,
)
STRANGER = replace(HELD, reason=Reason.STRANGER, sender="kunde@mueller.example", user=None)


def told(record: MailRecord, language: str = "de") -> str:
    content = mail_told(record, COMPANY, reader(language, ANNA))
    check_message(content)
    return seen(content)


def test_who_may_not_have_sent_it_is_asked() -> None:
    assert told(HELD) == (
        "Eine Mail an Buchhaltung trägt deine Adresse, und es ist nicht sicher, dass sie von dir kommt.\n"
        "Gutschrift\nBitte buchen.\n📎 r.pdf (12 kB)\n"
        "Hast du sie geschickt? Bis du es sagst, wird nichts daraus.\n[Ja, das war ich] [Nein]"
    )


def test_a_strangers_mail_says_that_nobody_owns_it_yet() -> None:
    assert told(STRANGER, "en") == (
        "A mail from kunde@mueller.example to Buchhaltung, who cannot hand over here.\n"
        "Gutschrift\nBitte buchen.\n📎 r.pdf (12 kB)\n"
        "Nobody owns it yet. Whoever takes it in owns it until somebody accepts it.\n[Take it in] [Not for us]"
    )


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("record", [HELD, STRANGER], ids=["unverified", "stranger"])
@pytest.mark.parametrize("outcome", [Outcome.OFFERED, Outcome.APPENDED, Outcome.DENIED, Outcome.EXPIRED])
def test_afterwards_it_says_what_became_of_it_and_asks_nothing(
    record: MailRecord, outcome: Outcome, language: str
) -> None:
    text = told(replace(record, outcome=outcome, number=12, held=None), language)
    assert "[" not in text
    assert "{" not in text
    assert "Bitte buchen" not in text
    assert ("H-12" in text) == (outcome in {Outcome.OFFERED, Outcome.APPENDED})


@given(texts, texts, texts)
def test_nothing_in_a_mail_takes_effect_in_slack(subject: str, text: str, sender: str) -> None:
    held = HeldMail(subject, text, (Attachment(text[:150], 1),) * 20)
    for record in (HELD, STRANGER):
        told(replace(record, held=held, sender=sender, department=None))


def mailed(actor: str, **said: str) -> Event:
    return Event(
        3, Activity.MAILED, MONDAY, actor, "sales", "accounting", said={"text": "Ich übernehme.", **said}
    )


def test_a_line_tells_who_wrote_a_colleague_or_only_an_address() -> None:
    handoff = a_handoff(12)
    assert (
        seen(line(mailed(DORA), handoff, COMPANY, reader("de")))
        == f"@{DORA} schreibt per Mail: „Ich übernehme.“"
    )
    outside = mailed("", sender="kunde@mueller.example")
    assert seen(line(outside, handoff, COMPANY, reader("en"))) == (
        "kunde@mueller.example writes by mail: “Ich übernehme.”"
    )


def test_an_acceptance_is_offered_to_its_author_alone_and_while_it_can_be_accepted() -> None:
    handoff, event = a_handoff(12), mailed(DORA, accepts="yes")
    own = direct(event, handoff, COMPANY, reader("en", DORA))
    check_message(own)
    assert "Nothing is accepted until you say so here." in seen(own)
    assert "[Accept]" in seen(own)
    assert "[Accept]" not in seen(direct(event, handoff, COMPANY, reader("en", ANNA)))
    accepted = replace(handoff, state=State.ACCEPTED, assignee=DORA)
    assert "[Accept]" not in seen(direct(event, accepted, COMPANY, reader("en", DORA)))
    assert "[Accept]" not in seen(direct(mailed(DORA), handoff, COMPANY, reader("en", DORA)))
