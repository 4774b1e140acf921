"""Whatever Staffel has written keeps up with the handoff: private messages, notes, cards of departments that are gone."""

from bot.domain.matter.handoff import State
from tests.flows.office import Office, read


async def test_private_messages_lose_their_buttons_with_the_state_they_fit(office: Office) -> None:
    ben, jan = office.ben, office.jan
    card = await office.offer(ben, "it", "New password")
    await office.told(ben, "You have offered")
    await jan.click(card, "accept_handoff")
    await office.told(ben, "has accepted")
    card = await office.seen(jan, "C0IT", "Verantwortlich: @U0JAN")
    await jan.click(card, "finish_handoff")
    await office.form(jan, "finish_handoff")
    jan.fill(result="It is in the safe")
    await jan.submit()
    done = await office.told(ben, "It is in the safe")
    await ben.click(done, "confirm_handoff")
    await office.form(ben, "confirm_handoff")
    await ben.submit()
    await office.slack.until(lambda: not any("actions" in str(one["blocks"]) for one in ben.dm()))
    assert "Is it solved?" not in " ".join(read(one) for one in ben.dm())
    assert len(ben.dm()) == 3  # updated, not told again


async def test_the_note_at_the_source_tells_the_present_state(office: Office) -> None:
    ben, jan = office.ben, office.jan
    message = await ben.say("C0ALLE", "Who has a password for me?")
    await ben.message_shortcut("handoff_message", "C0ALLE", message["ts"])
    await office.form(ben, "open_handoff")
    await ben.choose("department", "it")
    await ben.submit()
    await office.reply(ben, "C0ALLE", message["ts"], "H-1", "wartet auf Annahme")
    card = await office.seen(jan, "C0IT", "H-1")
    await jan.click(card, "accept_handoff")
    await office.reply(ben, "C0ALLE", message["ts"], "H-1", "angenommen")


async def test_a_handoff_outlives_its_department(office: Office) -> None:
    ben, jan = office.ben, office.jan
    card = await office.offer(ben, "it", "New password")
    async with office.storage.unit_of_work.write() as work:
        organisation = await work.organisations.get(office.slack.team_id)
        left = tuple(one for one in organisation.departments if one.key != "it")
        changed = organisation.model_copy(update={"departments": left})
        await work.organisations.save(office.slack.team_id, changed)
    await jan.click(card, "accept_handoff")
    line = await office.whispered(jan, "C0IT")
    assert "@U0BEN" in read(line)

    receipt = await office.told(ben, "H-1")
    await ben.click(receipt, "withdraw_handoff")
    await office.form(ben, "withdraw_handoff")
    await ben.submit()
    await office.slack.until(lambda: "accept_handoff" not in str(jan.messages("C0IT")))
    assert (await office.handoff(1)).state is State.WITHDRAWN
