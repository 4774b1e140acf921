"""A part of a matter goes on to the next department: who has the whole and who has the part is on both cards."""

import pytest

from bot.domain.matter.handoff import State
from tests.event_logs import log, opening, row
from tests.flows.office import CHANNELS, Office, read
from tests.flows.weeks import bring_in_text


async def handed_on(office: Office) -> None:
    """Anna hands over to the Buchhaltung, Dora accepts and hands a part on to the Logistik."""
    anna, dora = office.anna, office.dora
    card = await office.offer(anna, "accounting", "Gutschrift für Müller", details="Rabatt war falsch")
    await dora.click(card, "accept_handoff")
    await office.form(dora, "accept_handoff")
    dora.fill(next_step="Ich buche heute")
    await dora.submit()
    accepted = await office.seen(dora, "C0ACC", "Verantwortlich: @U0DORA")
    await dora.click(accepted, "more", "hand_on:1")
    form = await office.form(dora, "hand_on")
    assert "Das Ganze bleibt bei dir" in read(form)
    assert "Rabatt war falsch" in str(form)
    dora.fill(department="logistics", summary="Palette zurückholen")
    assert not (await dora.submit()).errors


async def test_both_cards_say_who_has_the_whole_and_who_has_the_part(office: Office) -> None:
    await handed_on(office)
    part = await office.seen(office.lars, "C0LOG", "H-2 · Palette zurückholen", "Still accountable: @U0DORA")
    assert "Part of H-1 · Gutschrift für Müller · accountable for the whole: @U0DORA" in read(part)
    await office.seen(office.dora, "C0ACC", "Weitergegeben: H-2", "Logistik", "wartet auf Annahme")
    await office.told(office.anna, "@U0DORA", "H-2")
    await office.priya.click(part, "accept_handoff")
    await office.form(office.priya, "accept_handoff")
    office.priya.fill(next_step="I fetch it today")
    await office.priya.submit()
    await office.seen(office.dora, "C0ACC", "Weitergegeben: H-2", "Verantwortlich: @U0PRIYA")
    whole, child = await office.handoff(1), await office.handoff(2)
    assert (whole.accountable, child.accountable) == ("U0DORA", "U0PRIYA")
    assert [event.detail for event in await office.log(1) if event.activity.value == "handed_on"] == ["H-2"]


async def test_the_whole_chain_is_shown_from_either_end(office: Office) -> None:
    await handed_on(office)
    for number, word in ((1, "Weitergegeben: H-2"), (2, "Teil von H-1")):
        ack = await office.dora.command(f"/handoff show H-{number}", channel="C0ALLE")
        assert word in read(ack.body)


async def test_the_whole_can_be_done_while_a_part_is_open_and_its_form_says_so(office: Office) -> None:
    await handed_on(office)
    card = await office.seen(office.dora, "C0ACC", "Weitergegeben: H-2")
    await office.dora.click(card, "finish_handoff")
    assert "1 Teil davon wurde weitergegeben" in read(await office.form(office.dora, "finish_handoff"))
    office.dora.fill(result="Gebucht")
    await office.dora.submit()
    await office.seen(office.lars, "C0LOG", "Part of H-1", "accountable for the whole: @U0ANNA")
    assert (await office.handoff(2)).state is State.OFFERED


@pytest.mark.parametrize(
    ("first", "there", "kindly"),
    [
        ("logistics", "accounting", "Ping-pong: this was here before."),
        ("accounting", "logistics", "Ping-Pong: Das war hier schon einmal."),
    ],
)
async def test_what_comes_back_is_called_ping_pong_kindly_in_the_language_of_the_channel(
    office: Office, first: str, there: str, kindly: str
) -> None:
    people = {"logistics": office.priya, "accounting": office.dora}
    card = await office.offer(office.ben, first, "Credit note for Smith")
    for here, to in ((first, there), (there, first)):
        assert kindly not in read(card)
        await people[here].click(card, "more", "reroute_handoff:1")
        await office.form(people[here], "reroute_handoff")
        people[here].fill(department=to, reason="Yours, I think")
        await people[here].submit()
        card = await office.seen(people[to], CHANNELS[to], "H-1", kindly if to == first else "Credit note")
    assert kindly in read(card)


async def test_a_chain_that_came_in_with_a_log_is_shown_from_either_end(office: Office) -> None:
    whole = [*opening(), row("accepted", 9, actor="U0DORA"), row("handed_on", 10, detail="ERP-2")]
    await bring_in_text(office, log(*whole, *opening("ERP-2", 10)))
    for number, word in ((1, "Weitergegeben: H-2"), (2, "Teil von H-1")):
        ack = await office.dora.command(f"/handoff show H-{number}", channel="C0ALLE")
        assert word in read(ack.body)
