"""Before a fourth department gets a matter, both sides talk: in one conversation, with the sender."""

from tests.flows.office import CHANNELS, Json, Office, read


async def passed_on(office: Office, name: str, card: Json, there: str) -> None:
    person = getattr(office, name)
    await person.click(card, "more", "reroute_handoff:1")
    await office.form(person, "reroute_handoff")
    person.fill(department=there, reason=f"{there} knows")
    assert not (await person.submit()).errors


async def test_a_small_round_decides_whether_it_moves_a_fourth_time(office: Office) -> None:
    card = await office.offer(office.ben, "logistics", "New labels")
    for name, there, reads in (("priya", "it", "jan"), ("grace", "accounting", "dora")):
        await passed_on(office, name, card, there)
        card = await office.seen(getattr(office, reads), CHANNELS[there], "New labels")
    await passed_on(office, "dora", card, "legal")

    everybody = {"U0CEM", "U0PETRA", "U0BEN", "U0DORA"}
    group, _ = office.slack.workspace.direct_channel({*everybody, office.slack.workspace.bot.id})
    asked = await office.seen(office.petra, group.id, "H-1", "Vertrieb → Logistik → IT → Buchhaltung")
    assert "@U0CEM ist gefragt" in read(asked)
    assert "@U0PETRA ist gefragt" in read(asked)
    await office.seen(office.cem, "C0ACC", "Noch verantwortlich: @U0BEN", "Es geht weiter an Recht")
    assert (await office.handoff(1)).hop == 3

    await office.petra.click(asked, "agree_reroute")
    asked = await office.seen(office.cem, group.id, "@U0PETRA hat zugestimmt", "@U0CEM ist gefragt")
    await office.cem.click(asked, "agree_reroute")
    await office.seen(office.petra, "C0LEGAL", "New labels")
    over = await office.seen(office.cem, group.id, "Diese Runde ist vorbei.")
    assert "agree_reroute" not in str(over)
    assert (await office.handoff(1)).to_department == "legal"
    await office.told(office.ben, "passed H-1", "legal knows")
