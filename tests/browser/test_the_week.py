"""Monday morning in the page: the weekly summary of a company with a past, in two languages, on a desk and on a phone.

With PICTURES=DIRECTORY the pictures of the documents are taken on the way (`make screenshots`).
"""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from practice import Practice
from tests.browser.conftest import Visit
from tests.browser.pictures import picture
from tests.flows.office import Office, open_office
from tests.flows.weeks import live_through_a_quarter, monday_morning

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PHONE = {"width": 390, "height": 844}
PATIENCE = 60_000  # milliseconds: the pictures are drawn meanwhile


@pytest_asyncio.fixture(loop_scope="session")
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with open_office(sqlite_url) as opened:
        await live_through_a_quarter(opened)
        await monday_morning(opened)
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def slack(office: Office) -> Practice:
    return office.slack


async def the_post(page: Page, title: str) -> Locator:
    post = page.get_by_role("article", name="Staffel").filter(has_text=title)
    await expect(post.get_by_role("img").first).to_be_visible(timeout=PATIENCE)
    await post.get_by_role("img").first.evaluate("image => image.decode()")
    return post


async def test_a_manager_reads_the_week_at_her_desk(visit: Visit) -> None:
    sofia = await visit("U0SOFIA", "C0ALLE", viewport={"width": 1180, "height": 1500})
    post = await the_post(sofia, "Übergaben in KW")
    await expect(post.get_by_role("columnheader")).to_have_text(["Kennzahl", "Alles zusammen", "Vor allem"])
    await expect(post.get_by_role("row")).to_have_count(11)
    image = post.get_by_role("img").first
    assert (await image.get_attribute("alt") or "").startswith("In der Zeit angenommen")
    await picture(sofia, "week")

    await post.get_by_role("combobox").click()
    await sofia.get_by_role("option", name="In der Zeit angenommen").click()
    form = sofia.get_by_role("dialog")
    await expect(form).to_contain_text("Wie sie berechnet wird")
    await picture(sofia, "figure")


async def test_a_lead_reads_his_own_view_on_a_phone_in_the_dark(visit: Visit) -> None:
    lars = await visit("U0LARS", "C0LOG", viewport=PHONE, color_scheme="dark", device_scale_factor=2)
    post = await the_post(lars, "Logistik: Handoffs in week")
    # The picture came late, and still it is the end of the post that is seen.
    await expect(post.get_by_role("combobox")).to_be_in_viewport()
    await post.evaluate("article => article.scrollIntoView()")
    width = await lars.evaluate("document.documentElement.scrollWidth")
    assert width == PHONE["width"]  # the table scrolls in itself
    await picture(lars, "week-phone")


async def test_a_month_is_drawn_as_small_charts(office: Office, visit: Visit) -> None:
    anna = await visit("U0ANNA", "C0SALES")
    await anna.get_by_test_id("composer").fill("/silo month")
    await anna.keyboard.press("Enter")
    answer = anna.get_by_role("article", name="Staffel").filter(has_text="Woche für Woche")
    await expect(answer.get_by_role("figure")).to_have_count(2, timeout=PATIENCE)
    await picture(anna, "month")
