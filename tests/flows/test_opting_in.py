"""A channel says yes before Staffel notices anything in it, and no at any time."""

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.domain.prompting.noticing import Consent, told_of_cue
from bot.domain.prompting.prompts import Counts
from tests.flows.nudging import now
from tests.flows.office import Json, Office, read
from tests.flows.prompting import HARMLESS, THROWN, asked, open_noticing, questions, switch

PROJECT = "C0PROJECT"


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    """Monday at eleven, on both databases; #alle is on, and #projekt has Anna, Ben and Cem in it, and no Staffel."""
    async with open_noticing(database_url) as opened:
        members = ("U0ANNA", "U0BEN", "U0CEM", "U0SOFIA", "U0OLI")
        await opened.slack.people.open_channel(PROJECT, "projekt", members=members)
        yield opened


@pytest.fixture
async def sqlite_office(sqlite_url: str) -> AsyncIterator[Office]:
    """The same on one database, where the other makes no difference."""
    async with open_noticing(sqlite_url) as opened:
        yield opened


async def invited(office: Office, by: str) -> None:
    await office.slack.people.invite(office.slack.bot_user_id, PROJECT, by=by)


async def settings(office: Office, user: str, channel: str = "C0ALLE") -> Json:
    """Let somebody ask for their settings in a channel; return the answer as they see it."""
    person = getattr(office, user)
    await person.command("/handoff settings", channel=channel)
    return await office.slack.until(
        lambda: next((one for one in reversed(person.messages(channel)) if one.get("is_ephemeral")), None)
    )


async def test_an_invitation_is_only_an_offer(office: Office) -> None:
    await invited(office, by="U0BEN")
    await office.told(office.ben, "Thank you for inviting Staffel", "reads nothing there", "@U0SOFIA")
    question = await office.told(
        office.sofia, "@U0BEN hat Staffel in", "Soll es dort bemerken", "nicht gespeichert"
    )
    await office.anna.say(PROJECT, THROWN)
    await office.delivered()
    assert not questions(office.anna, PROJECT)
    await office.sofia.click(question, "noticing_on")
    line = await office.seen(
        office.anna, PROJECT, "Ab jetzt bemerkt Staffel hier", "Keine Nachricht wird gespeichert"
    )
    await office.told(office.ben, "@U0SOFIA said yes")
    await office.told(office.sofia, "@U0SOFIA hat Ja gesagt", "Ausschalten")
    await office.anna.say(PROJECT, THROWN)
    await asked(office, office.anna, PROJECT)
    await office.sofia.click(line, "noticing_off")
    await office.seen(office.anna, PROJECT, "@U0SOFIA hat es ausgeschaltet")
    await office.anna.say(PROJECT, f"{THROWN} Wirklich.")
    await office.delivered()
    assert len(questions(office.anna, PROJECT)) == 1


async def test_a_lead_who_invites_is_asked_alone_and_may_say_no(office: Office) -> None:
    await invited(office, by="U0CEM")
    question = await office.told(office.cem, "Danke, dass du Staffel in", "Soll es dort bemerken")
    await office.cem.click(question, "noticing_off")
    await office.told(office.cem, "liest Staffel nicht mit", "Einschalten")
    assert not office.sofia.dm()
    await office.anna.say(PROJECT, THROWN)
    await office.delivered()
    assert not questions(office.anna, PROJECT)


async def test_who_may_not_decide_is_told_kindly_who_may(sqlite_office: Office) -> None:
    office = sqlite_office
    line = await office.seen(office.ben, "C0ALLE", "Ab jetzt bemerkt Staffel hier")
    await office.ben.click(line, "noticing_off")
    refusal = await office.whispered(office.ben, "C0ALLE")
    assert "Only a lead or an admin can decide that" in read(refusal)
    await office.anna.say("C0ALLE", THROWN)
    await asked(office, office.anna)


async def test_when_staffel_is_removed_it_is_off_and_has_to_ask_again(office: Office) -> None:
    await invited(office, by="U0CEM")
    question = await office.told(office.cem, "Soll es dort bemerken")
    await office.cem.click(question, "noticing_on")
    await office.seen(office.anna, PROJECT, "Ab jetzt bemerkt Staffel hier")
    await office.slack.people.remove(office.slack.bot_user_id, PROJECT)
    await invited(office, by="U0CEM")
    await office.slack.until(
        lambda: (
            sum("Soll es dort bemerken" in read(one) for one in office.cem.dm()) == 1
            and len([one for one in office.cem.dm() if "Staffel" in read(one)]) == 2
        )
    )
    await office.anna.say(PROJECT, THROWN)
    await office.delivered()
    assert not questions(office.anna, PROJECT)


async def test_an_invitation_that_is_told_twice_asks_once(sqlite_office: Office) -> None:
    office = sqlite_office
    await office.slack.people.open_channel(PROJECT, "projekt", members=("U0CEM",))
    await invited(office, by="U0CEM")
    await office.told(office.cem, "Soll es dort bemerken")
    joined = next(one for one in office.slack.deliveries if "member_joined_channel" in str(one.payload))
    await office.slack.redeliver(joined)
    await office.delivered()
    assert len(office.cem.dm()) == 1


