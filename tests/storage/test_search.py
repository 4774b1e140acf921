from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.matter.finding import Query
from bot.domain.matter.handoff import Brief, Handoff, State
from bot.domain.matter.lists import Page
from bot.domain.matter.roles import Sight
from bot.domain.text import clean, words
from storage.database import Storage
from tests.company import EVERYTHING
from tests.storage.examples import HANSEN, MINUTE, NOW, a_company, a_handoff

TOLD = a_handoff(
    128,
    brief=Brief(
        summary="Gutschrift für Müller",
        details="Rabatt falsch berechnet: 12,5 % statt 15 %",
        why_now="Kunde wartet seit Montag",
        done_when="Das Geld ist beim Kunden",
        if_then="Sonst ruft Straße an",
        customer="Müller & Söhne GmbH",
        needs={"customer_no": "4711", "contact": "o'brien@example.com"},
    ),
    next_step="Ich buche heute",
    result="gebucht 🎉 order_id שלום",
)


@pytest.fixture(autouse=True)
async def company(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, a_company())


async def stored(storage: Storage, *handoffs: Handoff) -> None:
    async with storage.unit_of_work.write() as work:
        for handoff in handoffs:
            await work.handoffs.add(handoff)


async def find(storage: Storage, text: str, *, offset: int = 0, limit: int = 50) -> Page:
    async with storage.unit_of_work.read() as work:
        return await work.handoffs.find(HANSEN, Query(text), EVERYTHING, offset=offset, limit=limit)


def numbers(page: Page) -> list[int]:
    return [handoff.number for handoff in page.handoffs]


@pytest.mark.parametrize(
    "text",
    [
        "Gutschrift",
        "gutsch",
        "MÜLLER",
        "muller",
        "Mu",
        "Rabatt Montag",
        "montag rabatt",
        "Kunde, (wartet)!",
        "strasse",
        "sohne gmbh",
        "4711",
        "H-128",
        "12,5",
        "buche",
        "gebucht",
        "o'brien",
        "brien@example.com",
        "order_id",
        "order_",
        "שלום",
        "Gutschrift " * 500,
    ],
)
async def test_it_is_found_by_what_it_says(storage: Storage, text: str) -> None:
    await stored(storage, TOLD)
    assert numbers(await find(storage, text)) == [128]


@pytest.mark.parametrize(
    "text",
    [
        "Lieferung",
        "Gutschrift Lieferung",
        "schrift",
        "H-129",
        "id",
        "47112",
        "",
        "   ",
        "🎉",
        '"',
        "'",
        "\0",
        "%",
        "*",
        "-",
        "\\",
        "()",
        "Gutschrift OR Lieferung",
        "NOT Lieferung",
        "NEAR(Gutschrift Lieferung)",
        "words:Lieferung",
        "'; DROP TABLE handoffs; --",
    ],
)
async def test_it_is_not_found_by_what_it_does_not_say(storage: Storage, text: str) -> None:
    await stored(storage, TOLD)
    assert await find(storage, text) == Page()


@pytest.mark.parametrize("text", ["x" * 40_000, "x " * 5_000, '"' * 5_000, " ".join(map(str, range(5_000)))])
async def test_a_question_of_any_size_is_harmless(storage: Storage, text: str) -> None:
    await stored(storage, TOLD)
    assert await find(storage, text) == Page()


async def test_a_word_of_any_length_is_found(storage: Storage) -> None:
    word = "Donaudampfschiff" * 180
    await stored(storage, a_handoff(1, brief=Brief("Wort", details=word)))
    assert numbers(await find(storage, word)) == [1]
    assert numbers(await find(storage, word[:40])) == [1]


async def test_what_changes_is_found_as_it_is_now(storage: Storage) -> None:
    await stored(storage, a_handoff(1, summary="Lieferung nach Ulm"))
    async with storage.unit_of_work.write() as work:
        await work.handoffs.save(a_handoff(1, summary="Lieferung nach Bonn"))
    assert numbers(await find(storage, "bonn")) == [1]
    assert numbers(await find(storage, "ulm")) == []


