"""/handoff list, show, find and help, and App Home."""

from dataclasses import replace

from bot.domain.matter.handoff import State
from tests.flows.office import Json, Office, read


async def test_list_shows_what_waits_for_me_and_a_button_leads_to_the_rest(office: Office) -> None:
    ben = office.ben
    await office.offer(ben, "it", "New password")
    mine = await _answer(office, "priya", "/handoff list")
    assert "New password" not in mine
    await ben.command("/handoff list", channel="C0ALLE")
    ephemeral = await office.whispered(ben, "C0ALLE")
    await ben.click(ephemeral, "list_page.from_me")
    await office.slack.until(lambda: "New password" in _whispers(ben.messages("C0ALLE")))


async def test_what_waits_can_be_done_from_the_list(office: Office) -> None:
    card = await office.offer(office.ben, "logistics", "Pallet for Smith")
    priya = office.priya
    await office.delivered()
    await priya.command("/handoff list", channel="C0ALLE")
    mine = await office.whispered(priya, "C0ALLE")
    await priya.click(mine, "list_page.queue")
    queue = await office.slack.until(lambda: _whisper_with(priya.messages("C0ALLE"), "accept_handoff"))
    assert _link_to(card, "C0LOG") in str(queue)
    await priya.click(queue, "accept_handoff", "1")
    await office.slack.until(lambda: "H-1 is with you now." in _whispers(priya.messages("C0ALLE")))
    assert (await office.handoff(1)).state is State.ACCEPTED


async def test_what_is_found_or_shown_leads_to_its_card(office: Office) -> None:
    card = await office.offer(office.ben, "it", "New password")
    await office.delivered()
    found = await office.ben.command("/handoff find password", channel="C0ALLE")
    assert _link_to(card, "C0IT") in str(found.body)
    assert _link_to(card, "C0IT") in str(await office.ben.open_home())


async def test_after_a_reroute_every_message_leads_to_where_it_is_now(office: Office) -> None:
    ben, priya = office.ben, office.priya
    card = await office.offer(ben, "logistics", "New password")
    await priya.click(card, "more", "reroute_handoff:1")
    await office.form(priya, "reroute_handoff")
    priya.fill(department="it", reason="Passwords are yours")
    await priya.submit()
    there = await office.seen(office.jan, "C0IT", "New password")
    link = _link_to(there, "C0IT")
    gone = await office.slack.until(lambda: _with_link(priya.messages("C0LOG"), link))
    assert "Passed on. It is now with IT" in read(gone)
    told = await office.told(ben, "Passwords are yours")
    assert link in str(told)
    await office.slack.until(lambda: link in str(_with_text(ben.dm(), "You have offered")))
    await priya.click(gone, "show_history")
    await office.slack.until(lambda: "What has happened" in _whispers(priya.messages("C0LOG")))


async def test_a_next_step_that_was_not_what_was_meant_is_said_anew(office: Office) -> None:
    anna, dora = office.anna, office.dora
    card = await office.offer(anna, "accounting", "Gutschrift für Müller")
    await dora.click(card, "accept_handoff")
    await office.form(dora, "accept_handoff")
    dora.fill(next_step="Ich buche heute")
    await dora.submit()
    accepted = await office.told(anna, "Ich buche heute")
    await anna.click(accepted, "correct_read_back")
    await office.form(anna, "correct_read_back")
    anna.fill(reason="Erst den Kunden anrufen")
    await anna.submit()
    await office.seen(dora, "C0ACC", "Ich buche heute", "so nicht gemeint")
    corrected = await office.told(dora, "Erst den Kunden anrufen")
    await dora.click(corrected, "restate_next_step")
    await office.form(dora, "restate_next_step")
    dora.fill(next_step="Ich rufe heute an")
    assert not (await dora.submit()).errors
    card = await office.seen(dora, "C0ACC", "Ich rufe heute an")
    assert "so nicht gemeint" not in read(card)
    await office.told(anna, "Ich rufe heute an")


async def test_a_command_that_needs_more_says_how_to_use_it(office: Office) -> None:
    assert "/handoff find Müller Gutschrift" in await _answer(office, "anna", "/handoff find")
    assert "/handoff show H-12" in await _answer(office, "ben", "/handoff show")


