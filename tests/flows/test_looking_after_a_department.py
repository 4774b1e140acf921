"""A lead looks after their department in App Home: the next sender's form asks what they want to know."""

from typing import Any

import pytest

from tests.flows.office import Json, Office, fields_of, read


async def page(office: Office, user: str = "cem", key: str = "accounting") -> Json:
    """Let a lead open the page of their department from App Home."""
    person = getattr(office, user)
    home = await person.open_home()
    await person.click(home, f"department_page.{key}")
    return await office.form(person, "department_page")


async def add_need(office: Office, **fields: Any) -> None:
    cem = office.cem
    await cem.click(await page(office), "add_need")
    await office.form(cem, "edit_need")
    cem.fill(**fields)
    ack = await cem.submit()
    assert not ack.errors, ack.errors
    await office.slack.until(lambda: fields["label_de"] in read(cem.view or {}))


async def opened(office: Office) -> Json:
    """Let Anna open the form for the department; return it."""
    await office.anna.command("/handoff accounting: Gutschrift", channel="C0ALLE")
    return await office.form(office.anna, "open_handoff")


async def test_a_required_question_is_asked_of_the_next_sender(office: Office) -> None:
    await add_need(
        office, label_de="Region", label_en="Region", kind="choice", choices="Nord\nSüd", required=["yes"]
    )
    form = await opened(office)
    assert "need.region" in fields_of(form)
    anna = office.anna
    anna.fill(**{"need.customer_no": "4711"})
    with pytest.raises(
        ValueError, match=r"need\.region is required"
    ):  # Slack's client says so before it sends
        await anna.submit()
    anna.fill(**{"need.region": "Süd"})
    assert not (await anna.submit()).errors
    await office.seen(office.dora, "C0ACC", "Region: Süd")


@pytest.mark.parametrize(
    ("kind", "answer", "shown"),
    [
        ("number", "1200.5", "Angabe: 1200.5"),
        ("date", "2026-12-03", "Angabe: Do 03.12.2026"),
        ("person", "U0BEN", "Angabe: @U0BEN"),
        ("link", "https://files.example/plan", "Angabe: https://files.example/plan"),
    ],
)
async def test_answers_of_every_kind_stand_on_the_card(
    office: Office, kind: str, answer: str, shown: str
) -> None:
    await add_need(office, label_de="Angabe", kind=kind, help_de="Steht im Vertrag")
    form = await opened(office)
    assert "Steht im Vertrag" in read(form)
    office.anna.fill(**{"need.customer_no": "4711", "need.angabe": answer})
    assert not (await office.anna.submit()).errors
    await office.seen(office.dora, "C0ACC", shown)


async def test_a_removed_question_can_be_brought_back(office: Office) -> None:
    cem = office.cem
    await cem.click(await page(office), "more", "remove_need:customer_no")
    await office.slack.until(lambda: "wird nicht mehr gefragt" in read(cem.view or {}))
    assert "need.customer_no" not in fields_of(await opened(office))
    await office.anna.close()
    assert cem.view
    await cem.click(cem.view, "bring_need_back")
    await office.slack.until(lambda: "wird nicht mehr gefragt" not in read(cem.view or {}))
    assert "need.customer_no" in fields_of(await opened(office))


async def test_hours_are_written_as_people_write_them(office: Office) -> None:
    cem = office.cem
    await cem.click(await page(office), "edit_department")
    await office.form(cem, "edit_department")
    cem.fill(hours="irgendwann")
    assert set((await cem.submit()).errors) == {"hours"}
    cem.fill(hours="Mo-Do 8-12, 13-16:30\nFreitag 8:00–13:00", topics="Skonto\n\nMahnung\nSkonto")
    assert not (await cem.submit()).errors
    await office.slack.until(lambda: "Skonto, Mahnung" in read(cem.view or {}))
    assert "Mo-Do 08:00-12:00, 13:00-16:30, Fr 08:00-13:00" in read(cem.view or {})


