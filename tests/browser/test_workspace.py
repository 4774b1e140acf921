"""The bar of the practice workspace, the Home tab, the phone, the keyboard, and a lost connection."""

import re
from typing import Any

import pytest
from playwright.async_api import Page, WebSocketRoute, expect
from slack_bolt.async_app import AsyncApp

from practice import Practice
from tests.browser.conftest import Visit
from tests.browser.samples import CARD, ELEMENTS, LAYOUT, button, chart, field, form, section, text

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True}


async def test_the_clock_skips_to_monday_morning(visit: Visit, slack: Practice) -> None:
    page = await visit("U0DORA", "C0ACC")
    await page.get_by_role("button", name="Zeit vorspulen").click()
    await page.get_by_role("menuitem", name="Nächster Montag, 09:00").click()
    await expect(page.get_by_test_id("clock")).to_contain_text(re.compile(r"Mo\., .* 09:00"))
    await slack.person("U0CEM").say("C0ACC", "Neue Woche")
    await expect(page.get_by_role("article").last.locator("header time")).to_have_text("09:00")
    before = slack.clock.offset
    await page.get_by_role("button", name="Zeit vorspulen").press("ArrowDown")
    await page.get_by_role("menuitem", name="Eine Stunde").press("Enter")
    await expect(page.get_by_test_id("clock")).to_contain_text("10:00")
    assert slack.clock.offset > before


async def test_weather_is_switched_and_stays_visible(visit: Visit, slack: Practice, app: AsyncApp) -> None:
    page = await visit("U0BEN", "C0SALES")
    weather = page.get_by_role("button", name="Weather")
    await weather.click()
    await page.get_by_role("menuitemcheckbox", name="Slow Slack").click()
    await expect(page.get_by_test_id("weather")).to_have_text("Slow Slack")
    assert slack.weather.slow == 2
    await weather.click()
    await page.get_by_role("menuitemcheckbox", name="Connection lost").click()
    await expect(page.get_by_test_id("weather")).to_have_text("Slow SlackConnection lost")
    await expect(page.get_by_test_id("bot-state")).to_have_text("bot not connected")
    await weather.click()
    await page.get_by_role("menuitem", name="Clear").click()
    await expect(page.get_by_test_id("weather")).to_be_empty()
    assert not slack.weather.offline


async def test_the_home_tab_shows_what_the_bot_publishes(visit: Visit, app: AsyncApp) -> None:
    async def publish(client: Any, user: str, done: str) -> None:
        actions = {"type": "actions", "block_id": "a", "elements": [button("Erledigen", "done")]}
        await client.views_publish(
            user_id=user, view={"type": "home", "blocks": [section(f"Erledigt: *{done}*"), actions]}
        )

    @app.event("app_home_opened")
    async def opened(event: Any, client: Any) -> None:
        await publish(client, event["user"], "nein")

    @app.action("done")
    async def done(ack: Any, body: Any, client: Any) -> None:
        await ack()
        await publish(client, body["user"]["id"], "ja")

    page = await visit("U0DORA", "C0ACC")
    await page.get_by_role("navigation").get_by_role("button", name="Helper").click()
    await page.get_by_role("tab", name="Start").click()
    await expect(page.get_by_text("Erledigt: nein")).to_be_visible()
    await page.get_by_role("button", name="Erledigen").press("Enter")
    await expect(page.get_by_text("Erledigt: ja")).to_be_visible()
    await expect(page.get_by_role("button", name="Erledigen")).to_be_focused()
    await page.reload()
    await expect(page.get_by_role("tab", name="Start")).to_have_attribute("aria-selected", "true")


async def no_sideways(page: Page) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await page.evaluate(
        "[...document.querySelectorAll('.messages, .modal-body, .home')].every(pane => pane.scrollWidth <= pane.clientWidth)"
    )


