"""Every block and element a bot may use, and texts that mean no good."""

import re
from typing import Any

import pytest
from playwright.async_api import expect
from slack_bolt.async_app import AsyncApp

from practice import Practice
from tests.browser.conftest import Visit
from tests.browser.samples import CARD, ELEMENTS, HOSTILE, LAYOUT, chart, section

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
Json = dict[str, Any]


async def test_layout_blocks_look_like_what_they_say(visit: Visit, slack: Practice, app: AsyncApp) -> None:
    known = [block for block in LAYOUT if block["type"] != "hologram"]
    await app.client.chat_postMessage(channel="C0ACC", text="Alle Blöcke", blocks=known)
    slack.messages("C0ACC")[-1]["blocks"].append({"type": "hologram", "block_id": "h"})
    page = await visit("U0DORA", "C0ACC")
    message = page.get_by_role("article", name="Helper")
    await expect(message.get_by_role("heading", name="H-128 · Gutschrift für Müller")).to_be_visible()
    text = message.locator("[data-block-type=section]").first
    for tag, words in {
        "b": "fett",
        "i": "kursiv",
        "s": "weg",
        "code": "code",
        "blockquote": "ein Zitat",
        "pre": "if a < b:",
    }.items():
        await expect(text.locator(tag).first).to_contain_text(words)
    await expect(text.get_by_role("link", name="ein Link")).to_have_attribute(
        "href", "https://example.org/a?b=1&c=2"
    )
    await expect(text.locator(".mention")).to_have_text(["@Dora Lindner", "#buchhaltung", "@buchhaltung"])
    await expect(text.locator("time")).to_contain_text("um 10:00")
    await expect(text).to_contain_text("1 < 2 & 3 ✅")
    await expect(text).to_contain_text("snake_case_name und 2*3*4")
    await expect(message.locator("[data-block-type=image]")).to_contain_text("Kurve der Woche")
    await expect(message.locator("[data-block-type=rich_text] li")).to_have_text(["erstens", "zweitens"])
    await expect(message.locator("[data-block-type=rich_text] time")).to_contain_text("24. November 2026")
    await expect(message.get_by_role("row", name="Buchhaltung 12")).to_be_visible()
    await expect(message.locator("[data-block-type=markdown] li")).to_have_text(
        ["eins", "zwei", "erster", "zweiter"]
    )
    await expect(message.get_by_text("Block „hologram“ wird hier nicht gezeigt")).to_be_visible()


async def test_charts_are_drawn_and_their_figures_can_be_read(visit: Visit, app: AsyncApp) -> None:
    for pair in (("bar", "line"), ("area", "pie")):
        await app.client.chat_postMessage(
            channel="C0ACC", text="Kurven", blocks=[chart(kind) for kind in pair]
        )
    page = await visit("U0DORA", "C0ACC")
    await expect(page.get_by_role("img")).to_have_count(4)
    bars = page.get_by_role("figure", name="Wochen (bar)")
    await expect(bars.locator("rect")).to_have_count(8)
    await bars.get_by_text("Zahlen als Tabelle").click()
    await expect(bars.get_by_role("row", name="KW 45 9 21")).to_be_visible()
    await expect(page.get_by_role("figure", name="Anteile").locator("path")).to_have_count(2)


