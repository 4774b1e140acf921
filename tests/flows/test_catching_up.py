"""Who takes over a matter need not read forty messages: a long thread comes in three lines, with links."""

from collections.abc import Sequence

import pytest

from practice import Person
from tests.flows.office import Json, Office, read

IN_GERMAN = (
    "Der Kunde hat wieder angerufen.",
    "Bei mir auch, er klang verärgert.",
    "Das kann ich verstehen.",
    "Er wartet ja schon lange.",
    "Die Rechnung liegt im Ordner.",
    "Welche Kundennummer hat er denn?",
    "Die 4711, steht auch auf der Rechnung.",
    "Ich buche die Gutschrift heute noch.",
    "Der Beleg ist im System.",
)
LINES = (
    "Frage: @U0ANNA",
    "„ Welche Kundennummer hat er denn? “ – @U0BEN",
    "„ Die 4711, steht auch auf der Rechnung. “",
    "Zugesagt oder entschieden: @U0BEN",
    "Zuletzt: @U0ANNA",
    "„ Der Beleg ist im System. “",
)


async def talk(
    people: Sequence[Person], channel: str, said: Sequence[str] = IN_GERMAN, thread_ts: str | None = None
) -> Json:
    """Let people say this in a thread, one after another, and return its first message; a question changes the speaker."""
    first: Json = {}
    for place, text in enumerate(said):
        person = people[0 if place in {0, 5, 8} else -1]
        message = await person.say(channel, text, thread_ts=thread_ts)
        first = first or message
        thread_ts = thread_ts or message["ts"]
    return first


async def made_from_a_talk(office: Office, channel: str = "C0ALLE") -> Json:
    """Let Anna make a handoff for the accounting department of a long talk with Ben; return its card."""
    first = await talk([office.anna, office.ben], channel)
    await office.anna.message_shortcut("handoff_message", channel, first["ts"])
    await office.form(office.anna, "open_handoff")
    await office.anna.choose("department", "accounting")
    await office.slack.until(lambda: "need.customer_no" in str(office.anna.view))
    office.anna.fill(**{"need.customer_no": "4711"})
    assert not (await office.anna.submit()).errors
    card = await office.seen(office.dora, "C0ACC", "H-1")
    await office.delivered()
    return card


def told(person: Person, channel: str) -> list[Json]:
    """Return what somebody was told of threads, seen by them alone."""
    return [
        one
        for one in person.messages(channel)
        if one.get("is_ephemeral") and read(one).startswith(("Was über H-1", "What was said about H-1"))
    ]


async def test_show_answers_at_once_and_tells_then_what_was_said(office: Office) -> None:
    await made_from_a_talk(office)
    await office.dora.command("/handoff show H-1", channel="C0ALLE")
    answer = await office.slack.until(lambda: next(iter(told(office.dora, "C0ALLE")), None))
    for line in ("Was über H-1 gesagt wurde:", "Der Thread, aus dem sie kommt · 9 Nachrichten", *LINES):
        assert line in read(answer)
    assert "p" + str(await _last_ts(office)).replace(".", "") in str(answer["blocks"])
    assert not told(office.anna, "C0ALLE")


async def _last_ts(office: Office) -> str:
    return str(next(one for one in office.slack.messages("C0ALLE") if one["text"] == IN_GERMAN[-1])["ts"])


async def test_who_accepts_reads_it_above_the_form(office: Office) -> None:
    card = await made_from_a_talk(office)
    await talk([office.dora, office.cem], "C0ACC", thread_ts=card["ts"])
    await office.dora.click(card, "accept_handoff")
    form = await office.slack.until(lambda: office.dora.view if "Zuletzt" in read(office.dora.view) else None)
    assert "Der Thread der Karte · 9 Nachrichten" in read(form)


def asked_who_is_there(office: Office) -> int:
    return [call.method for call in office.slack.calls].count("conversations.members")


@pytest.fixture
def secret() -> str:
    """A private channel of Anna and Ben."""
    return "C0SECRET"


async def test_of_a_private_channel_only_its_members_hear(office: Office, secret: str) -> None:
    members = ("U0ANNA", "U0BEN")
    await office.slack.people.open_channel(secret, "geheim", members=members, bot=True, private=True)
    await made_from_a_talk(office, secret)
    await office.dora.command("/handoff show H-1", channel="C0ALLE")
    await office.anna.command("/handoff show H-1", channel="C0ALLE")
    await office.slack.until(lambda: told(office.anna, "C0ALLE"))
    await office.slack.until(lambda: asked_who_is_there(office) == 2)
    assert not told(office.dora, "C0ALLE")


async def test_who_is_only_a_guest_in_the_company_hears_of_channels_they_are_in(office: Office) -> None:
    await made_from_a_talk(office, "C0SALES")
    await office.dora.change(is_restricted=True)
    await office.dora.command("/handoff show H-1", channel="C0ALLE")
    await office.anna.command("/handoff show H-1", channel="C0ALLE")
    await office.slack.until(lambda: told(office.anna, "C0ALLE") and asked_who_is_there(office) == 1)
    assert not told(office.dora, "C0ALLE")


async def test_who_accepts_with_one_click_is_told_beside_the_card(office: Office) -> None:
    first = await talk([office.sofia, office.oli], "C0ALLE")
    await office.oli.message_shortcut("handoff_message", "C0ALLE", first["ts"])
    await office.form(office.oli, "open_handoff")
    await office.oli.choose("department", "it")
    assert not (await office.oli.submit()).errors
    card = await office.seen(office.grace, "C0IT", "H-1")
    await office.grace.click(card, "accept_handoff")
    answer = await office.slack.until(lambda: next(iter(told(office.grace, "C0IT")), None))
    assert "Asked: @U0SOFIA" in read(answer)
    assert "Promised or decided: @U0OLI" in read(answer)


async def test_a_short_thread_is_left_to_be_read(office: Office) -> None:
    card = await office.offer(office.anna, "accounting", "Gutschrift für Müller")
    await talk([office.dora, office.cem], "C0ACC", IN_GERMAN[1:], thread_ts=card["ts"])
    await office.delivered()
    await office.dora.command("/handoff show H-1", channel="C0ACC")
    await office.whispered(office.dora, "C0ACC")
    await office.slack.until(lambda: "conversations.replies" in [call.method for call in office.slack.calls])
    await talk([office.dora, office.cem], "C0ACC", IN_GERMAN[:1], thread_ts=card["ts"])
    await office.dora.command("/handoff show H-1", channel="C0ACC")
    await office.slack.until(lambda: told(office.dora, "C0ACC"))
    assert len(told(office.dora, "C0ACC")) == 1
