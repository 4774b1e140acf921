"""People speak to Staffel: they mention it in a channel, or write to it directly."""

from collections.abc import Iterator

from tests.flows.office import Json, Office, fields_of, read


def holds(view: Json | None, field: str) -> object:
    """Return what stands in a field of a form."""
    element = next(block for block in (view or {})["blocks"] if block["block_id"] == field)["element"]
    return element.get("initial_value") or (element.get("initial_option") or {}).get("value")


def answers(office: Office, channel: str, *, of: str) -> Iterator[Json]:
    """Return what only one person sees in a channel."""
    return (one for one in getattr(office, of).messages(channel) if one.get("is_ephemeral"))


async def test_a_mention_is_understood_and_opens_the_form_filled_in(office: Office) -> None:
    anna = office.anna
    said = await anna.say(
        "C0ALLE", "@Staffel gib das bitte an die Buchhaltung: Gutschrift für Kunde Müller, dringend"
    )
    answer = await office.whispered(anna, "C0ALLE")
    assert "Ich habe verstanden: Gutschrift für Kunde Müller, dringend" in read(answer)
    assert "für Buchhaltung · dringend · Kunde Müller" in read(answer)
    assert not list(answers(office, "C0ALLE", of="ben"))
    await anna.click(answer, "open_spoken")
    form = await office.form(anna, "open_handoff")
    assert holds(form, "department") == "accounting"
    assert holds(form, "summary") == "Gutschrift für Kunde Müller, dringend"
    anna.fill(**{"need.customer_no": "4711"})
    assert not (await anna.submit()).errors
    card = await office.seen(office.dora, "C0ACC", "H-1", "Gutschrift für Kunde Müller")
    assert said["ts"].replace(".", "") in str(card)
    await office.slack.until(
        lambda: any("H-1 ist" in read(one) for one in answers(office, "C0ALLE", of="anna"))
    )


async def test_in_a_thread_the_matter_is_what_the_thread_is_about(office: Office) -> None:
    root = await office.anna.say("C0ALLE", "Smith waits for 3 pallets")
    await office.ben.say("C0ALLE", "@Staffel please pass this on to Logistik", thread_ts=root["ts"])
    answer = await office.slack.until(
        lambda: next(
            (one for one in office.ben.messages("C0ALLE", thread_ts=root["ts"]) if one.get("is_ephemeral")),
            None,
        )
    )
    assert "I understood: Smith waits for 3 pallets" in read(answer)
    await office.ben.click(answer, "open_spoken")
    form = await office.form(office.ben, "open_handoff")
    assert (holds(form, "summary"), holds(form, "department")) == ("Smith waits for 3 pallets", "logistics")


async def test_a_direct_message_is_answered_there_and_the_handoff_does_not_link_to_it(office: Office) -> None:
    priya = office.priya
    await priya.say(office.slack.workspace.dm(priya.id).id, "IT: a new password for Smith, by tomorrow 10 am")
    answer = await office.told(priya, "I understood: a new password for Smith", "for IT", "10:00")
    await priya.click(answer, "open_spoken")
    await office.form(priya, "open_handoff")
    assert not (await priya.submit()).errors
    await office.seen(office.jan, "C0IT", "a new password for Smith")
    assert (await office.handoff(1)).source is None


async def test_who_only_greets_is_told_how_to_ask_and_thanks_are_welcome(office: Office) -> None:
    anna = office.anna
    own = office.slack.workspace.dm(anna.id).id
    await anna.say(own, "Hallo!")
    answer = await office.told(anna, "Schreib mir, was du weitergeben willst", "Gutschrift für Schmidt")
    await anna.click(answer, "new_handoff")
    await office.form(anna, "open_handoff")
    await anna.say(own, "Danke!")
    await office.told(anna, "Gern geschehen.")


async def test_a_mention_that_comes_twice_is_answered_once(office: Office) -> None:
    anna, slack = office.anna, office.slack
    await anna.say("C0ALLE", "@Staffel an die IT: Der Drucker im Lager druckt nicht")
    await office.whispered(anna, "C0ALLE")
    mention = next(
        one for one in slack.deliveries if (one.payload.get("event") or {}).get("type") == "app_mention"
    )
    assert (await slack.redeliver(mention)).ok
    await anna.say("C0ALLE", "@Staffel danke")
    await slack.until(lambda: "Gern geschehen." in str(list(answers(office, "C0ALLE", of="anna"))))
    assert len(list(answers(office, "C0ALLE", of="anna"))) == 2


async def test_a_message_that_was_deleted_meanwhile_opens_the_form_empty(office: Office) -> None:
    ben = office.ben
    said = await ben.say("C0ALLE", "@Staffel for Buchhaltung: refund for Smith")
    answer = await office.whispered(ben, "C0ALLE")
    await ben.delete("C0ALLE", said["ts"])
    await ben.click(answer, "open_spoken")
    form = await office.form(ben, "open_handoff")
    assert holds(form, "summary") is None
    assert "department" in fields_of(form)


async def test_what_people_type_stays_text_in_the_answer(office: Office) -> None:
    ben = office.ben
    await ben.say("C0ALLE", "@Staffel for IT: <!channel> *reset* @Priya Nair")
    answer = await office.whispered(ben, "C0ALLE")
    assert "@channel *reset* @priya Nair" in read(answer)
    assert "broadcast" not in str(answer["blocks"])
    assert "<!channel>" not in str(answer)
