"""What people typed stays readable, and nothing invisible takes effect."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text import clean, one_line, shorten, words

ANYTHING = st.text(st.characters(exclude_categories=()))  # lone surrogates too: JSON can carry them
LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def visible(text: str) -> list[str]:
    return [
        char for char in text if not char.isspace() and unicodedata.category(char) not in {"Cc", "Cf", "Cs"}
    ]


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)


@given(ANYTHING)
def test_every_visible_character_is_kept_in_order(text: str) -> None:
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")  # pairs are one character
    kept = [char for char in visible(clean(text)) if char != "\ufffd"]
    assert kept == [char for char in visible(whole) if char != "\ufffd"]


@given(ANYTHING)
def test_a_database_can_store_and_slack_can_show_it(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert not [char for char in cleaned if unicodedata.category(char) == "Cc" and char not in "\n\t"]
    assert cleaned == cleaned.strip()


@pytest.mark.parametrize(
    "override", ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"]
)
def test_nobody_turns_the_rest_of_a_card_around(override: str) -> None:
    assert clean(f"Gut{override}schrift") == "Gutschrift"


@pytest.mark.parametrize("text", ["שלום", "مرحبا", "👩‍🔧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "Gruß\u200f", "Żółć", "a\u0301"])
def test_other_scripts_and_joined_emoji_stay_as_they_are(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "nothing", ["\u200b", " \u200b\u2060 ", "\u200d", "\u200f\n", "\ufeff\u00ad", "\u2063"]
)
def test_a_text_in_which_nothing_is_seen_is_empty(nothing: str) -> None:
    assert clean(nothing) == one_line(nothing) == ""


def test_what_nobody_sees_goes_from_the_ends() -> None:
    assert one_line("\ufeff Gutschrift\u200b \u200b") == "Gutschrift"
    assert clean("Donau\u00addampf\u00ad") == "Donau\u00addampf"


def test_nul_goes_and_a_lone_surrogate_becomes_visible() -> None:
    assert clean("a\x00b\ud800c") == "ab\ufffdc"
    assert clean(None) == ""


@pytest.mark.parametrize("pasted", ["eins\nzwei", "eins\r\nzwei", "eins\rzwei", "eins\vzwei", "eins\x85zwei"])
def test_lines_pasted_from_word_or_an_old_mail_stay_lines(pasted: str) -> None:
    assert clean(pasted) == "eins\nzwei"
    assert one_line(pasted) == "eins zwei"


@given(ANYTHING, st.integers(min_value=1, max_value=50))
def test_a_cut_is_short_enough_and_visible(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == text or short.endswith("…")


@given(ANYTHING)
def test_words_are_found_again_however_they_are_written(text: str) -> None:
    found = words(text)
    assert words(" ".join(found)) == found
    assert words(unicodedata.normalize("NFD", clean(text))) == words(clean(text))


@pytest.mark.parametrize(
    ("written", "sought"), [("Müller", "muller"), ("STRASSE", "straße"), ("Café", "cafe"), ("ℌof", "hof")]
)
def test_a_search_does_not_mind_accents_or_case(written: str, sought: str) -> None:
    assert words(written) == words(sought)


def test_words_are_split_where_people_split_them() -> None:
    assert words("Gutschrift für Müller, Nr. 4711!") == ["gutschrift", "fur", "muller", "nr", "4711"]


@pytest.mark.parametrize("text", ["Vertrieb → Buchhaltung", "„ja“ – oder … nein", "1.200 €", "‹so› • ‰"])
def test_dashes_quotes_and_arrows_stay_as_they_are(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "invisible", [chr(code) for code in (*range(0x200B, 0x2010), *range(0x2028, 0x202F))]
)
def test_what_stands_beside_dashes_in_unicode_is_not_taken_for_one(invisible: str) -> None:
    assert clean(invisible) == ""