async def test_who_does_not_lead_it_is_refused_and_the_audit_log_says_so(office: Office) -> None:
    assert "department_page" not in str(await office.dora.open_home())
    await office.cem.click(await page(office), "more", "edit_need:customer_no")
    last = next(one for one in reversed(office.slack.deliveries) if one.payload.get("actions"))
    action = {**last.payload["actions"][0], "selected_option": {"value": "remove_need:customer_no"}}
    dora = {**last.payload["user"], "id": "U0DORA"}
    forged = {**last.payload, "user": dora, "trigger_id": "1.2.forged", "actions": [action]}
    before = await _needs(office)
    await office.slack.workspace.courier.ask(last.kind, forged)
    assert await _needs(office) == before
    assert ("U0DORA", "refused") in await _audited(office)


async def test_what_a_lead_changed_stands_in_the_audit_log(office: Office) -> None:
    await add_need(office, label_de="Region")
    assert ("U0CEM", "department accounting: needs.region.key") in await _audited(office)


async def _audited(office: Office) -> set[tuple[str, str]]:
    async with office.storage.unit_of_work.read() as work:
        return {(entry.who, entry.what) for entry in await work.audits.entries(office.slack.team_id, None)}


async def _needs(office: Office) -> list[str]:
    async with office.storage.unit_of_work.read() as work:
        department = (await work.organisations.get(office.slack.team_id)).department("accounting")
    assert department
    return [need.key for need in department.needs]


async def test_what_was_asked_back_for_often_is_proposed_to_be_required(office: Office) -> None:
    await add_need(office, label_de="Frist")
    await office.cem.close()
    for number in range(1, 4):
        await office.offer(office.anna, "accounting", f"Gutschrift {number}")
        card = await office.seen(office.dora, "C0ACC", f"Gutschrift {number}")
        await office.dora.click(card, "ask_information")
        await office.form(office.dora, "ask_information")
        office.dora.fill(needs=["frist"])
        assert not (await office.dora.submit()).errors
    shown = await page(office)
    assert "Nach „Frist“ wurde in vier Wochen 3-mal zurückgefragt" in read(shown)
    await office.cem.click(shown, "require_need.frist")
    await office.slack.until(lambda: "Frist · Text · muss beantwortet werden" in read(office.cem.view or {}))
    assert "zurückgefragt" not in read(office.cem.view or {})


@pytest.mark.parametrize(
    ("locale", "asked"),
    [
        ("de-DE", "Gefragt wird: @U0DORA · Vertretung: @U0CEM"),
        ("en-GB", "Asked to accept: @U0DORA · Stands in: @U0CEM"),
    ],
)
async def test_a_lead_says_who_is_asked_and_the_next_card_asks_them(
    office: Office, locale: str, asked: str
) -> None:
    cem = office.cem
    await cem.change(locale=locale)
    await cem.click(await page(office), "edit_department")
    await office.form(cem, "edit_department")
    cem.fill(assignment="person")
    assert set((await cem.submit()).errors) == {"assigned"}
    cem.fill(assigned="U0BEN", deputy="U0OLI")
    assert set((await cem.submit()).errors) == {"assigned", "deputy"}
    cem.fill(assigned="U0DORA", deputy="U0CEM")
    assert not (await cem.submit()).errors
    await office.slack.until(lambda: asked in read(cem.view or {}))
    await office.offer(office.anna, "accounting", "Gutschrift")
    await office.told(office.dora, "Gutschrift")
    assert (await office.handoff(1)).asked == "U0DORA"


async def test_whoever_takes_turns_has_no_deputy(office: Office) -> None:
    cem = office.cem
    for way, stored, deputy in (("person", "U0DORA", "U0CEM"), ("rotation", "rotation", None)):
        await cem.click(await page(office), "edit_department")
        await office.form(cem, "edit_department")
        cem.fill(assignment=way, assigned="U0DORA", deputy="U0CEM")
        assert not (await cem.submit()).errors
        async with office.storage.unit_of_work.read() as work:
            department = (await work.organisations.get(office.slack.team_id)).department("accounting")
        assert department
        assert (department.assignment, department.deputy) == (stored, deputy)
