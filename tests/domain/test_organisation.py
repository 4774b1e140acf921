"""The company as the admin describes it: what is understood, and what is sent back with its name."""

from collections.abc import Mapping

import pytest
from pydantic import ValidationError

from bot.domain.company.department import Department
from bot.domain.company.needs import Need
from bot.domain.company.organisation import Organisation, find_department
from tests.company import (
    ACCOUNTING,
    ANNA,
    CEM,
    COMPANY,
    DORA,
    IT,
    KIM,
    LOGISTICS,
    MIRA,
    NINA,
    SALES,
    SERVICE,
    SOFIA,
)

SMALLEST: Mapping[str, object] = {"key": "it", "name": "IT", "channel": "C0IT", "office": "back"}


def complaint(**written: object) -> str:
    """Return what is said about a department written like this; fails if nothing is."""
    with pytest.raises(ValidationError) as invalid:
        Department.model_validate({**SMALLEST, **written})
    return str(invalid.value)


def test_the_smallest_department_has_sensible_habits() -> None:
    department = Department.model_validate(SMALLEST)
    assert department.assignment == "channel"
    assert department.read_back == "when-it-matters"
    assert len(department.week()) == 7
    assert department.zone("Europe/Berlin").key == "Europe/Berlin"


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ({"colour": "blue"}, "colour"),
        ({"key": "Back Office"}, "key"),
        ({"name": "  "}, "name"),
        ({"channel": "#it"}, "channel"),
        ({"office": "middle"}, "office"),
        ({"lead": "Jan"}, "lead"),
        ({"members": ["U0JAN", "grace"]}, "members.1"),
        ({"usergroup": "@it"}, "usergroup"),
        ({"timezone": "Europe/Stuttgart"}, "Europe/Stuttgart"),
        ({"language": "fr"}, "language"),
        ({"hours": {"mon": "9-17"}}, "9-17"),
        ({"assignment": "whoever"}, "assignment"),
        ({"read_back": "sometimes"}, "read_back"),
        ({"needs": [{"key": "a", "label": {}}]}, "needs.0.label"),
        ({"needs": [{"key": "a", "label": {"de": "A"}}] * 2}, "'a' stands here twice"),
    ],
)
def test_what_is_wrong_with_a_department_is_named(written: dict[str, object], named: str) -> None:
    assert named in complaint(**written)


def test_two_departments_cannot_have_one_key() -> None:
    with pytest.raises(ValidationError, match=r"departments.1.key: the department 'it' stands here twice"):
        Organisation(departments=(IT, IT))


def test_a_rule_leads_to_a_department_that_exists() -> None:
    with pytest.raises(ValidationError, match=r"rules.0.to: there is no department 'fax'"):
        Organisation.model_validate(
            {"departments": [SMALLEST], "rules": [{"when": {"topic": ["Fax"]}, "to": "fax"}]}
        )


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"timezone": "Berlin"}, "Berlin"),
        ({"language": "fr"}, "language"),
        ({"holidays": "Bavaria"}, "holidays"),
        ({"admins": ["Nina"]}, "admins.0"),
        ({"summary": {"day": "montag"}}, "montag"),
        ({"summary": {"time": "9"}}, "09:00"),
        ({"summary": {"time": "25:00"}}, "summary.time"),
    ],
)
def test_what_is_wrong_with_the_settings_is_named(settings: dict[str, object], named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        Organisation.model_validate({"workspace": settings})


@pytest.mark.parametrize(
    "word",
    ["C0ACC", "c0acc", "S0ACC", "accounting", "Buchhaltung", "#buchhaltung", "@buchhaltung", " BUCHHALTUNG "],
)
def test_a_department_is_found_under_all_its_names(word: str) -> None:
    assert find_department(COMPANY.departments, word) is ACCOUNTING


@pytest.mark.parametrize("word", ["", "#", "Buch", "Vertrieb Süd", "U0CEM"])
def test_a_word_that_names_no_department_finds_none(word: str) -> None:
    assert find_department(COMPANY.departments, word) is None


def test_who_belongs_where() -> None:
    assert COMPANY.departments_of(DORA) == [ACCOUNTING]
    assert COMPANY.departments_of(KIM) == [SALES, LOGISTICS]
    assert COMPANY.departments_of(SOFIA) == [SERVICE]  # a lead belongs, listed or not
    assert COMPANY.departments_of(MIRA) == []
    assert COMPANY.is_admin(NINA)
    assert not COMPANY.is_admin(ANNA)
    assert ACCOUNTING.has(CEM)


def test_each_channel_is_written_to_in_its_language() -> None:
    assert COMPANY.language_of(IT) == "en"
    assert COMPANY.language_of(SALES) == "de"
    assert COMPANY.language_of(None) == "de"


def test_a_need_is_called_what_the_reader_understands() -> None:
    need = Need(key="amount", label={"de": "Betrag", "en": "Amount"})
    assert (need.label_in("en"), need.label_in("de")) == ("Amount", "Betrag")
    assert Need(key="amount", label={"de": "Betrag"}).label_in("en") == "Betrag"
