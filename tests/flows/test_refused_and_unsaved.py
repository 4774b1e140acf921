"""What people see when something was refused or could not be saved, also when Slack delivers it again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text

from bot.domain.matter.handoff import State
from tests.flows.office import Json, Office, read


async def test_a_refused_click_that_slack_delivers_again_tells_nobody_twice(office: Office) -> None:
    card = await office.offer(office.ben, "logistics", "Pallet for Smith")
    await office.oli.join("C0LOG")
    await office.oli.click(card, "accept_handoff")
    await office.whispered(office.oli, "C0LOG")
    for _ in range(2):
        assert (await office.slack.redeliver()).ok
    await office.oli.click(card, "accept_handoff")  # a click of its own gets a line of its own
    await office.slack.until(lambda: len(whispers(office)) >= 2)
    assert len(whispers(office)) == 2


async def test_the_history_is_not_shown_twice_either(office: Office) -> None:
    card = await office.offer(office.ben, "logistics", "Pallet for Smith")
    await office.oli.join("C0LOG")
    await office.oli.click(card, "more", "show_history:1")
    await office.whispered(office.oli, "C0LOG")
    await office.slack.redeliver()
    await office.oli.click(card, "more", "show_history:1")
    await office.slack.until(lambda: len(whispers(office)) >= 2)
    assert len(whispers(office)) == 2


async def test_a_redelivered_click_that_opened_a_form_says_nothing(office: Office) -> None:
    card = await office.offer(office.ben, "logistics", "Pallet for Smith")
    await office.priya.click(card, "ask_information")
    await office.form(office.priya, "ask_information")
    calls = len(opened(office))
    await office.slack.redeliver()
    await office.slack.until(lambda: len(opened(office)) > calls)
    await office.priya.click(card, "more", "show_history:1")
    whisper = await office.whispered(office.priya, "C0LOG")
    assert "Pallet for Smith" in read(whisper)


async def test_a_refused_form_that_slack_delivers_again_gets_the_same_answer(office: Office) -> None:
    ben, priya = office.ben, office.priya
    card = await office.offer(ben, "logistics", "Pallet for Smith")
    await priya.click(card, "more", "decline_handoff:1")
    await office.form(priya, "decline_handoff")
    await office.lars.click(card, "accept_handoff")
    await office.told(ben, "@U0LARS")
    priya.fill(reason="We have no truck this week")
    first = await priya.submit()
    delivery = next(one for one in reversed(office.slack.deliveries) if one.kind == "interactive")
    assert "We have no truck" in read(first.body["view"] if isinstance(first.body, dict) else {})
    await office.lars.click(await office.seen(office.lars, "C0LOG", "@U0LARS"), "finish_handoff")
    await office.form(office.lars, "finish_handoff")
    office.lars.fill(result="Sent")
    await office.lars.submit()
    assert (await office.slack.redeliver(delivery)).body == first.body


async def test_a_stale_card_repairs_itself_when_somebody_clicks_on_it(office: Office) -> None:
    card = await office.offer(office.ben, "logistics", "Pallet for Smith")
    await office.priya.click(card, "accept_handoff")
    fresh = await office.seen(office.lars, "C0LOG", "Accountable: @U0PRIYA")
    stored = office.slack.workspace.messages.find("C0LOG", card["ts"])
    assert stored is not None
    stored["blocks"] = card["blocks"]
    await office.lars.click(card, "accept_handoff")
    assert "@U0PRIYA" in read(await office.whispered(office.lars, "C0LOG"))
    await office.seen(office.lars, "C0LOG", "Accountable: @U0PRIYA")
    assert read(stored) == read(fresh)


async def test_a_form_that_cannot_be_saved_says_so_and_keeps_the_text(office: Office) -> None:
    anna, ben = office.anna, office.ben
    for person in (anna, ben):
        await person.command("/handoff it: New password", channel="C0ALLE")
        await office.form(person, "open_handoff")
    async with unsaved(office):
        ack = await anna.submit()
        assert ack.errors == {
            "department": "Konnte gerade nicht gespeichert werden. Dein Text ist noch da; bitte versuch es in einer"
            " Minute noch einmal."
        }
        assert "Could not be saved just now" in (await ben.submit()).errors["department"]
    assert not (await anna.submit()).errors
    card = await office.seen(anna, "C0IT", "New password")
    assert "H-1" in read(card)
    assert not anna.view


async def test_a_click_that_cannot_be_saved_is_not_acknowledged_and_says_why(office: Office) -> None:
    card = await office.offer(office.ben, "logistics", "Pallet for Smith")
    async with unsaved(office, "inbox"):
        assert not (await office.priya.click(card, "accept_handoff")).ok
        assert "could not do that just now" in read(await office.whispered(office.priya, "C0LOG"))
    assert (await office.handoff(1)).state is State.OFFERED
    assert (await office.priya.click(card, "accept_handoff")).ok
    await office.told(office.ben, "@U0PRIYA")


async def test_a_command_says_so_when_nothing_can_be_read(office: Office) -> None:
    async with unsaved(office, "handoffs"):
        ack = await office.ben.command("/handoff list", channel="C0ALLE")
        assert "could not do that just now" in read(ack.body)


@asynccontextmanager
async def unsaved(office: Office, *tables: str) -> AsyncIterator[None]:
    """Take away what every request needs, the languages of people included; give it back at the end."""
    names = tables or ("inbox", "people")
    await rename(office, {name: f"{name}_away" for name in names})
    try:
        yield
    finally:
        await rename(office, {f"{name}_away": name for name in names})


async def rename(office: Office, names: dict[str, str]) -> None:
    async with office.storage.engines.write.begin() as connection:
        for before, after in names.items():
            await connection.execute(text(f"ALTER TABLE {before} RENAME TO {after}"))


def whispers(office: Office) -> list[Json]:
    return [one for one in office.oli.messages("C0LOG") if one.get("is_ephemeral")]


def opened(office: Office) -> list[object]:
    return [call for call in office.slack.calls if call.method == "views.open"]
