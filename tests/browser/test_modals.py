"""Forms: errors under their fields, updates that keep what was typed, a stack of them, and focus."""

from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect
from slack_bolt.async_app import AsyncApp

from practice import Practice
from tests.browser.conftest import Visit
from tests.browser.samples import DEPARTMENTS, field, form, options, section, text

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
Json = dict[str, Any]


def opens(app: AsyncApp, view: Json) -> None:
    """Let /note open a modal."""

    @app.command("/note")
    async def note(ack: Any, client: Any, command: Any) -> None:
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=view)


async def open_form(page: Page) -> Locator:
    await page.get_by_test_id("composer").fill("/note x")
    await page.keyboard.press("Enter")
    modal = page.get_by_role("dialog")
    await expect(modal).to_be_visible()
    return modal


async def pick(modal: Locator, name: str, option: str) -> None:
    await modal.get_by_role("combobox", name=name).click()
    await modal.get_by_role("option", name=option).click()


async def test_every_field_reaches_the_bot_as_slack_sends_it(visit: Visit, app: AsyncApp) -> None:
    opens(app, form())
    got: Json = {}

    @app.view("form")
    async def submitted(ack: Any, view: Json) -> None:
        got.update({block: next(iter(fields.values())) for block, fields in view["state"]["values"].items()})
        await ack()

    @app.options("customer")
    async def customers(ack: Any, payload: Json) -> None:
        await ack(options=options(f"{payload['value']}ller GmbH", f"{payload['value']}nch AG"))

    @app.action("department")
    async def chosen(ack: Any) -> None:
        await ack()

    modal = await open_form(await visit("U0DORA", "C0ACC"))
    await expect(modal.get_by_role("combobox", name="Abteilung")).to_be_focused()
    await modal.get_by_role("combobox", name="Abteilung").press_sequentially("logi")
    await expect(modal.get_by_role("option")).to_have_count(1)
    await modal.page.keyboard.press("Enter")
    await modal.get_by_label("Worum geht es?").fill("Palette fehlt")
    await modal.get_by_label("Einzelheiten").fill("Zeile 1\nZeile 2")
    await modal.get_by_label("Betrag").fill("12.5")
    await modal.get_by_label("E-Mail").fill("kunde@example.org")
    await modal.get_by_label("Adresse").fill("https://example.org/4711")
    await expect(modal.get_by_label("Bis wann?")).to_have_value("2026-11-27T10:00")
    await modal.get_by_label("Bis wann?").fill("2026-11-30T12:15")
    await modal.get_by_label("Tag", exact=True).fill("2026-12-01")
    await modal.get_by_label("Uhrzeit").fill("08:30")
    await modal.get_by_role("checkbox", name="dringend").check()
    await modal.get_by_role("radio", name="Eilig").check()
    await pick(modal, "Themen", "Rabatt")
    await pick(modal, "Themen", "Vertrag")
    await modal.get_by_role("button", name="Rabatt entfernen").click()
    await pick(modal, "Person", "Lars Petersen")
    await pick(modal, "Wo?", "#logistik")
    await modal.get_by_role("combobox", name="Kunde").press_sequentially("Mü")
    await modal.get_by_role("option", name="Müller GmbH").click()
    await modal.get_by_role("button", name="Übergeben").click()
    await expect(modal).to_be_hidden()
    assert got["department"]["selected_option"]["value"] == "logistik"
    assert got["details"]["value"] == "Zeile 1\nZeile 2"
    assert got["amount"]["value"] == "12.5"
    assert got["due"]["selected_date_time"] == 1796037300
    assert (got["day"]["selected_date"], got["hour"]["selected_time"]) == ("2026-12-01", "08:30")
    assert [each["value"] for each in got["flags"]["selected_options"]] == ["urgent"]
    assert got["pace"]["selected_option"]["value"] == "eilig"
    assert [each["value"] for each in got["topics"]["selected_options"]] == ["vertrag"]
    assert (got["who"]["selected_user"], got["place"]["selected_conversation"]) == ("U0LARS", "C0LOG")
    assert got["customer"]["selected_option"]["text"]["text"] == "Müller GmbH"


async def test_errors_stand_under_their_fields_and_the_first_gets_the_focus(
    visit: Visit, app: AsyncApp
) -> None:
    opens(app, form())

    @app.view("form")
    async def refused(ack: Any) -> None:
        await ack(response_action="errors", errors={"amount": "Bitte mit Cent.", "details": "Bitte genauer."})

    @app.action("department")
    async def chosen(ack: Any) -> None:
        await ack()

    modal = await open_form(await visit("U0DORA", "C0ACC"))
    await modal.get_by_role("button", name="Übergeben").click()
    missing = modal.locator("[data-block-id=summary]")
    await expect(missing).to_contain_text("Bitte fülle dieses Pflichtfeld aus.")
    await expect(modal.get_by_role("combobox", name="Abteilung")).to_be_focused()
    await pick(modal, "Abteilung", "Recht")
    await modal.get_by_label("Worum geht es?").fill("Vertrag")
    await modal.get_by_label("Betrag").fill("zwölf")
    await modal.get_by_role("button", name="Übergeben").click()
    await expect(modal.get_by_label("Betrag")).to_have_accessible_description("Bitte gib eine Zahl ein.")
    await modal.get_by_label("Betrag").fill("12")
    await modal.page.keyboard.press("Enter")
    await expect(modal.get_by_label("Einzelheiten")).to_be_focused()
    await expect(modal.get_by_label("Einzelheiten")).to_have_accessible_description("Bitte genauer.")
    await expect(modal.get_by_label("Betrag")).to_have_accessible_description("Bitte mit Cent.")
    await expect(missing.locator(".field-error")).to_be_empty()
    await expect(modal.get_by_label("Worum geht es?")).to_have_value("Vertrag")