async def test_a_phone_shows_everything_without_scrolling_sideways(
    visit: Visit, app: AsyncApp, slack: Practice
) -> None:
    @app.command("/note")
    async def note(ack: Any, client: Any, command: Any) -> None:
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=form())

    known = [block for block in LAYOUT if block["type"] != "hologram"]
    for blocks in (known, ELEMENTS, [chart("bar")], CARD):
        posted = await app.client.chat_postMessage(channel="C0ACC", text="x", blocks=blocks)
    await slack.person("U0CEM").say("C0ACC", "Antwort", posted["ts"])
    page = await visit("U0DORA", "C0ACC", **PHONE)
    await expect(page.get_by_role("article")).to_have_count(4)
    await no_sideways(page)
    await page.get_by_role("button", name="1 Antwort").tap()
    await expect(page.get_by_role("complementary", name="Thread")).to_be_in_viewport(ratio=0.9)
    await no_sideways(page)
    await page.get_by_role("button", name="Schließen").tap()
    await page.get_by_test_id("composer").fill("/note x")
    await page.get_by_role("button", name="Senden").tap()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await no_sideways(page)
    await page.get_by_role("button", name="Abbrechen").tap()
    await page.get_by_role("button", name="Kanäle und Personen").tap()
    await page.get_by_role("link", name="alle").tap()
    await expect(page.get_by_role("heading", name="# alle")).to_be_visible()
    await expect(page.get_by_role("button", name="Du bist")).to_be_hidden()


async def test_a_whole_round_with_the_keyboard_alone(visit: Visit, app: AsyncApp) -> None:
    @app.command("/note")
    async def note(ack: Any, client: Any, command: Any) -> None:
        await ack()
        blocks = [field("name", "Was?", {"type": "plain_text_input"})]
        await client.views_open(
            trigger_id=command["trigger_id"],
            view={
                "type": "modal",
                "callback_id": "note",
                "title": text("Notiz"),
                "submit": text("Ab"),
                "blocks": blocks,
            },
        )

    @app.view("note")
    async def noted(ack: Any, view: Any, client: Any) -> None:
        await ack()
        await client.chat_postMessage(
            channel="C0ACC",
            text="Notiz",
            blocks=[
                section(view["state"]["values"]["name"]["name"]["value"]),
                {"type": "actions", "elements": [button("Annehmen", "accept")]},
            ],
        )

    @app.action("accept")
    async def accept(ack: Any, respond: Any) -> None:
        await ack()
        await respond(replace_original=True, text="Angenommen")

    page = await visit("U0DORA", "C0ACC")
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await page.keyboard.type("/no")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Was?")).to_be_focused()
    await page.keyboard.type("Milch")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("composer")).to_be_focused()
    message = page.get_by_role("article", name="Helper")
    await expect(message).to_contain_text("Milch")
    for _ in range(6):
        await page.keyboard.press("Shift+Tab")
        if await message.get_by_role("button", name="Annehmen").evaluate(
            "node => node === document.activeElement"
        ):
            break
    ring = "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
    assert await page.evaluate(ring)
    await page.keyboard.press("Enter")
    await expect(message).to_contain_text("Angenommen")
    await expect(message).to_be_focused()
    assert await page.evaluate(ring)
    await page.keyboard.press("Tab")
    await expect(message.get_by_role("button", name="Im Thread antworten")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("thread-composer")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(message).to_be_focused()


async def test_a_lost_connection_is_told_and_mended(visit: Visit, slack: Practice) -> None:
    streams: list[WebSocketRoute] = []
    down = False

    async def through(stream: WebSocketRoute) -> None:
        streams.append(stream)
        if down:
            await stream.close()
        else:
            stream.connect_to_server()

    async def intercept(page: Page) -> None:
        await page.route_web_socket(re.compile("/practice/stream"), through)

    page = await visit("U0DORA", "C0ACC", prepare=intercept)
    down = True
    await streams[-1].close()
    lost = page.get_by_text("Verbindung zum Übungs-Workspace verloren")
    await expect(lost).to_be_visible()
    await slack.person("U0CEM").say("C0ACC", "In der Zwischenzeit")
    await expect(page.get_by_role("article")).to_have_count(0)
    down = False
    await expect(page.get_by_role("article")).to_contain_text("In der Zwischenzeit")
    await expect(lost).to_be_hidden()
