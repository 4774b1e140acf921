"""The form of a new handoff: it asks what the receiver needs, says what is wrong where it is, and loses nothing."""

import pytest

from tests.flows.office import Office, fields_of, read


async def test_it_shows_the_needs_of_the_chosen_department_and_keeps_what_was_typed(office: Office) -> None:
    anna = office.anna
    await anna.command("/handoff", channel="C0ALLE")
    await office.form(anna, "open_handoff")
    anna.fill(summary="Gutschrift für Müller", urgent=True)
    await anna.choose("department", "accounting")
    await office.slack.until(lambda: "need.customer_no" in fields_of(anna.view))
    await anna.choose("department", "logistics")
    await office.slack.until(lambda: "need.order_no" in fields_of(anna.view))
    assert "need.customer_no" not in fields_of(anna.view)
    anna.fill(**{"need.order_no": "A-17"})
    await anna.submit()
    await office.seen(office.priya, "C0LOG", "Gutschrift für Müller", "A-17")


async def test_who_comes_back_to_a_department_finds_the_answers_given_to_it(office: Office) -> None:
    anna = office.anna
    await anna.command("/handoff accounting: Gutschrift", channel="C0ALLE")
    await office.form(anna, "open_handoff")
    anna.fill(**{"need.customer_no": "4711"})
    await anna.choose("department", "logistics")
    await office.slack.until(lambda: "need.order_no" in fields_of(anna.view))
    await anna.choose("department", "accounting")
    await office.slack.until(lambda: "need.customer_no" in fields_of(anna.view))
    await anna.submit()
    await office.seen(office.dora, "C0ACC", "4711")


async def test_text_behind_the_command_fills_it_in(office: Office) -> None:
    await office.anna.command("/handoff #buchhaltung Rabatt für Müller klären", channel="C0SALES")
    form = await office.form(office.anna, "open_handoff")
    assert "need.customer_no" in fields_of(form)
    assert "Rabatt für Müller klären" in str(form)


async def test_wrong_input_is_shown_on_the_field_and_nothing_typed_is_lost(office: Office) -> None:
    anna = office.anna
    await anna.command("/handoff", channel="C0ALLE")
    await office.form(anna, "open_handoff")
    await anna.choose("department", "sales")
    anna.fill(summary="Angebot prüfen", due=1_600_000_000)
    ack = await anna.submit()
    assert set(ack.errors) == {"due", "department"}
    assert "Vergangenheit" in ack.errors["due"] or "vorbei" in ack.errors["due"]
    anna.fill(due=None, why_now="Vertretung im Urlaub")
    assert not (await anna.submit()).errors
    await office.seen(anna, "C0SALES", "Angebot prüfen")


async def test_a_message_becomes_a_handoff_with_a_link_back(office: Office) -> None:
    anna = office.anna
    message = await anna.say("C0ALLE", "Müller wartet auf die Gutschrift, kann das jemand machen?")
    await anna.message_shortcut("handoff_message", "C0ALLE", message["ts"])
    await office.form(anna, "open_handoff")
    await anna.choose("department", "it")
    await office.slack.until(lambda: "need.customer_no" not in fields_of(anna.view))
    await anna.submit()
    card = await office.seen(office.jan, "C0IT", "Müller wartet auf die Gutschrift")
    assert message["ts"].replace(".", "") in str(card)
    await office.reply(anna, "C0ALLE", message["ts"], "H-1", "IT")


async def test_the_global_shortcut_opens_it_empty(office: Office) -> None:
    await office.anna.shortcut("new_handoff")
    form = await office.form(office.anna, "open_handoff")
    assert fields_of(form)[0] == "department"


async def test_a_department_removed_meanwhile_is_named_on_the_field(office: Office) -> None:
    anna = office.anna
    await anna.command("/handoff it: Neues Passwort", channel="C0ALLE")
    await office.form(anna, "open_handoff")
    async with office.storage.unit_of_work.write() as work:
        organisation = await work.organisations.get(office.slack.team_id)
        left = [one for one in organisation.departments if one.key != "it"]
        await work.organisations.save(
            office.slack.team_id, organisation.model_copy(update={"departments": tuple(left)})
        )
    ack = await anna.submit()
    assert set(ack.errors) == {"department"}
    assert anna.view is not None


