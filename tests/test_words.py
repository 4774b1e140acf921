"""Both languages say everything, and say dates as people there write them."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import handlers
from handlers.locale.__main__ import catalogue_path, extracted
from handlers.words import KEYWORDS, LOCALES, words_in
from tests.company import FRIDAY, MONDAY

BERLIN = ZoneInfo("Europe/Berlin")
LONDON = ZoneInfo("Europe/London")
Identifier = str | tuple[str, ...]


@cache
def source() -> Catalog:
    return extracted()


def catalogue(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


def forms(text: object) -> tuple[str, ...]:
    match text:
        case str():
            return (text,)
        case list() | tuple():
            return tuple(text)
        case _:
            return ()


def messages(of: Catalog) -> dict[Identifier, Message]:
    return {
        forms(message.id) if message.pluralizable else str(message.id): message
        for message in of
        if message.id
    }


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LOCALES)
def test_every_sentence_is_there_and_none_is_left_over(language: str) -> None:
    assert messages(catalogue(language)).keys() == messages(source()).keys()
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", LOCALES)
def test_every_sentence_is_translated_with_all_its_facts(language: str) -> None:
    read = catalogue(language)
    for message in messages(read).values():
        translated, original = forms(message.string), forms(message.id)
        assert not message.fuzzy, message.id
        assert len(translated) == (read.num_plurals if message.pluralizable else 1), message.id
        for text in translated:
            assert text.strip(), message.id
            assert placeholders(text) == placeholders(original[-1]), message.id


def test_german_is_no_copy_of_the_english() -> None:
    same = {message.id for message in messages(catalogue("de")).values() if message.string == message.id}
    assert same == {"Details", "Name", "Partner", "Person", "Text"}  # German words too


def test_german_speaks_to_people_as_du() -> None:
    for message in messages(catalogue("de")).values():
        for text in forms(message.string):
            assert not {" Ihnen ", " Ihre ", " Ihr ", " Ihren "} & {f" {word} " for word in text.split()}, (
                text
            )


def test_everything_that_is_said_can_be_found_in_the_source() -> None:
    known = {text for message in messages(source()).values() for text in forms(message.id)}
    said = set(_said_in(Path(handlers.__path__[0])))
    assert said
    assert said <= known


def test_times_are_written_as_in_the_language() -> None:
    assert words_in("de").when(FRIDAY, BERLIN, MONDAY) == "Fr 27.11., 12:00"
    assert words_in("en").when(FRIDAY, BERLIN, MONDAY) == "Fri 27 Nov, 12:00"
    assert words_in("en").when(FRIDAY, LONDON, MONDAY) == "Fri 27 Nov, 11:00"
    assert words_in("de").day(FRIDAY, BERLIN, MONDAY) == "Fr 27.11."


def test_another_year_is_named_by_the_year_where_the_reader_is() -> None:
    silvester = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert words_in("de").when(silvester, BERLIN, MONDAY) == "Fr 01.01.2027, 00:30"
    assert words_in("en").when(silvester, LONDON, MONDAY) == "Thu 31 Dec, 23:30"


def test_spans_of_time_are_said_as_people_say_them() -> None:
    assert words_in("de").ago(MONDAY - timedelta(days=3), MONDAY) == "vor 3 Tagen"
    assert words_in("en").ago(MONDAY + timedelta(hours=5), MONDAY) == "in 5 hours"
    assert words_in("de").since(MONDAY, BERLIN, FRIDAY) == "seit Mo 23.11."


@pytest.mark.parametrize(
    ("n", "german", "english"),
    [
        (1, "1 früherer Eintrag ist nicht zu sehen", "1 earlier entry is not shown"),
        (2, "2 frühere Einträge sind nicht zu sehen", "2 earlier entries are not shown"),
    ],
)
def test_one_and_many_differ(n: int, german: str, english: str) -> None:
    one, many = "{n} earlier entry is not shown", "{n} earlier entries are not shown"
    assert words_in("de").many(one, many, n) == german
    assert words_in("en").many(one, many, n) == english


def test_a_sentence_without_facts_keeps_its_placeholders_for_rich_text() -> None:
    assert words_in("de")("Accountable: {who}") == "Verantwortlich: {who}"
    assert words_in("de")("since {day}", day="{x}") == "seit {x}"
    assert words_in("de")("") == ""


def test_a_language_we_do_not_speak_is_refused() -> None:
    with pytest.raises(KeyError):
        words_in("fr")


def _said_in(folder: Path) -> Iterator[str]:
    """Yield the constant texts given to our keywords, found by Python's own parser."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and (name := _name(node.func)) in KEYWORDS:
                for argument in node.args[: len(KEYWORDS[name] or (1,))]:
                    match argument:
                        case ast.Constant(value=str(text)):
                            yield text


def _name(function: ast.expr) -> str:
    match function:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""
