"""A lead looks after the rules that lead to their department: the next sender's form proposes what they say."""

from typing import Any

import pytest

from tests.flows.office import Json, Office, read


async def page(office: Office) -> Json:
    """Let Cem open the rules of accounting from App Home."""
    cem = office.cem
    if home := await cem.open_home():
        await cem.click(home, "department_page.accounting")
    await cem.click(await office.form(cem, "department_page"), "rules_page")
    return await office.form(cem, "rules_page")


async def save(office: Office, **fields: Any) -> None:
    await office.form(office.cem, "edit_rule")
    office.cem.fill(**fields)
    ack = await office.cem.submit()
    assert not ack.errors, ack.errors
    await office.form(office.cem, "rules_page")


def more(view: Json, verb: str) -> str:
    """Return what the menu beside the first rule sends for the verb."""
    first = next(block for block in view["blocks"] if block.get("block_id") == "rule.0")
    values = [str(option["value"]) for option in first["accessory"]["options"]]
    return next(value for value in values if value.startswith(verb))


async def proposed(office: Office, text: str) -> str:
    await office.anna.command(f"/handoff {text}", channel="C0ALLE")
    form = await office.form(office.anna, "open_handoff")
    await office.anna.close()
    return read(form)


async def audited(office: Office) -> list[tuple[str, str]]:
    async with office.storage.unit_of_work.read() as work:
        return [(one.who, one.what) for one in await work.audits.entries(office.slack.team_id, None)]


@pytest.mark.parametrize(
    ("locale", "reviewed", "added", "gone"),
    [
        ("de-DE", "zuletzt geprüft: ", "Skonto, dringend", "refund, invoice“ schlägt euch nicht mehr vor."),
        ("en-GB", "last reviewed on ", "Skonto, urgent", "refund, invoice” proposes you no more."),
    ],
)
async def test_a_rule_is_added_removed_and_brought_back(
    office: Office, locale: str, reviewed: str, added: str, gone: str
) -> None:
    cem = office.cem
    await cem.change(locale=locale)
    shown = await page(office)
    assert reviewed in read(shown)
    assert "Lieferung" not in read(shown)  # that is the logistics'
    await cem.click(shown, "add_rule")
    await save(office, topic="Skonto\n\nSkonto", urgent=["yes"])
    await office.slack.until(lambda: added in read(cem.view or {}))
    assert cem.view
    await cem.click(cem.view, "more", more(cem.view, "remove_rule"))
    await office.slack.until(lambda: gone in read(cem.view or {}))
    await cem.click(cem.view, "bring_rule_back")
    await office.slack.until(lambda: gone not in read(cem.view or {}))
    assert read(cem.view).index("refund, invoice") < read(cem.view).index(added)
    what = [what.partition(";")[0] for who, what in await audited(office) if who == "U0CEM"]
    refund = "rule to accounting: topic Gutschrift, Rechnung, refund, invoice"
    assert what == ["rule to accounting: topic Skonto", refund, refund]


async def test_a_changed_rule_proposes_what_it_says_now(office: Office) -> None:
    cem = office.cem
    shown = await page(office)
    await cem.click(shown, "more", more(shown, "edit_rule"))
    await save(office, topic="Skonto")
    await office.slack.until(lambda: "Skonto" in read(cem.view or {}))
    assert "Vorschlag: Buchhaltung – weil: Skonto" in await proposed(office, "Bitte Skonto prüfen")


async def test_a_rule_that_would_draw_everything_is_not_taken(office: Office) -> None:
    await office.cem.click(await page(office), "add_rule")
    await office.form(office.cem, "edit_rule")
    assert set((await office.cem.submit()).errors) == {"topic"}


async def test_one_click_says_that_a_rule_still_holds(office: Office) -> None:
    shown = await page(office)
    await office.cem.click(shown, "more", more(shown, "still_right"))
    await office.slack.until(lambda: read(office.cem.view or {}) != read(shown))
    assert ("U0CEM", "rule to accounting: reviewed") in await audited(office)


async def test_who_does_not_lead_it_is_refused_and_the_audit_log_says_so(office: Office) -> None:
    shown = await page(office)
    await office.cem.click(shown, "more", more(shown, "edit_rule"))
    last = next(one for one in reversed(office.slack.deliveries) if one.payload.get("actions"))
    action = {**last.payload["actions"][0], "selected_option": {"value": more(shown, "remove_rule")}}
    dora = {**last.payload["user"], "id": "U0DORA"}
    forged = {**last.payload, "user": dora, "trigger_id": "1.2.forged", "actions": [action]}
    await office.slack.workspace.courier.ask(last.kind, forged)
    assert ("U0DORA", "refused") in await audited(office)
    assert "rule to accounting" not in str(await audited(office))