HOSTILE = [
    "<!channel> <@U0CEM> <https://evil.example|klick>",
    "*fett* _kursiv_ ~weg~ `code` ```block```",
    "\u202eabc\u202c שלום עולם",
    "🤷🏽‍♀️ 👩‍👩‍👧 " * 5,
    "a\x00b",
]


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_markup_in_texts_takes_no_effect(office: Office, hostile: str) -> None:
    card = await office.offer(office.ben, "logistics", hostile.strip()[:100], details=hostile)
    assert "<!channel>" not in card["text"]
    assert not [block for block in _walk(card["blocks"]) if block.get("type") in {"broadcast", "mrkdwn"}]
    assert [b for b in _walk(card["blocks"]) if b.get("type") == "user"] == [
        {"type": "user", "user_id": "U0BEN"}
    ]


async def test_a_very_long_text_opens_the_form_and_comes_back_whole(office: Office) -> None:
    ben = office.ben
    text = "word " * 8_000
    ack = await ben.command("/handoff " + text, channel="C0ALLE")
    await office.form(ben, "open_handoff")
    assert ack.ok
    assert len(str(ack.body)) > 39_000


def _walk(node: object) -> list[dict[str, object]]:
    if isinstance(node, list):
        return [found for child in node for found in _walk(child)]
    if isinstance(node, dict):
        return [node, *(found for child in node.values() for found in _walk(child))]
    return []


async def test_among_120_departments_one_is_found_by_typing(office: Office) -> None:
    ben = office.ben
    async with office.storage.unit_of_work.write() as work:
        organisation = await work.organisations.get(office.slack.team_id)
        model = organisation.departments[-1]
        many = [
            model.model_copy(
                update={"key": f"team-{number}", "name": f"Team {number}", "channel": f"C0TEAM{number}"}
            )
            for number in range(120)
        ]
        everybody = {"departments": (*organisation.departments, *many)}
        await work.organisations.save(office.slack.team_id, organisation.model_copy(update=everybody))
    await ben.command("/handoff", channel="C0ALLE")
    await office.form(ben, "open_handoff")
    suggested = await ben.suggest("department", "logis")
    assert "Logistik" in str(suggested)
    assert "Team 7" not in str(suggested)
    await ben.choose("department", "logistics")
    await office.slack.until(lambda: "need.order_no" in fields_of(ben.view))
    ben.fill(summary="Pallet for Smith", **{"need.order_no": "A-17"})
    await ben.submit()
    await office.seen(office.priya, "C0LOG", "Pallet for Smith")


async def test_what_the_text_says_already_stands_in_the_fields_with_its_words(office: Office) -> None:
    anna = office.anna
    written = "accounting: Gutschrift für Kunde Müller, Kundennummer 4711, dringend, bis 3.12. 12 Uhr"
    await anna.command(f"/handoff {written}", channel="C0ALLE")
    form = await office.form(anna, "open_handoff")
    shown = read(form)
    for words in ("bis 3.12. 12 Uhr", "dringend", "Müller, 4711", "4711"):
        assert f"Aus deinem Text: „{words}“" in shown
    await anna.submit()
    card = read(await office.seen(office.dora, "C0ACC", "H-1"))
    assert "bis Do 03.12., 12:00" in card
    assert "dringend" in card
    assert "Kundennummer: 4711" in card
    assert (await office.handoff(1)).brief.customer == "Müller, 4711"


async def test_what_was_read_can_be_changed_and_stays_changed(office: Office) -> None:
    anna = office.anna
    await anna.command("/handoff Gutschrift dringend, Kundennummer 4711", channel="C0ALLE")
    await office.form(anna, "open_handoff")
    anna.fill(urgent=[], customer="Weber")
    await anna.choose("department", "accounting")
    await office.slack.until(lambda: "need.customer_no" in fields_of(anna.view))
    await anna.submit()
    await office.seen(office.dora, "C0ACC", "Kundennummer: 4711")
    brief = (await office.handoff(1)).brief
    assert (brief.urgent, brief.customer) == (False, "Weber")


async def test_somebody_of_two_departments_chooses_for_which_they_act(office: Office) -> None:
    async with office.storage.unit_of_work.write() as work:
        known = await work.organisations.get(office.slack.team_id)
        both = tuple(
            one.model_copy(update={"members": (*one.members, "U0BEN")}) if one.key == "it" else one
            for one in known.departments
        )
        await work.organisations.save(office.slack.team_id, known.model_copy(update={"departments": both}))
    await office.ben.command("/handoff legal: A contract", channel="C0ALLE")
    form = await office.form(office.ben, "open_handoff")
    assert "from_department" in fields_of(form)
    await office.ben.choose("from_department", "it")
    await office.ben.submit()
    await office.seen(office.tom, "C0LEGAL", "IT → Recht")
    await office.anna.command("/handoff legal: Ein Vertrag", channel="C0ALLE")
    assert "from_department" not in fields_of(await office.form(office.anna, "open_handoff"))