async def test_every_element_in_a_message_acts(visit: Visit, app: AsyncApp) -> None:
    heard: list[Json] = []

    @app.action(re.compile(".*"))
    async def acted(ack: Any, action: Json) -> None:
        heard.append(action)
        await ack()

    await app.client.chat_postMessage(channel="C0ACC", text="Alle Elemente", blocks=ELEMENTS)
    page = await visit("U0DORA", "C0ACC")
    message = page.get_by_role("article", name="Helper")
    await message.get_by_role("button", name="Los").click()
    await message.get_by_role("button", name="Weg", exact=True).click()
    await page.get_by_role("alertdialog", name="Wirklich?").get_by_role("button", name="Nein").click()
    await expect(message.get_by_role("button", name="Weg", exact=True)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alertdialog")).to_contain_text("Das bleibt weg.")
    await page.get_by_role("button", name="Ja, weg").click()
    await expect(message.get_by_role("link", name="Seite")).to_have_attribute("href", "https://example.org/")
    await message.locator("[data-action-id=dots]").click()
    await page.get_by_role("menuitem", name="Zwei").click()
    await message.get_by_role("combobox", name="Abteilung wählen").click()
    await expect(message.get_by_role("group", name="Kundennah").get_by_role("option")).to_have_count(2)
    await message.get_by_role("option", name="Logistik").click()
    await message.locator("[data-action-id=day]").fill("2026-12-24")
    await message.locator("[data-action-id=hour]").fill("15:45")
    await message.get_by_role("combobox", name="Wer?").fill("sof")
    await message.get_by_role("option", name="Sofia Marino").click()
    await message.get_by_role("radio", name="Eilig").check()
    await message.get_by_role("button", name="Gut").click()
    await message.get_by_role("button", name="Wegwerfen").click()
    await expect(message.locator("[aria-busy]")).to_have_count(0)
    seen = {each["action_id"]: each for each in heard}
    assert list(seen) == ["go", "away", "dots", "department", "day", "hour", "who", "pace", "feedback", "bin"]
    assert seen["dots"]["selected_option"]["value"] == "zwei"
    assert seen["feedback"]["value"] == "good"
    assert seen["department"]["selected_option"]["value"] == "logistik"
    assert (seen["day"]["selected_date"], seen["hour"]["selected_time"]) == ("2026-12-24", "15:45")
    assert (seen["who"]["selected_user"], seen["pace"]["selected_option"]["value"]) == ("U0SOFIA", "eilig")


async def test_a_message_changes_under_the_hand_and_focus_stays(visit: Visit, app: AsyncApp) -> None:
    @app.action("accept")
    async def accept(ack: Any, respond: Any) -> None:
        await ack()
        await respond(
            replace_original=True,
            text="Angenommen",
            blocks=[
                section("*H-128* liegt jetzt bei <@U0DORA>"),
                {"type": "actions", "elements": CARD[3]["elements"][1:2]},
            ],
        )

    await app.client.chat_postMessage(channel="C0ACC", text="Karte", blocks=CARD)
    page = await visit("U0DORA", "C0ACC")
    await page.get_by_role("button", name="Annehmen").press("Enter")
    message = page.get_by_role("article", name="Helper")
    await expect(message).to_contain_text("H-128 liegt jetzt bei @Dora Lindner")
    await expect(page.get_by_role("button", name="Annehmen")).to_have_count(0)
    await expect(message).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(message.get_by_role("button", name="Rückfrage")).to_be_focused()


async def test_hostile_texts_stay_texts(visit: Visit, slack: Practice, app: AsyncApp) -> None:
    for words in HOSTILE:
        await slack.person("U0CEM").say("C0ACC", words)
        await app.client.chat_postMessage(channel="C0ACC", text=words)
        await app.client.chat_postMessage(
            channel="C0ACC",
            text="x",
            blocks=[
                section(words),
                {"type": "header", "text": {"type": "plain_text", "text": words[:150]}},
                {"type": "markdown", "text": f"{words} [klick](javascript:window.pwned=1)"},
            ],
        )
    page = await visit("U0DORA", "C0ACC")
    await expect(page.get_by_role("article")).to_have_count(15)
    assert await page.evaluate("window.pwned === undefined")
    for selector in (
        "article script",
        "article img",
        "a[href^=javascript]",
        "a[href^=data]",
        "article [onerror]",
    ):
        await expect(page.locator(selector)).to_have_count(0)
    await expect(page.get_by_text("<script>window.pwned = 1</script>").first).to_be_visible()
    reversed_text = page.get_by_role("article").filter(has_text="abgedreht").first.locator(".message-body")
    await expect(reversed_text.locator(".rich-section")).to_have_css("unicode-bidi", "plaintext")
    await expect(page.get_by_role("article").filter(has_text="kein HTML").first).to_contain_text(
        "&lt;b&gt;kein HTML"
    )


async def test_forty_thousand_characters_fold_and_do_not_freeze(visit: Visit, app: AsyncApp) -> None:
    patterns = ("*_~`<@U0DORA> ", "wort ", "<<<>*", ">\n", "\u202e" * 4, "![x](", "Donaudampfschifffahrt")
    for words in patterns:
        long = (words * 40_000)[:40_000]
        await app.client.chat_postMessage(channel="C0ACC", text=long)
        await app.client.chat_postMessage(
            channel="C0ACC",
            text="x",
            blocks=[{"type": "markdown", "text": long[:12_000]}, section(long[:3000])],
        )
    page = await visit("U0DORA", "C0ACC")
    await expect(page.get_by_role("article")).to_have_count(2 * len(patterns))
    pane = page.locator("#messages")
    assert await pane.evaluate("pane => pane.scrollWidth <= pane.clientWidth")
    folded = page.get_by_role("article").filter(has_text="wort wort").first
    assert await folded.evaluate("node => node.offsetHeight") < 500
    await folded.get_by_role("button", name="Mehr anzeigen").click()
    await folded.get_by_role("button", name="Weniger anzeigen").click()
