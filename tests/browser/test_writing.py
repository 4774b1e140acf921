"""Writing: messages, threads, commands, shortcuts, and what only one person sees."""

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect
from slack_bolt.async_app import AsyncApp

from practice import Practice
from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def composer(page: Page) -> Any:
    return page.get_by_test_id("composer")


async def test_slash_commands_are_offered_and_chosen_by_keyboard(visit: Visit, app: AsyncApp) -> None:
    @app.command("/note")
    async def note(ack: Any, command: Any) -> None:
        await ack(f"Notiert: *{command['text']}*")

    page = await visit("U0DORA", "C0ACC")
    await composer(page).press_sequentially("/")
    offers = page.get_by_role("listbox", name="Befehle").get_by_role("option")
    await expect(offers).to_have_count(2)
    await expect(offers.first).to_contain_text("/note[was]Notiert etwas")
    await page.keyboard.press("ArrowDown")
    await expect(offers.nth(1)).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await expect(composer(page)).to_have_value("/note ")
    await page.keyboard.type("Milch")
    await page.keyboard.press("Enter")
    answer = page.get_by_role("article", name="Helper")
    await expect(answer).to_contain_text("Nur für dich sichtbar")
    await expect(answer.locator("b", has_text="Milch")).to_be_visible()
    await expect(composer(page)).to_have_value("")


async def test_slacks_own_words_when_the_app_does_not_answer(
    visit: Visit, app: AsyncApp, slack: Practice
) -> None:
    @app.command("/note")
    async def never(command: Any) -> None:
        """Forgets to acknowledge."""

    slack.timing.ack = 0.3
    page = await visit("U0DORA", "C0ACC")
    await composer(page).fill("/note bitte")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("/note failed because the app did not respond")
    await expect(composer(page)).to_have_value("/note bitte")
    await page.get_by_role("alert").get_by_role("button", name="Schließen").click()
    await expect(page.get_by_role("alert")).to_be_empty()


async def test_shift_enter_breaks_the_line_and_names_become_mentions(visit: Visit) -> None:
    page = await visit("U0DORA", "C0ACC")
    await composer(page).press_sequentially("Frag @ce")
    await page.get_by_role("option", name="Cem Yildiz").click()
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("bitte heute")
    await page.keyboard.press("Enter")
    message = page.get_by_role("article", name="Dora Lindner")
    await expect(message.locator(".mention")).to_have_text("@Cem Yildiz")
    await expect(message.locator(".message-body")).to_contain_text(
        re.compile("Frag @Cem Yildiz.*bitte heute")
    )
    await expect(message.locator("br")).to_have_count(1)


async def test_a_message_is_edited_and_deleted_by_its_author(visit: Visit, slack: Practice) -> None:
    await slack.person("U0CEM").say("C0ACC", "Von Cem")
    await slack.person("U0DORA").say("C0ACC", "Frag @cem & <mich>")
    page = await visit("U0DORA", "C0ACC")
    other = page.get_by_role("article", name="Cem Yildiz")
    await other.hover()
    await other.get_by_role("button", name="Weitere Aktionen").click()
    await expect(page.get_by_role("menuitem", name="Nachricht bearbeiten")).to_have_count(0)
    await page.keyboard.press("Escape")
    mine = page.get_by_role("article", name="Dora Lindner")
    await mine.hover()
    await mine.get_by_role("button", name="Weitere Aktionen").click()
    await page.get_by_role("menuitem", name="Nachricht bearbeiten").click()
    field = page.get_by_role("textbox", name="Nachricht bearbeiten")
    await expect(field).to_have_value("Frag @cem & <mich>")
    await field.fill("Frag @cem noch einmal")
    await page.keyboard.press("Enter")
    await expect(mine).to_contain_text("Frag @Cem Yildiz noch einmal (bearbeitet)")
    await mine.hover()
    await mine.get_by_role("button", name="Weitere Aktionen").click()
    await page.get_by_role("menuitem", name="Nachricht löschen").click()
    await (
        page.get_by_role("alertdialog", name="Nachricht löschen")
        .get_by_role("button", name="Nachricht löschen")
        .click()
    )
    await expect(mine).to_have_count(0)


async def test_a_thread_opens_beside_the_channel_and_grows(
    visit: Visit, app: AsyncApp, slack: Practice
) -> None:
    root = await slack.person("U0CEM").say("C0ACC", "Wer übernimmt?")
    page = await visit("U0DORA", "C0ACC")
    message = page.get_by_role("main").get_by_role("article", name="Cem Yildiz")
    await message.hover()
    await message.get_by_role("button", name="Im Thread antworten").click()
    pane = page.get_by_role("complementary", name="Thread")
    await expect(pane.get_by_role("textbox", name="Antworten …")).to_be_focused()
    await page.keyboard.type("Ich")
    await page.keyboard.press("Enter")
    await expect(pane.get_by_role("article", name="Dora Lindner")).to_contain_text("Ich")
    await app.client.chat_postMessage(channel="C0ACC", thread_ts=root["ts"], text="Danke, Dora")
    await expect(pane.get_by_role("article", name="Helper")).to_contain_text("Danke, Dora")
    await expect(page.get_by_role("main").get_by_role("article")).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(pane).to_be_hidden()
    await message.get_by_role("button", name="2 Antworten").click()
    await expect(pane.get_by_role("article")).to_have_count(3)
    await expect(page).to_have_url(re.compile(f"thread={root['ts']}"))


async def test_shortcuts_reach_the_bot_from_the_bolt_and_from_a_message(
    visit: Visit, app: AsyncApp, slack: Practice
) -> None:
    @app.shortcut("new_note")
    async def new_note(ack: Any, client: Any, shortcut: Any) -> None:
        await ack()
        title = {"type": "plain_text", "text": "Neue Notiz"}
        await client.views_open(
            trigger_id=shortcut["trigger_id"],
            view={"type": "modal", "title": title, "blocks": [{"type": "divider"}]},
        )

    @app.shortcut("note_message")
    async def note_message(ack: Any, client: Any, shortcut: Any) -> None:
        await ack()
        await client.chat_postEphemeral(
            channel=shortcut["channel"]["id"],
            user=shortcut["user"]["id"],
            text=f"Notiert: {shortcut['message']['text']}",
        )

    await slack.person("U0CEM").say("C0ACC", "Rechnung prüfen")
    page = await visit("U0DORA", "C0ACC")
    await page.get_by_role("button", name="Kurzbefehle").click()
    await page.get_by_role("menuitem", name="Neue Notiz").click()
    await expect(page.get_by_role("dialog", name="Neue Notiz")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    message = page.get_by_role("article", name="Cem Yildiz")
    await message.hover()
    await message.get_by_role("button", name="Weitere Aktionen").click()
    await page.get_by_role("menuitem", name="Notiz daraus machen").click()
    await expect(page.get_by_role("article", name="Helper")).to_contain_text("Notiert: Rechnung prüfen")
