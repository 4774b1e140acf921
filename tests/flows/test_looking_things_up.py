"""/handoff list, show, find and help, and App Home."""

from bot.domain.handoff import State
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


async def test_show_tells_the_brief_and_the_history(office: Office) -> None:
    card = await office.offer(office.ben, "it", "New password", details="For the new colleague")
    await office.jan.click(card, "accept_handoff")
    shown = await _answer(office, "ben", "/handoff show H-1")
    for words in ("H-1", "New password", "For the new colleague", "@U0JAN"):
        assert words in shown


async def test_show_of_a_number_that_does_not_exist_says_so(office: Office) -> None:
    assert "H-99" in await _answer(office, "ben", "/handoff show H-99")
    assert "H-x" in await _answer(office, "ben", "/handoff show H-x")


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
