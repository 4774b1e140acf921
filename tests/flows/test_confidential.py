"""A confidential handoff: on no surface does anybody read a word of it but the sender and those who were chosen."""

import json
from typing import Any

from bot.domain.matter.handoff import State
from bot.services.export_events import export_events
from tests.flows.nudging import MON, THU, TUE, on_a_plain_monday, open_on, skip_to
from tests.flows.office import Json, Office, fields_of, read

MARKER = "Geheimwort"
TRUSTED = {"U0ANNA", "U0DORA"}


async def confided(office: Office) -> Json:
    """Anna hands over to the Buchhaltung, for Dora alone; return what Dora is told."""
    anna = office.anna
    await anna.command("/handoff", channel="C0ALLE")
    await office.form(anna, "open_handoff")
    await anna.choose("department", "accounting")
    await office.slack.until(lambda: "need.customer_no" in fields_of(anna.view))
    words = dict.fromkeys(
        ("summary", "details", "why_now", "done_when", "if_then", "customer", "need.customer_no"), MARKER
    )
    anna.fill(**words, confidential=["U0DORA"])
    ack = await anna.submit()
    assert not ack.errors, ack.errors
    return await office.told(office.dora, MARKER, "vertraulich")


async def worked_on(office: Office) -> None:
    """Let everything be said about it that can be said."""
    anna, dora = office.anna, office.dora
    offer = await confided(office)
    await dora.click(offer, "ask_information")
    await office.form(dora, "ask_information")
    dora.fill(question=f"{MARKER}?")
    await dora.submit()
    asked = await office.told(anna, f"{MARKER}?")
    await anna.click(asked, "answer_information")
    await office.form(anna, "answer_information")
    anna.fill(answer=f"{MARKER}!")
    await anna.submit()
    answered = await office.told(dora, f"{MARKER}!")
    await dora.click(answered, "accept_handoff")
    await office.form(dora, "accept_handoff")
    dora.fill(next_step=MARKER)
    await dora.submit()
    card = await office.seen(dora, "C0ACC", "Verantwortlich: @U0DORA")
    await dora.click(card, "finish_handoff")
    await office.form(dora, "finish_handoff")
    dora.fill(result=MARKER)
    await dora.submit()
    await office.told(anna, "@U0DORA", MARKER)
    await office.delivered()


def everything_seen_by(office: Office, user: str) -> str:
    """Return all that a person can read in Slack: channels with their threads, their conversations, their desk."""
    person = office.slack.person(user)
    workspace = office.slack.workspace
    mine = [one for one in workspace.company.channels.values() if user in workspace.audience(one)]
    seen: list[Any] = [person.view, person.home]
    for channel in mine:
        top = person.messages(channel.id)
        seen += [top, *(person.messages(channel.id, thread_ts=message["ts"]) for message in top)]
    return json.dumps(seen, ensure_ascii=False)


async def test_nobody_outside_reads_a_word_of_it_on_any_surface(office: Office) -> None:
    await worked_on(office)
    outsiders = sorted(set(office.slack.workspace.company.people) - TRUSTED - {office.slack.workspace.bot.id})
    for user in outsiders:
        await office.slack.person(user).open_home()
        for command in ("show H-1", f"find {MARKER[:7]}", "list"):
            await office.slack.person(user).command(f"/handoff {command}", channel="C0ALLE")
        assert MARKER not in everything_seen_by(office, user), user
    assert MARKER in everything_seen_by(office, "U0DORA")
    assert MARKER in everything_seen_by(office, "U0ANNA")
    pages = [page async for page in export_events(office.storage.unit_of_work, office.slack.team_id)]
    assert pages
    assert MARKER not in str(pages)


async def test_its_card_shows_the_number_and_who_may_see_it(office: Office) -> None:
    await confided(office)
    card = await office.seen(office.cem, "C0ACC", "H-1", "Vertraulich", "@U0DORA")
    await office.cem.click(card, "accept_handoff")
    assert "H-1 ist vertraulich" in read(await office.whispered(office.cem, "C0ACC"))
    assert (await office.handoff(1)).state is State.OFFERED
    ack = await office.cem.command("/handoff show H-1", channel="C0ALLE")
    assert "H-1 ist vertraulich" in read(ack.body)


async def test_only_people_of_the_department_can_be_chosen(office: Office) -> None:
    anna = office.anna
    await anna.command("/handoff", channel="C0ALLE")
    await office.form(anna, "open_handoff")
    await anna.choose("department", "it")
    anna.fill(summary=MARKER, confidential=["U0DORA"])
    ack = await anna.submit()
    assert ack.errors == {"confidential": "Bitte wähle Leute der Abteilung IT."}


async def test_it_goes_on_to_the_lead_of_the_next_department_alone(office: Office) -> None:
    await confided(office)
    card = await office.seen(office.dora, "C0ACC", "H-1", "Vertraulich")
    await office.dora.click(card, "more", "reroute_handoff:1")
    await office.form(office.dora, "reroute_handoff")
    office.dora.fill(department="it", reason=MARKER)
    await office.dora.submit()
    await office.told(office.jan, MARKER, "vertraulich")
    await office.delivered()
    assert (await office.handoff(1)).chosen == ("U0JAN",)
    assert MARKER not in everything_seen_by(office, "U0GRACE")
    assert MARKER not in everything_seen_by(office, "U0CEM")


async def test_reminders_say_to_others_that_it_waits_and_not_what_it_is(database_url: str) -> None:
    async with open_on(database_url, on_a_plain_monday) as office:
        await confided(office)
        await office.delivered()
        await skip_to(office, MON, "15:00")
        await office.seen(office.cem, "C0ACC", "H-1 hat hier noch niemand angenommen.")
        await skip_to(office, TUE, "15:00")
        await office.told(office.cem, "H-1", "noch niemand")
        await skip_to(office, THU, "10:00")
        await office.told(office.anna, "Du wartest auf", MARKER)
        await office.delivered()
        assert MARKER not in everything_seen_by(office, "U0CEM")
        assert MARKER not in everything_seen_by(office, "U0BEN")


async def test_a_part_of_it_is_confidential_too(office: Office) -> None:
    offer = await confided(office)
    await office.dora.click(offer, "accept_handoff")
    await office.form(office.dora, "accept_handoff")
    office.dora.fill(next_step=MARKER)
    await office.dora.submit()
    card = await office.seen(office.dora, "C0ACC", "Verantwortlich: @U0DORA")
    await office.dora.click(card, "more", "hand_on:1")
    await office.form(office.dora, "hand_on")
    office.dora.fill(department="it", summary=MARKER)
    await office.dora.submit()
    await office.told(office.jan, MARKER, "H-2")
    await office.delivered()
    for user in ("U0GRACE", "U0CEM", "U0BEN"):
        assert MARKER not in everything_seen_by(office, user)
    ack = await office.jan.command("/handoff show H-2", channel="C0ALLE")
    assert "Teil von H-1 " in read(ack.body)
    assert MARKER in read(ack.body)