async def test_an_update_keeps_what_was_typed_and_where_the_caret_is(visit: Visit, app: AsyncApp) -> None:
    summary = field("summary", "Worum geht es?", {"type": "plain_text_input"})
    department = field("department", "Abteilung", DEPARTMENTS, dispatch_action=True)
    base = {"type": "modal", "callback_id": "form", "title": text("Notiz"), "submit": text("Ab")}
    opens(app, {**base, "blocks": [summary, department]})

    @app.action("department")
    async def chosen(ack: Any, body: Json, client: Any) -> None:
        await ack()
        value = body["actions"][0]["selected_option"]["value"]
        extra = field(f"need.{value}", f"Für {value}", {"type": "plain_text_input", "initial_value": "4711"})
        renamed = {**summary, "label": text("Worum geht es genau?")}
        await client.views_update(
            view_id=body["view"]["id"],
            view={**base, "title": text("Notiz 2"), "blocks": [renamed, department, extra]},
        )

    page = await visit("U0DORA", "C0ACC")
    modal = await open_form(page)
    await modal.get_by_label("Worum geht es?").fill("Nicht verlieren")
    await pick(modal, "Abteilung", "Logistik")
    await expect(modal.get_by_role("heading", name="Notiz 2")).to_be_visible()
    await expect(modal.get_by_label("Für logistik")).to_have_value("4711")
    await expect(modal.get_by_label("Worum geht es genau?")).to_have_value("Nicht verlieren")
    await expect(modal.get_by_role("combobox", name="Abteilung")).to_have_value("Logistik")
    await expect(modal.get_by_role("combobox", name="Abteilung")).to_be_focused()
    await pick(modal, "Abteilung", "Recht")
    await expect(modal.get_by_label("Für recht")).to_be_visible()
    await expect(modal.get_by_label("Für logistik")).to_have_count(0)


async def test_a_pushed_modal_leads_back_to_the_one_below(visit: Visit, app: AsyncApp) -> None:
    base = {"type": "modal", "submit": text("Weiter"), "close": text("Zurück")}
    opens(
        app,
        {
            **base,
            "callback_id": "first",
            "title": text("Erster Schritt"),
            "blocks": [field("name", "Name", {"type": "plain_text_input"})],
        },
    )
    second = {
        **base,
        "callback_id": "second",
        "title": text("Zweiter Schritt"),
        "blocks": [field("place", "Ort", {"type": "plain_text_input"}, optional=True)],
    }

    @app.view("first")
    async def push(ack: Any) -> None:
        await ack(response_action="push", view=second)

    @app.view("second")
    async def clear(ack: Any) -> None:
        await ack(response_action="clear")

    page = await visit("U0DORA", "C0ACC")
    modal = await open_form(page)
    await modal.get_by_label("Name").fill("Dora")
    await page.keyboard.press("Enter")
    await expect(modal.get_by_role("heading", name="Zweiter Schritt")).to_be_visible()
    await expect(modal.get_by_label("Ort")).to_be_focused()
    await modal.get_by_role("button", name="Zurück").click()
    await expect(modal.get_by_role("heading", name="Erster Schritt")).to_be_visible()
    await expect(modal.get_by_label("Name")).to_have_value("Dora")
    await page.keyboard.press("Enter")
    await modal.get_by_label("Ort").fill("Lager")
    await page.keyboard.press("Enter")
    await expect(modal).to_be_hidden()
    await expect(page.get_by_test_id("composer")).to_be_focused()


async def test_a_silent_bot_leaves_the_form_open_with_slacks_words(
    visit: Visit, app: AsyncApp, slack: Practice
) -> None:
    opens(
        app,
        {
            "type": "modal",
            "callback_id": "form",
            "title": text("Notiz"),
            "submit": text("Ab"),
            "blocks": [field("name", "Name", {"type": "plain_text_input"})],
        },
    )
    page = await visit("U0DORA", "C0ACC")
    modal = await open_form(page)
    await modal.get_by_label("Name").fill("Dora")
    slack.timing.ack = 0.3

    @app.view("form")
    async def never(view: Json) -> None:
        """Forgets to acknowledge."""

    await modal.get_by_role("button", name="Ab", exact=True).click()
    await expect(modal.get_by_role("alert")).to_contain_text("We had some trouble connecting. Try again?")
    await expect(modal.get_by_label("Name")).to_have_value("Dora")


async def test_focus_stays_inside_and_the_limit_is_counted(visit: Visit, app: AsyncApp) -> None:
    opens(
        app,
        {
            "type": "modal",
            "title": text("Notiz"),
            "submit": text("Ab"),
            "blocks": [
                section("Hinweis"),
                field("name", "Name", {"type": "plain_text_input", "max_length": 20}),
            ],
        },
    )
    page = await visit("U0DORA", "C0ACC")
    modal = await open_form(page)
    await expect(modal.get_by_label("Name")).to_be_focused()
    await page.keyboard.type("Achtzehn Buchstaben und mehr")
    await expect(modal.get_by_label("Name")).to_have_value("Achtzehn Buchstaben ")
    await expect(modal.locator(".counter")).to_have_text("0")
    for _ in range(8):
        await page.keyboard.press("Tab")
        outside = "document.activeElement !== document.body && !document.querySelector('dialog').contains(document.activeElement)"
        assert not await page.evaluate(outside)
    await page.keyboard.press("Escape")
    await expect(modal).to_be_hidden()
    await expect(page.get_by_test_id("composer")).to_be_focused()