async def test_settings_say_what_holds_for_me(office: Office) -> None:
    text = await _answer(office, "priya", "/handoff settings")
    for words in ("Language: English", "Time zone: ", "Your departments: Logistik", "@U0SOFIA"):
        assert words in text


async def test_show_tells_the_brief_and_the_history(office: Office) -> None:
    card = await office.offer(office.ben, "it", "New password", details="For the new colleague")
    await office.jan.click(card, "accept_handoff")
    shown = await _answer(office, "ben", "/handoff show H-1")
    for words in ("H-1", "New password", "For the new colleague", "@U0JAN"):
        assert words in shown


async def test_show_of_a_number_that_does_not_exist_says_so(office: Office) -> None:
    assert "H-99" in await _answer(office, "ben", "/handoff show H-99")
    assert "H-x" in await _answer(office, "ben", "/handoff show H-x")


async def test_a_command_that_staffel_does_not_know_is_answered_kindly(office: Office) -> None:
    workspace = office.slack.workspace
    older = {"command": "/baton", "description": "From a manifest of another version"}
    workspace.app = replace(workspace.app, commands=(*workspace.app.commands, older))
    ack = await office.anna.command("/baton pass", channel="C0ALLE")
    assert read(ack.body) == "Staffel kennt /baton nicht. /handoff help zeigt, was geht."


async def test_find_finds_by_words_in_any_order_and_any_case(office: Office) -> None:
    await office.offer(office.anna, "it", "Neues Passwort für Müller")
    await office.offer(office.anna, "it", "Drucker kaputt")
    found = await _answer(office, "anna", "/handoff find müller pass")
    assert "Neues Passwort für Müller" in found
    assert "Drucker" not in found


async def test_help_helps_in_the_language_of_the_reader(office: Office) -> None:
    assert "Übergabe" in await _answer(office, "anna", "/handoff help")
    assert "handoff" in await _answer(office, "ben", "/handoff help")


async def test_a_text_that_begins_like_a_sub_command_is_a_handoff(office: Office) -> None:
    await office.ben.command("/handoff list of prices for Smith", channel="C0ALLE")
    form = await office.form(office.ben, "open_handoff")
    assert "list of prices for Smith" in str(form)


async def test_somebody_without_a_department_is_told_whom_to_ask(office: Office) -> None:
    async with office.storage.unit_of_work.write() as work:
        organisation = await work.organisations.get(office.slack.team_id)
        left = [one for one in organisation.departments if one.key != "legal"]
        changed = organisation.model_copy(update={"departments": tuple(left)})
        await work.organisations.save(office.slack.team_id, changed)
    assert "department" in await _answer(office, "tom", "/handoff something")


async def test_app_home_shows_what_waits_and_its_buttons_work(office: Office) -> None:
    await office.offer(office.ben, "it", "New password")
    empty = await office.oli.open_home()
    assert "New password" not in read(empty)
    home = await office.grace.open_home()
    assert home is not None
    assert "New password" in read(home)
    await office.grace.click(home, "accept_handoff", "1")
    await office.slack.until(lambda: "Waiting for you" in read(office.grace.home or {}))
    assert (await office.handoff(1)).state is State.ACCEPTED


async def _answer(office: Office, name: str, command: str) -> str:
    person = getattr(office, name)
    ack = await person.command(command, channel="C0ALLE")
    assert ack.ok
    assert isinstance(ack.body, dict)
    return read(ack.body)


def _whispers(messages: list[Json]) -> str:
    return " ".join(read(message) for message in messages if message.get("is_ephemeral"))


def _link_to(message: Json, channel: str) -> str:
    return f"/archives/{channel}/p{message['ts'].replace('.', '')}"


def _whisper_with(messages: list[Json], action_id: str) -> Json | None:
    return next((one for one in messages if one.get("is_ephemeral") and action_id in str(one)), None)


def _with_link(messages: list[Json], link: str) -> Json | None:
    return next((message for message in messages if link in str(message)), None)


def _with_text(messages: list[Json], text: str) -> Json | None:
    return next((message for message in messages if text in read(message)), None)
