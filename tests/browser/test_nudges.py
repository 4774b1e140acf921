"""The batch of nudges in the page, in two languages: read at a glance, answered with one click.

With PICTURES=DIRECTORY the README's picture is taken on the way (`make screenshots`).
"""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.domain.matter.handoff import State
from practice import Person, Practice
from tests.browser.conftest import Visit
from tests.browser.pictures import picture
from tests.browser.test_the_loop import latest
from tests.flows.nudging import FRI, MON, TUE, batches, on_a_plain_monday, open_on, skip_to
from tests.flows.office import CHANNELS, Office

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with open_on(sqlite_url, on_a_plain_monday) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def slack(office: Office) -> Practice:
    return office.slack


async def test_a_batch_is_answered_with_one_click_each(office: Office, visit: Visit) -> None:
    anna, ben = office.anna, office.ben
    await handed_over(office, anna, office.dora, "accounting", ("Gutschrift für Müller", "Rabatt für Weber"))
    await handed_over(office, ben, office.priya, "logistics", ("Pallet for Smith", "New address for Jones"))
    await office.delivered()
    await skip_to(office, MON, "15:00")
    await office.seen(office.dora, "C0ACC", "Noch nicht angenommen")
    await office.seen(office.priya, "C0LOG", "Not accepted yet")
    await skip_to(office, TUE, "15:00")
    for person in (anna, ben, office.cem, office.lars):
        await told(office, person, 1)
    await skip_to(office, FRI, "11:00")  # ten in Berlin was too early for Ben in London
    for person in (anna, ben):
        await told(office, person, 2)

    german, english = await staffel(visit, "U0ANNA"), await staffel(visit, "U0BEN")
    await expect(latest(german)).to_contain_text("Wartet auf dich")
    await expect(latest(english)).to_contain_text("Waits for you")
    await picture(english, "nudges")

    await latest(german).get_by_role("button", name="Morgen erinnern").first.click()
    await expect(latest(german)).to_contain_text("wieder davon")
    await latest(german).get_by_role("button", name="Rückgängig").click()
    await expect(latest(german)).not_to_contain_text("wieder davon")

    await latest(english).get_by_role("button", name="Answer").click()
    form = english.get_by_role("dialog")
    await form.get_by_label("Your answer").fill("On Thursday")
    await form.get_by_role("button", name="Answer").click()
    await expect(latest(english)).to_contain_text("has moved on")
    assert (await office.handoff(4)).state is State.OFFERED


async def handed_over(
    office: Office, sender: Person, receiver: Person, department: str, summaries: tuple[str, str]
) -> None:
    """Let the sender offer two matters, of which one is asked about and nobody accepts the other."""
    unanswered, asked = summaries
    await office.offer(sender, department, unanswered, moment_that_matters=["yes"])
    await office.offer(sender, department, asked)
    card = await office.seen(receiver, CHANNELS[department], asked)
    await receiver.click(card, "ask_information")
    await office.form(receiver, "ask_information")
    receiver.fill(question="?")
    await receiver.submit()
    await office.told(sender, asked, "?")


async def told(office: Office, person: Person, times: int) -> None:
    await office.slack.until(lambda: len(batches(person)) == times)


async def staffel(visit: Visit, user: str) -> Page:
    page = await visit(user)
    await (
        page.get_by_role("link", name="Staffel").or_(page.get_by_role("button", name="Staffel")).first.click()
    )
    return page