async def test_each_person_switches_it_off_for_themselves_and_on_again(sqlite_office: Office) -> None:
    office, anna = sqlite_office, sqlite_office.anna
    await anna.click(await settings(office, "anna"), "mute_prompts")
    await office.slack.until(lambda: "Mich wieder fragen" in str(anna.messages("C0ALLE")))
    await anna.say("C0ALLE", THROWN)
    await office.delivered()
    assert not questions(anna)
    await anna.click(await settings(office, "anna"), "unmute_prompts")
    await anna.say("C0ALLE", f"{THROWN} Wirklich.")
    prompt = await asked(office, anna)
    await anna.click(prompt, "more", next(_values(prompt, "mute_prompts")))
    muted = await office.slack.until(
        lambda: next((one for one in anna.messages("C0ALLE") if "keine Fragen mehr" in read(one)), None)
    )
    await anna.click(muted, "unmute_prompts")
    await office.slack.until(lambda: "Du wirst wieder gefragt" in str(anna.messages("C0ALLE")))


async def test_the_form_of_the_nudges_does_not_switch_it_on_again(sqlite_office: Office) -> None:
    office, anna = sqlite_office, sqlite_office.anna
    shown = await settings(office, "anna")
    await anna.click(shown, "mute_prompts")
    await office.slack.until(lambda: "Mich wieder fragen" in str(anna.messages("C0ALLE")))
    await anna.click(await settings(office, "anna"), "nudge_settings")
    await office.form(anna, "nudge_settings")
    assert not (await anna.submit()).errors
    await anna.say("C0ALLE", THROWN)
    await office.delivered()
    assert not questions(anna)


async def test_an_admin_reads_of_a_cue_that_is_off_and_switches_it_on(sqlite_office: Office) -> None:
    office = sqlite_office
    async with office.storage.unit_of_work.write() as work:
        counts = Counts(24, dismissed=7)
        off = await work.noticings.switch_cue_off(office.slack.team_id, "de.done-for-me", counts, now(office))
        assert off is not None
        organisation = await work.organisations.get(office.slack.team_id)
        await work.outbox.put(office.slack.team_id, told_of_cue(off, organisation), now(office))
    await office.slack.clock.skip(5)
    told = await office.told(office.sofia, "de.done-for-me", "7 von 24 Nachfragen")
    let_go = "Hab das gemailt, damit ist das für mich erledigt."
    await office.anna.say("C0ALLE", let_go)
    await office.delivered()
    assert not questions(office.anna)
    await office.sofia.click(told, "cue_on")
    await office.told(office.sofia, "wieder eingeschaltet")
    await office.anna.say("C0ALLE", f"{let_go} Wirklich.")
    await asked(office, office.anna)


async def test_a_lead_switches_a_channel_on_in_its_settings(sqlite_office: Office) -> None:
    office = sqlite_office
    assert "noticing_on" not in str(await settings(office, "dora", "C0ACC"))
    await office.cem.click(await settings(office, "cem", "C0ACC"), "noticing_on")
    await office.seen(office.dora, "C0ACC", "Ab jetzt bemerkt Staffel hier")
    await office.slack.until(lambda: "In diesem Kanal bemerkt es solche" in str(office.cem.messages("C0ACC")))


async def test_an_admin_switches_it_off_for_all(office: Office) -> None:
    assert "prompts_off" not in str(await settings(office, "cem"))
    await office.sofia.click(await settings(office, "sofia"), "prompts_off")
    await office.anna.say("C0ALLE", THROWN)
    await office.delivered()
    assert not questions(office.anna)
    await office.sofia.click(await settings(office, "sofia"), "prompts_on")
    await office.anna.say("C0ALLE", f"{THROWN} Wirklich.")
    await asked(office, office.anna)


async def test_what_another_process_switched_off_is_off_at_once(office: Office) -> None:
    await office.anna.say("C0ALLE", HARMLESS)  # this process remembers that the channel is on
    await switch(office, "C0ALLE", Consent.OFF)
    await office.anna.say("C0ALLE", THROWN)
    await office.delivered()
    assert not questions(office.anna)


async def test_guests_strangers_and_apps_are_not_asked(sqlite_office: Office) -> None:
    office = sqlite_office
    guest = await office.slack.people.hire("U0GAST", "Gustav Gast", is_restricted=True)
    await guest.join("C0ALLE")
    await guest.say("C0ALLE", THROWN)
    await office.anna.say("C0ALLE", THROWN, user_team="T0FOREIGN")
    await office.ben.say("C0ALLE", THROWN, bot_id="B0APP")
    await office.slack.people.mail("C0ALLE", "Rechnung", THROWN, sender="kunde@example.com")
    await office.delivered()
    for person in (guest, office.anna, office.ben):
        assert not questions(person)


def _values(message: Json, verb: str) -> Iterator[str]:
    options = (
        option["value"]
        for block in message["blocks"]
        for element in block.get("elements", [])
        for option in element.get("options", [])
    )
    return (value for value in options if value.startswith(verb))
