"""Staffel itself in the page: one handoff by two people in two languages, clicked as people click.

With PICTURES=DIRECTORY the README's pictures are taken on the way (`make screenshots`).
"""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from bot.domain.matter.handoff import State
from practice import Practice
from tests.browser.conftest import Visit
from tests.browser.pictures import picture
from tests.flows.office import Office, open_office

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with open_office(sqlite_url) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def slack(office: Office) -> Practice:
    return office.slack


async def test_one_handoff_is_clicked_from_offer_to_closed_loop(office: Office, visit: Visit) -> None:
    anna, priya = await visit("U0ANNA", "C0SALES"), await visit("U0PRIYA", "C0LOG")

    await write(anna, "/handoff logistik: Palette für Müller fehlt")
    form = anna.get_by_role("dialog")
    await form.get_by_label("Auftragsnummer").fill("A-4711")
    await form.get_by_label("Warum jetzt?").fill("Müller wartet seit Montag")
    await picture(anna, "form")
    await form.get_by_role("button", name="Übergeben").click()
    await expect(form).not_to_be_visible()

    card = latest(priya)
    await expect(card).to_contain_text("Palette für Müller fehlt")
    await expect(card).to_contain_text("Still accountable: @Anna Albrecht")
    await picture(priya, "card")
    await card.get_by_role("button", name="Accept").click()
    await expect(card).to_contain_text("Accountable: @Priya Nair")

    await card.get_by_role("button", name="Done").click()
    form = priya.get_by_role("dialog")
    await form.get_by_label("What came out of it?").fill("The pallet leaves at noon")
    await form.get_by_role("button", name="Done").click()

    await (
        anna.get_by_role("link", name="Staffel").or_(anna.get_by_role("button", name="Staffel")).first.click()
    )
    told = latest(anna)
    await expect(told).to_contain_text("The pallet leaves at noon")
    await picture(anna, "result")
    await told.get_by_role("button", name="Bestätigen").click()
    form = anna.get_by_role("dialog")
    await form.get_by_role("textbox").fill("Danke, das ging schnell!")
    await form.get_by_role("button", name="Es ist gelöst").click()
    await expect(form).not_to_be_visible()

    await expect(card).to_contain_text("closed")
    assert (await office.handoff(1)).state is State.CLOSED


async def write(page: Page, text: str) -> None:
    await page.get_by_test_id("composer").fill(text)
    await page.keyboard.press("Enter")


def latest(page: Page) -> Locator:
    return page.get_by_role("article", name="Staffel").last