async def test_the_newest_come_first_page_by_page(storage: Storage) -> None:
    hour = timedelta(hours=1)
    await stored(storage, *(a_handoff(number, opened_at=NOW + number * hour) for number in range(1, 6)))
    first, second = await find(storage, "gutschrift", limit=3), await find(storage, "gutschrift", offset=3)
    assert (numbers(first), first.total, first.offset) == ([5, 4, 3], 5, 0)
    assert (numbers(second), second.total, second.offset) == ([2, 1], 5, 3)


TEXTS = st.text(max_size=40).map(clean)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=TEXTS, asked=TEXTS, data=st.data())
async def test_it_is_found_exactly_if_each_word_begins_one_of_its_words(
    storage: Storage, said: str, asked: str, data: st.DataObject
) -> None:
    ask_for_it: bool = data.draw(st.booleans())
    if ask_for_it and words(said):
        word = data.draw(st.sampled_from(words(said)))
        asked = word[: data.draw(st.integers(1, len(word)))]
    async with storage.unit_of_work.write() as work:
        number = await work.handoffs.next_number(HANSEN)
        await work.handoffs.add(a_handoff(number, summary=said))
    own = [*words(said), "h", str(number)]
    expected = bool(words(asked)) and all(any(word.startswith(part) for word in own) for part in words(asked))
    assert (number in numbers(await find(storage, asked, limit=10_000))) is expected


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(sender="sales"), [3, 2, 1]),
        (Query(receiver="it"), [2]),
        (Query("gutschrift", receiver="accounting"), [1]),
        (Query(states=frozenset({State.CLOSED})), [3]),
        (Query(customer="MÜLLER"), [2, 1]),
        (Query(customer="müller gmbh"), [1]),
        (Query(since=NOW + 2 * MINUTE), [3, 2]),
        (Query("gutschrift", receiver="it"), []),
        (Query(), []),
    ],
)
async def test_filters_hold_alone_and_together_with_words(
    storage: Storage, query: Query, found: list[int]
) -> None:
    one = a_handoff(1, opened_at=NOW + MINUTE)
    two = a_handoff(2, summary="Passwort", to_department="it", opened_at=NOW + 2 * MINUTE)
    three = a_handoff(3, summary="Palette", state=State.CLOSED, opened_at=NOW + 3 * MINUTE)
    one = replace(one, brief=replace(one.brief, customer="Müller GmbH"))
    two = replace(two, brief=replace(two.brief, customer="Frau Müller"))
    await stored(storage, one, two, three)
    async with storage.unit_of_work.read() as work:
        page = await work.handoffs.find(HANSEN, query, EVERYTHING, offset=0, limit=9)
    assert numbers(page) == found


async def test_nobody_finds_what_is_not_in_their_sight(storage: Storage) -> None:
    secret = a_handoff(2, chosen=("U0DORA",))
    await stored(storage, a_handoff(1), secret, a_handoff(3, to_department="it", requester="U0BEN"))
    sights = {
        Sight("U0NINA", everything=True): [3, 1],
        Sight("U0DORA", everything=True): [3, 2, 1],
        Sight("U0DORA", receiving=("accounting",)): [2, 1],
        Sight("U0DOR", receiving=("accounting",)): [1],
        Sight("U0ANNA"): [2, 1],
        Sight("U0GRACE", receiving=("it",)): [3],
        Sight("U0TOM", sending=("sales",)): [3, 1],
        Sight("U0STRANGER"): [],
    }
    async with storage.unit_of_work.read() as work:
        for sight, found in sights.items():
            page = await work.handoffs.find(HANSEN, Query(sender="sales"), sight, offset=0, limit=9)
            assert sorted(numbers(page), reverse=True) == found, sight
