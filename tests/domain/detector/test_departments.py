"""Which department a message names, however it is written, and never one that it does not."""

import pytest

from bot.domain.detector import Called, Directory, classify
from bot.domain.detector.teams import SAME
from tests.company import COMPANY as HANSEN
from tests.domain.detector.labelled import COMPANY

OURS = Directory.of(HANSEN.departments)


def department(text: str, directory: Directory = COMPANY) -> str | None:
    return classify(text, directory).department


@pytest.mark.parametrize(
    "whom",
    [
        "an die Buchhaltung",
        "der buchhaltung",
        "an BUCHHALTUNG",
        "an die Buchaltung",
        "an die Buchhaltugn",
        "ans Buchhaltungsteam",
        "den Kollegen der Buchhaltung",
        "an die Buchhaltungsabteilung",
        "den Buchhaltern",
        "an accounting",
        "an die Fibu",
        "an accounting@hansen.example",
        "an <mailto:buchhaltung@hansen.example|buchhaltung@hansen.example>",
        "an <!subteam^S0ACC>",
        "in <#C0ACC|finanzen>",
        "in <#C0ANDERE|team-buchhaltung>",
        "an @accounting",
    ],
)
def test_a_department_is_known_by_all_its_names(whom: str) -> None:
    assert department(f"Hab's {whom} gemailt, liegt jetzt da.") == "accounting"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Emailed IT about it, they'll fix it.", "it"),
        ("Hab's der IT gemailt.", "it"),
        ("habs der it gemailt, die machen das", "it"),
        ("I emailed it, they'll fix it.", None),
        ("IT's mailbox has it now, I sent it.", "it"),
        ("Per Mail an Recht gegeben.", "legal"),
        ("Du hast recht, ich hab's gemailt.", None),
        ("Recht hast du, ich hab's gemailt.", None),
        ("Passed it to customer service by mail.", "service"),
        ("Emailed finance, done from my side.", "accounting"),
    ],
)
def test_little_words_are_no_departments(text: str, key: str | None) -> None:
    assert department(text) == key


@pytest.mark.parametrize(
    "text",
    [
        "Hab's der IT und der Buchhaltung gemailt, die klären das.",
        "Weiß nicht, ob IT oder Logistik, hab's jedenfalls gemailt.",
        "Hab's dem Einkauf gemailt, die kümmern sich.",
        "Die Rechnung hab ich dem Einkauf gemailt, die kümmern sich.",
        "Vertrag und Rechnung sind per Mail raus, damit erledigt.",
        "",
    ],
)
def test_where_it_is_not_clear_nobody_is_named(text: str) -> None:
    assert department(text) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Der Vertrieb fragt: hab's an die Buchhaltung weitergeleitet, liegt bei denen.", "accounting"),
        ("Mail vom Vertrieb an die Logistik weitergeleitet, die machen das.", "logistics"),
        ("The mail from sales? Forwarded it to legal, it's with them.", "legal"),
        ("Die Gutschrift ist per Mail raus, damit ist das für mich erledigt.", "accounting"),
        ("Der Vertragsentwurf ist per Mail raus, damit ist das für mich erledigt.", "legal"),
        ("Den Kollegen vom Versand gemailt, die kümmern sich.", "logistics"),
    ],
)
def test_whom_it_went_to_counts_more_than_whom_it_came_from_and_topics_come_last(text: str, key: str) -> None:
    assert department(text) == key


def test_an_organisation_brings_its_names_channels_and_groups() -> None:
    assert department("Mail an <!subteam^S0ACC> ist raus, erledigt für mich.", OURS) == "accounting"
    assert department("Mail an den Kundendienst ist raus, erledigt für mich.", OURS) == "service"


def test_a_name_that_two_departments_share_names_none() -> None:
    north, south = Called("north", ("Service Nord", "Service")), Called("south", ("Service Süd", "Service"))
    both = Directory.of([north, south])
    assert department("Dem Service gemailt, die machen das.", both) is None
    assert department("Dem Service Süd gemailt, die machen das.", both) == "south"
    assert department("Dem Service Sued gemailt, die machen das.", both) == "south"


def test_an_own_department_is_not_taken_for_a_related_one() -> None:
    both = Directory.of([Called("accounting", ("Buchhaltung",)), Called("finance", ("Finanzen",))])
    assert department("Emailed finance, done from my side.", both) == "finance"


def test_without_departments_nobody_is_named() -> None:
    assert department("Hab's der IT gemailt, die machen das.", Directory()) is None


def test_every_name_belongs_to_one_department() -> None:
    names = [name for same in SAME for name in same]
    assert len(names) == len(set(names))


def test_a_department_is_known_by_an_address_that_it_chose_and_not_by_its_word_alone() -> None:
    directory = Directory.of([Called("accounting", ("accounting",), mail=("belege",))])
    assert (
        classify("Hab es an belege@hansen.example geschickt, damit erledigt.", directory).department
        == "accounting"
    )
    assert classify("Hab die Belege per Mail geschickt, damit erledigt.", directory).department is None
