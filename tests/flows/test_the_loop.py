"""One handoff from offer to closed loop, as two people in two languages see it."""

import pytest

from bot.domain.matter.handoff import State
from tests.flows.office import Office, open_office, read

LOOP = ["opened", "offered", "accepted", "finished", "confirmed"]


@pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
async def test_a_handoff_goes_from_offer_to_closed_loop(database_url: str, http: bool) -> None:
    async with open_office(database_url, http=http) as office:
        anna, dora = office.anna, office.dora
        card = await office.offer(anna, "accounting", "Gutschrift für Müller", customer="Müller GmbH")
        assert "Vertrieb → Buchhaltung" in read(card)
        assert "Noch verantwortlich: @U0ANNA" in read(card)
        await office.told(anna, "H-1")

        await dora.click(card, "accept_handoff")
        await office.form(dora, "accept_handoff")
        dora.fill(next_step="Ich buche heute und melde mich")
        assert not (await dora.submit()).errors
        accepted = await office.seen(dora, "C0ACC", "Verantwortlich: @U0DORA", "Ich buche heute")
        assert accepted["ts"] == card["ts"]
        await office.reply(dora, "C0ACC", card["ts"], "@U0DORA", "Ich buche heute")
        await office.told(anna, "@U0DORA", "Ich buche heute")

        await dora.click(accepted, "finish_handoff")
        await office.form(dora, "finish_handoff")
        dora.fill(result="Gutschrift 4711 ist beim Kunden")
        await dora.submit()
        done = await office.told(anna, "Gutschrift 4711 ist beim Kunden")

        await anna.click(done, "confirm_handoff")
        await office.form(anna, "confirm_handoff")
        anna.fill(thanks="Danke, das ging schnell!")
        await anna.submit()
        await office.told(dora, "Danke, das ging schnell!")

        handoff = await office.handoff(1)
        assert handoff.state is State.CLOSED
        assert [event.activity.value for event in await office.log(1)] == LOOP
        await office.slack.until(lambda: "confirm_handoff" not in str(_card(office)))
        cards = [message for message in dora.messages("C0ACC") if not message.get("is_ephemeral")]
        assert len(cards) == 1


async def test_each_person_reads_their_own_language(office: Office) -> None:
    ben, priya = office.ben, office.priya
    await ben.command("/handoff", channel="C0ALLE")
    form = await office.form(ben, "open_handoff")
    assert "To which department?" in read(form)
    await ben.close()
    card = await office.offer(ben, "logistics", "Pallet for Smith")
    assert "Still accountable: @U0BEN" in read(card)  # logistics' channel is English
    await priya.click(card, "accept_handoff")
    await office.told(ben, "@U0PRIYA", "accepted")


async def test_a_question_goes_back_and_the_answer_completes_the_brief(office: Office) -> None:
    anna, dora = office.anna, office.dora
    card = await office.offer(anna, "accounting", "Gutschrift für Müller")
    await dora.click(card, "ask_information")
    await office.form(dora, "ask_information")
    dora.fill(needs=["amount"], question="Brutto oder netto?")
    await dora.submit()
    question = await office.told(anna, "Brutto oder netto?", "Betrag")
    await office.seen(dora, "C0ACC", "Brutto oder netto?")

    await anna.click(question, "answer_information")
    await office.form(anna, "answer_information")
    anna.fill(**{"need.amount": "1.200 €", "answer": "Brutto"})
    await anna.submit()
    await office.told(dora, "Brutto")
    card = await office.seen(dora, "C0ACC", "1.200 €")
    assert (await office.handoff(1)).state is State.OFFERED


async def test_not_solved_brings_it_back_to_the_assignee(office: Office) -> None:
    ben, priya = office.ben, office.priya
    card = await office.offer(ben, "logistics", "Pallet for Smith")
    await priya.click(card, "accept_handoff")
    card = await office.seen(priya, "C0LOG", "Accountable: @U0PRIYA")
    await priya.click(card, "finish_handoff")
    await office.form(priya, "finish_handoff")
    priya.fill(result="Sent today")
    await priya.submit()
    done = await office.told(ben, "Sent today")
    await ben.click(done, "reopen_handoff")
    await office.form(ben, "reopen_handoff")
    ben.fill(reason="The customer got nothing")
    await ben.submit()
    await office.told(priya, "The customer got nothing")
    assert (await office.handoff(1)).state is State.ACCEPTED


async def test_a_withdrawn_handoff_has_no_buttons_left(office: Office) -> None:
    ben = office.ben
    await office.offer(ben, "logistics", "Pallet for Smith")
    receipt = await office.told(ben, "H-1")
    await ben.click(receipt, "withdraw_handoff")
    await office.form(ben, "withdraw_handoff")
    await ben.submit()
    await office.slack.until(lambda: "accept_handoff" not in str(office.priya.messages("C0LOG")))
    assert (await office.handoff(1)).state is State.WITHDRAWN


async def test_a_rerouted_handoff_gets_a_card_there_and_says_here_where_it_went(office: Office) -> None:
    ben, priya = office.ben, office.priya
    card = await office.offer(ben, "logistics", "New password")
    await priya.click(card, "more", "reroute_handoff:1")
    await office.form(priya, "reroute_handoff")
    priya.fill(department="it", reason="Passwords are yours")
    await priya.submit()
    await office.seen(office.jan, "C0IT", "New password")
    gone = await office.seen(priya, "C0LOG", "New password", "IT")
    assert "accept_handoff" not in str(gone)
    await office.told(ben, "Passwords are yours")


def _card(office: Office) -> list[dict[str, object]]:
    return [message for message in office.dora.messages("C0ACC") if "Müller" in read(message)]
