"""A department sets who is asked to accept; the sender stays accountable, and everybody there may accept."""

from typing import Any

from tests.flows.office import Office, read


async def assign(office: Office, department: str, **changed: Any) -> None:
    async with office.storage.unit_of_work.write() as work:
        known = await work.organisations.get(office.slack.team_id)
        departments = tuple(
            one.model_copy(update=changed) if one.key == department else one for one in known.departments
        )
        await work.organisations.save(
            office.slack.team_id, known.model_copy(update={"departments": departments})
        )


async def test_whose_turn_it_is_is_named_on_the_card_and_asked_and_accepts_with_one_click(
    office: Office,
) -> None:
    await assign(office, "legal", assignment="rotation")
    card = await office.offer(office.ben, "legal", "Vertrag prüfen")
    assert "@U0PETRA ist gefragt, sie anzunehmen; andere dort können es auch." in read(card)
    assert "Noch verantwortlich: @U0BEN" in read(card)
    asked = await office.told(
        office.petra, "Kannst du H-1 Vertrag prüfen übernehmen?", "bleibt sie bei @U0BEN"
    )
    await office.petra.click(asked, "accept_handoff")
    await office.seen(office.petra, "C0LEGAL", "Verantwortlich: @U0PETRA")
    await office.told(office.petra, "Hier ist für dich nichts mehr zu tun: H-1 Vertrag prüfen")
    card = await office.offer(office.ben, "legal", "Noch ein Vertrag")
    assert "@U0TOM ist gefragt" in read(await office.seen(office.tom, "C0LEGAL", "Noch ein Vertrag"))


async def test_somebody_else_of_the_department_may_accept(office: Office) -> None:
    await assign(office, "legal", assignment="rotation")
    card = await office.offer(office.ben, "legal", "Vertrag prüfen")
    await office.told(office.petra, "Kannst du H-1 Vertrag prüfen übernehmen?")
    await office.tom.click(card, "accept_handoff")
    await office.told(office.petra, "Hier ist für dich nichts mehr zu tun: H-1", "Verantwortlich: @U0TOM")


async def test_the_sender_is_told_who_stands_in(office: Office) -> None:
    await assign(office, "legal", assignment="U0PETRA", deputy="U0TOM")
    await office.petra.change(status_emoji=":palm_tree:", status_text="Urlaub")
    card = await office.offer(office.ben, "legal", "Vertrag prüfen")
    assert "@U0TOM vertritt @U0PETRA und ist gefragt, sie anzunehmen" in read(card)
    await office.told(office.ben, "@U0TOM stands in for @U0PETRA and is asked to accept it")
    await office.told(office.tom, "You stand in for @U0PETRA , who is away.")


async def test_a_moment_that_matters_is_nobodys_turn(office: Office) -> None:
    await assign(office, "legal", assignment="rotation")
    card = await office.offer(office.ben, "legal", "Kunde kündigt", moment_that_matters=True)
    assert "Erst sprechen" in read(card)
    assert "ist gefragt" not in read(card)
    assert (await office.handoff(1)).asked is None


async def test_a_reroute_asks_anew_where_it_goes(office: Office) -> None:
    await assign(office, "it", assignment="rotation")
    card = await office.offer(office.ben, "legal", "Zugang zum Archiv")
    await office.petra.click(card, "more", "reroute_handoff:1")
    await office.form(office.petra, "reroute_handoff")
    office.petra.fill(department="it", reason="Das Archiv gehört der IT")
    await office.petra.submit()
    await office.told(office.jan, "Kannst du H-1 Zugang zum Archiv übernehmen?")
    assert (await office.handoff(1)).asked == "U0JAN"


async def test_one_click_brings_the_two_of_a_moment_that_matters_together_with_the_brief(
    office: Office,
) -> None:
    card = await office.offer(
        office.ben, "legal", "Kunde kündigt", details="Er ruft um vier an.", moment_that_matters=True
    )
    await office.tom.click(card, "talk_first")
    await office.tom.click(card, "talk_first")
    together = office.slack.workspace.direct_channel({"U0BEN", "U0TOM", office.slack.workspace.bot.id})[0]
    begun = await office.seen(office.ben, together.id, "ihr beide zuerst", "Er ruft um vier an.")
    assert office.tom.messages(together.id)[-1]["ts"] == begun["ts"]
    await office.delivered()
    assert len(office.tom.messages(together.id)) == 1
    await office.tom.click(begun, "accept_handoff")
    await office.form(office.tom, "accept_handoff")
    office.tom.fill(next_step="Ich rufe ihn zurück")
    await office.tom.submit()
    await office.seen(office.ben, together.id, "angenommen")


async def test_only_the_two_sides_of_a_moment_that_matters_can_talk_it_over(office: Office) -> None:
    card = await office.offer(office.ben, "legal", "Kunde kündigt", moment_that_matters=True)
    await office.slack.person("U0JAN").join("C0LEGAL")
    await office.jan.click(card, "talk_first")
    told = await office.whispered(office.jan, "C0LEGAL")
    assert "jemand anders gefragt" in read(told)
