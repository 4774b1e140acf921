"""Those without the right to act are told kindly who has it; the second of two clicks is told who was faster."""

import asyncio

from bot.domain.matter.handoff import State
from tests.flows.office import Office, read


async def test_a_stranger_cannot_accept_and_is_told_who_can(office: Office) -> None:
    card = await office.offer(office.ben, "logistics", "Pallet for Smith")
    await office.oli.join("C0LOG")
    await office.oli.click(card, "accept_handoff")
    line = await office.whispered(office.oli, "C0LOG")
    assert "Logistik" in read(line)
    assert (await office.handoff(1)).state is State.OFFERED


async def test_a_refusal_is_seen_in_the_channel_even_if_the_card_has_a_thread(office: Office) -> None:
    card = await office.offer(office.ben, "logistics", "Pallet for Smith")
    await office.priya.click(card, "accept_handoff")
    await office.reply(office.priya, "C0LOG", card["ts"], "@U0PRIYA")
    await office.lars.click(card, "accept_handoff")
    assert "@U0PRIYA" in read(await office.whispered(office.lars, "C0LOG"))


async def test_the_second_of_two_clicks_is_told_who_was_faster(office: Office) -> None:
    card = await office.offer(office.ben, "logistics", "Pallet for Smith")
    await asyncio.gather(
        office.priya.click(card, "accept_handoff"), office.lars.click(card, "accept_handoff")
    )
    handoff = await office.handoff(1)
    faster = handoff.assignee or ""
    slower = office.lars if faster == "U0PRIYA" else office.priya
    assert f"@{faster}" in read(await office.whispered(slower, "C0LOG"))
    assert [event.activity.value for event in await office.log(1)].count("accepted") == 1


async def test_a_form_that_came_too_late_gives_back_what_was_typed(office: Office) -> None:
    ben, priya = office.ben, office.priya
    card = await office.offer(ben, "logistics", "Pallet for Smith")
    await priya.click(
        card, "decline_handoff" if "decline_handoff" in _buttons(card) else "more", "decline_handoff:1"
    )
    await office.form(priya, "decline_handoff")
    receipt = await office.told(ben, "H-1")
    await ben.click(receipt, "withdraw_handoff")
    await office.form(ben, "withdraw_handoff")
    await ben.submit()
    priya.fill(reason="We have no truck this week")
    await priya.submit()
    assert "We have no truck this week" in read(priya.view)


def _buttons(card: dict[str, object]) -> set[str]:
    return {word for word in str(card).split("'") if word.endswith("_handoff")}
