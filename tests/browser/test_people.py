"""One reader can be several people; each of them reads in their own language."""

import re

import pytest
from playwright.async_api import expect
from slack_bolt.async_app import AsyncApp

from practice import Practice
from tests.browser.conftest import Visit
from tests.browser.samples import CARD, ELEMENTS

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_dora_becomes_ben_and_the_page_turns_english(visit: Visit) -> None:
    page = await visit("U0DORA", "C0ACC")
    await expect(page.get_by_role("button", name="Du bist: Dora Lindner")).to_contain_text(
        re.compile("Deutsch.*Buchhaltung")
    )
    await expect(page.get_by_role("heading", name="Kanäle")).to_be_visible()
    await page.get_by_role("button", name="Du bist").click()
    await page.get_by_role("menuitemradio", name="Ben Carter").click()
    await expect(page.get_by_role("button", name="You are: Ben Carter")).to_be_visible()
    await expect(page.get_by_role("heading", name="Channels")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page).to_have_url(re.compile("as=U0BEN"))
    await page.go_back()
    await expect(page.get_by_role("button", name="Du bist: Dora Lindner")).to_be_visible()


async def test_reloading_keeps_person_and_channel(visit: Visit) -> None:
    page = await visit("U0CEM", "C0ACC")
    await page.get_by_role("link", name="alle").click()
    await page.reload()
    await expect(page.get_by_role("button", name="Du bist: Cem Yildiz")).to_be_visible()
    await expect(page.get_by_role("heading", name="# alle")).to_be_visible()


async def test_two_people_side_by_side_see_each_other_write(visit: Visit) -> None:
    dora, cem = await visit("U0DORA", "C0ACC"), await visit("U0CEM", "C0ALLE")
    await dora.get_by_role("textbox", name="Nachricht an #buchhaltung").fill("Wer bucht heute?")
    await dora.keyboard.press("Enter")
    await expect(dora.get_by_role("article").last).to_contain_text("Wer bucht heute?")
    unread = cem.get_by_role("link", name="buchhaltung")
    await expect(unread.get_by_label("1 ungelesen")).to_be_visible()
    await unread.click()
    await expect(cem.get_by_role("separator", name="Neu")).to_be_visible()
    await expect(cem.get_by_role("article").last).to_contain_text("Wer bucht heute?")
    await expect(unread.get_by_label("ungelesen")).to_have_count(0)


async def test_the_switcher_shows_for_whom_something_waits(visit: Visit, slack: Practice) -> None:
    await slack.person("U0CEM").say("C0ACC", "Bitte ansehen")
    page = await visit("U0ANNA", "C0SALES")
    await page.get_by_role("button", name="Du bist").click()
    await expect(
        page.get_by_role("menuitemradio", name="Dora Lindner").get_by_title("1 ungelesen")
    ).to_be_visible()


async def test_a_visitor_may_read_a_channel_and_joins_to_write(visit: Visit) -> None:
    page = await visit("U0ANNA", "C0ACC")
    await expect(page.get_by_role("textbox", name="Nachricht an")).to_be_hidden()
    await page.get_by_role("button", name="#buchhaltung beitreten").click()
    await expect(page.get_by_role("textbox", name="Nachricht an #buchhaltung")).to_be_visible()


async def test_a_direct_message_opens_from_the_rail(visit: Visit, slack: Practice) -> None:
    page = await visit("U0ANNA", "C0SALES")
    await page.get_by_role("navigation").get_by_role("button", name="Ben Carter").click()
    await page.get_by_role("textbox", name="Nachricht an Ben Carter").fill("Kurz telefonieren?")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article")).to_contain_text("Kurz telefonieren?")
    ben = await visit("U0BEN", "C0SALES")
    await expect(ben.get_by_role("link", name="Anna Albrecht").get_by_label("1 unread")).to_be_visible()


async def test_the_bot_has_its_own_place_with_two_tabs(visit: Visit, app: AsyncApp, slack: Practice) -> None:
    page = await visit("U0ANNA", "C0SALES")
    await page.get_by_role("navigation").get_by_role("button", name="Helper").click()
    await expect(page.get_by_role("tab", name="Nachrichten")).to_have_attribute("aria-selected", "true")
    await app.client.chat_postMessage(
        channel=(await app.client.conversations_open(users="U0ANNA"))["channel"]["id"], text="Hallo Anna"
    )
    await expect(page.get_by_role("article")).to_contain_text("Hallo Anna")
    await expect(page.get_by_text("Bot verbunden")).to_be_visible()
    await app.client.conversations_open(users="U0CEM")
    await page.get_by_role("button", name="Du bist").click()
    await page.get_by_role("menuitemradio", name="Cem Yildiz").click()
    await expect(page.get_by_role("button", name="Du bist: Cem Yildiz")).to_be_visible()
    await expect(page.get_by_role("tab", name="Nachrichten")).to_have_attribute("aria-selected", "true")
    await expect(page.get_by_text("Hier ist noch nichts.")).to_be_visible()


async def test_a_first_visit_lands_somewhere_sensible(visit: Visit, slack: Practice) -> None:
    page = await visit("U0DORA", "C0ACC")
    await page.evaluate("sessionStorage.clear()")
    await page.goto("about:blank")
    await page.goto(slack.page_url)
    await expect(page.get_by_role("button", name="Du bist: Anna Albrecht")).to_be_visible()
    await expect(page).to_have_url(re.compile("#as=U0ANNA&channel=C0ALLE"))
    await page.goto(f"{slack.page_url}#as=U0NOBODY&channel=C0NOWHERE")
    await expect(page.get_by_role("heading", name="# alle")).to_be_visible()


async def test_a_permalink_opens_its_channel_and_marks_the_message(
    visit: Visit, app: AsyncApp, slack: Practice
) -> None:
    said = await slack.person("U0CEM").say("C0ACC", "Hier geht es weiter")
    link = (await app.client.chat_getPermalink(channel="C0ACC", message_ts=said["ts"]))["permalink"]
    await app.client.chat_postMessage(channel="C0ALLE", text=f"Siehe <{link}|dort>")
    page = await visit("U0DORA", "C0ALLE")
    await page.get_by_role("link", name="dort").click()
    await expect(page.get_by_role("article", name="Cem Yildiz")).to_be_focused()
    await expect(page.get_by_role("heading", name="# buchhaltung")).to_be_visible()
    await page.goto("about:blank")
    await page.goto(str(link))
    await expect(page.get_by_role("article", name="Cem Yildiz")).to_contain_text("Hier geht es weiter")


async def test_everything_that_can_be_used_has_a_name(visit: Visit, app: AsyncApp) -> None:
    blocks = [*ELEMENTS, *CARD]
    await app.client.chat_postMessage(channel="C0ACC", text="x", blocks=blocks)
    page = await visit("U0DORA", "C0ACC")
    await expect(page.get_by_role("article")).to_be_visible()
    nameless = """() => [...document.querySelectorAll('button, a, input, textarea, [role=dialog], [role=menu]')]
        .filter(node => node.checkVisibility() && !(node.ariaLabel || node.textContent.trim() || node.labels?.length
            || node.getAttribute('aria-labelledby'))).map(node => node.outerHTML)"""
    assert await page.evaluate(nameless) == []
