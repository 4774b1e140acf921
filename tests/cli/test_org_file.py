"""What an admin sees who writes the organisation down as a file."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from bot.domain.company.organisation import Organisation
from handlers.org_file import (
    OrganisationFileError,
    parse_organisation,
    read_organisation,
    write_organisation,
)
from tests.cli.organisations import organisations, unhurried
from tests.company import COMPANY

DESIGNED = """\
workspace: {language: de, timezone: Europe/Berlin, holidays: DE-BW, admins: [U0CHEF],
            summary: {channel: C0ALLE, day: mon, time: "09:00"}}
departments:
  - {key: sales, name: Vertrieb, channel: C0SALES, office: front, lead: U0ANNA, members: [U0ANNA, U0BEN]}
  - key: accounting
    name: Buchhaltung
    channel: C0ACC
    office: back
    lead: U0CEM
    usergroup: S0ACC                # members come from the Slack user group, and follow it
    hours: {mon-thu: "08:00-16:30", fri: "08:00-13:00"}
    assignment: rotation
    read_back: always
    needs:
      - {key: customer_no, label: {de: Kundennummer, en: Customer number}, required: true}
      - {key: amount, label: {de: Betrag, en: Amount}}
rules:
  - {when: {topic: [Gutschrift, refund]}, to: accounting, reviewed: 2026-10-01}
"""

SHORT = "departments: [{key: sales, name: Vertrieb, channel: C0SALES, office: front, lead: U0ANNA}]\n"


def problems(text: str) -> list[str]:
    with pytest.raises(OrganisationFileError) as caught:
        parse_organisation(text, "org.yaml")
    return str(caught.value).splitlines()


def one_department(more: str) -> str:
    return f"departments:\n  - {{key: sales, name: Vertrieb, channel: C0SALES, office: front, {more}}}\n"


def test_the_file_of_the_design_is_taken() -> None:
    organisation = parse_organisation(DESIGNED, "org.yaml")
    accounting = organisation.departments[1]
    assert organisation.workspace.summary.channel == "C0ALLE"
    assert accounting.usergroup == "S0ACC"
    assert accounting.hours == {"mon-thu": "08:00-16:30", "fri": "08:00-13:00"}
    assert [need.required for need in accounting.needs] == [True, False]
    assert organisation.rules[0].when.topic == ("Gutschrift", "refund")
    assert organisation.rules[0].reviewed == date(2026, 10, 1)


@unhurried
@given(organisations())
def test_what_is_exported_reads_back_as_the_same(organisation: Organisation) -> None:
    text = write_organisation(organisation)
    assert parse_organisation(text, "org.yaml") == organisation
    assert write_organisation(parse_organisation(text, "org.yaml")) == text


def test_members_who_come_from_a_user_group_are_not_exported() -> None:
    department = COMPANY.departments[0].model_copy(update={"usergroup": "S0SALES"})
    exported = write_organisation(COMPANY.model_copy(update={"departments": (department,)}))
    assert "members" not in exported
    assert "usergroup: S0SALES" in exported


def test_a_name_instead_of_an_id_is_told_with_line_and_field() -> None:
    text = DESIGNED.replace("lead: U0CEM", "lead: Cem")
    assert problems(text) == [
        "org.yaml:9: departments.1.lead: 'Cem' is no Slack user id; it looks like U0CEM"
        " (in Slack: profile → ⋯ → Copy member ID)"
    ]


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_file() -> None:
    told = problems(
        "workspace: {language: fr, timezone: Europe/Berln, holidays: DE-XX}\n"
        "departments:\n"
        "  - key: sales\n"
        "    name: Vertrieb\n"
        "    channel: '#vertrieb'\n"
        "    office: fron\n"
        "    leed: U0ANNA\n"
        "    hours: {mon-thu: 16:30-08:00, fre: 8:00-9:00}\n"
        "rules:\n"
        "  - {when: {topic: Gutschrift}, to: sale}\n"
    )
    assert [line.split(": ")[:2] for line in told] == [
        ["org.yaml:1", "workspace.holidays"],
        ["org.yaml:1", "workspace.language"],
        ["org.yaml:1", "workspace.timezone"],
        ["org.yaml:3", "departments.0"],
        ["org.yaml:5", "departments.0.channel"],
        ["org.yaml:6", "departments.0.office"],
        ["org.yaml:7", "departments.0.leed"],
        ["org.yaml:8", "departments.0.hours.fre"],
        ["org.yaml:8", "departments.0.hours.mon-thu"],
        ["org.yaml:10", "rules.0.to"],
        ["org.yaml:10", "rules.0.when.topic"],
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("leed: U0ANNA, lead: U0ANNA", "there is no field of this name here; did you mean lead?"),
        ("lead: U0ANNA, kind: partnr", "'partnr' is not one of internal, partner; did you mean partner?"),
        ("lead: U0ANNA, members: U0BEN", "has to be a list, as in [a, b], not 'U0BEN'"),
        ("lead: U0ANNA, members: [[U0BEN]]", "has to be a text, not a list"),
        ("lead: U0ANNA, timezone: Europe/Berln", "'Europe/Berln' is no time zone; write one like Europe/Berlin"),
        ("lead: U0ANNA, hours: {mon: 9-17}", '\'9-17\' is no slot of time; write "08:00-16:30"'),
        ("lead: U0ANNA, hours: {}", "there has to be at least one working hour a week"),
        (
            "lead: U0ANNA, hours: 9-17",
            "has to hold a text for each language or day, as in {de: Betrag} or {mon-fri: 09:00-17:00}, not '9-17'",
        ),
        ("lead: U0ANNA, language: fr", "'fr' is no language that Staffel speaks; write de or en"),
        (
            "lead: U0ANNA, assignment: robin",
            "'robin' is no assignment; write channel, rotation, least-busy or a Slack user id",
        ),
        (
            "lead: U0ANNA, members: [U0BEN], assignment: U0DORA",
            "'U0DORA' does not belong to the department, and could not accept",
        ),
        (
            "members: [U0BEN], assignment: U0BEN, deputy: U0DORA",
            "'U0DORA' does not belong to the department, and could not accept",
        ),
        ("members: [U0BEN], deputy: U0BEN", "stands in for a person; write who that is under assignment"),
        ("lead: U0ANNA, topics: ['']", "has to be a text, and is empty"),
        (f"lead: U0ANNA, topics: [{'x' * 76}]", "is longer than 75 characters"),
        ("lead: U0ANNA, mail: [Über uns]", "'über uns' cannot stand before the @ of an address; write small letters, digits, and . - _ between them"),
        ("lead: U0ANNA, mail: [handoff]", "handoff@ is Staffel's own already"),
        ("lead: U0ANNA, mail: [rechnung, Rechnung]", "rechnung@ is an address of Vertrieb already"),
        ("lead: U0ANNA, needs: [{key: amount}]", "is missing"),
        ("lead: U0ANNA, needs: [{key: amount, label: {de: a}, required: perhaps}]", "has to be true or false, not 'perhaps'"),
        ("lead: U0ANNA, needs: [{key: a, label: {de: a}}, {key: a, label: {de: b}}]", "the need 'a' stands here twice"),
        ("lead: U0ANNA, needs: [Betrag]", "has to hold fields, each with its name, not 'Betrag'"),
        ("topics: [Angebot]", "nobody could accept anything here; write members, a usergroup or a lead"),
        ("usergroup: S0ACC, members: [U0BEN]", "members come from the usergroup and follow it; write one of the two"),
        ("lead: U0ANNA, lead: U0BEN", "stands here twice, in lines 2 and 2"),
        ("lead: !!python/name:os.system U0ANNA", "tags like !!python/name:os.system are not taken here; write plain text"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_plain_words(written: str, told: str) -> None:
    assert problems(one_department(written))[0].endswith(f": {told}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "org.yaml: the file is empty; it begins with workspace: and departments:"),
        ("# only a comment\n", "org.yaml: the file is empty; it begins with workspace: and departments:"),
        ("- sales\n", "org.yaml: there are no fields here; it begins with workspace: and departments:"),
        ("workspace: {language: de}\n", "org.yaml:1: departments: is missing; [] if there is none yet"),
        ("departments:\n\t- key: sales\n", "org.yaml:2: this is no YAML: there is a tab here; YAML takes blanks only"),
        ("a: b: c\n", "org.yaml:1: this is no YAML: mapping values are not allowed here"),
        ("a: *nowhere\n", "org.yaml:1: this is no YAML: found undefined alias 'nowhere'"),
        ("a: &a [*a]\n", "org.yaml: the anchors and aliases unfold to more than can be read"),
        ("[" * 5000, "org.yaml:1: this is no YAML: nested too deeply"),
        ("a: \a\n", "org.yaml:1: there is an invisible control character here"),
        ("{[a]: b, departments: []}", "org.yaml:1: the name of a field has to be plain text"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_organisation_is_told_in_one_line(text: str, told: str) -> None:
    assert problems(text) == [told]


def test_a_bomb_of_aliases_is_refused() -> None:
    layers = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))
    assert problems("\n".join(["a0: &a0 [x]", *layers])) == [
        "org.yaml: the anchors and aliases unfold to more than can be read"
    ]


def test_anchors_save_writing() -> None:
    text = (
        "departments:\n"
        "  - &usual {key: sales, name: Vertrieb, channel: C0SALES, office: front, lead: U0ANNA,"
        " hours: &hours {mon-fri: 08:00-16:00}}\n"
        "  - {<<: *usual, key: legal, name: Recht}\n"
        "  - {key: it, name: IT, channel: C0IT, office: back, lead: U0JAN, hours: *hours}\n"
    )
    sales, legal, it = parse_organisation(text, "org.yaml").departments
    assert (legal.key, legal.name, legal.channel) == ("legal", "Recht", "C0SALES")
    assert sales.hours == legal.hours == it.hours == {"mon-fri": "08:00-16:00"}


def test_yaml_does_not_guess() -> None:
    text = "workspace: {holidays: NO, summary: {time: 10:00}}\n" + one_department(
        "lead: U0ANNA, topics: [2024, no]"
    )
    organisation = parse_organisation(text, "org.yaml")
    assert organisation.workspace.holidays == "NO"
    assert organisation.workspace.summary.time == "10:00"
    assert organisation.departments[0].topics == ("2024", "no")


def test_a_field_with_nothing_behind_it_is_not_given() -> None:
    organisation = parse_organisation(
        one_department("lead: U0ANNA, members: , hours: ~, topics: null"), "org.yaml"
    )
    assert organisation == parse_organisation(one_department("lead: U0ANNA"), "org.yaml")


@pytest.fixture
def unreadable(tmp_path: Path) -> dict[str, Path]:
    contents = {
        "picture": b"\x89PNG\r\n\x1a\n",
        "zeros": b"departments: []\n\0\0",
        "latin": "departments: []\n# für".encode("latin-1"),
        "huge": b"#" * (1024 * 1024 + 1),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return {name: tmp_path / name for name in contents} | {
        "nowhere": tmp_path / "nowhere",
        "folder": tmp_path,
    }


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("picture", "picture:1: is no UTF-8 text; save the file as UTF-8"),
        ("zeros", "zeros: is no text file"),
        ("latin", "latin:2: is no UTF-8 text; save the file as UTF-8"),
        ("huge", "huge: is larger than 1 MiB; this is no organisation file"),
        ("nowhere", "nowhere: cannot be read: No such file or directory"),
        ("folder", "cannot be read: Is a directory"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(unreadable: dict[str, Path], name: str, told: str) -> None:
    with pytest.raises(OrganisationFileError) as caught:
        read_organisation(unreadable[name])
    assert str(caught.value).endswith(told)


def test_a_file_that_windows_saved_is_read(tmp_path: Path) -> None:
    path = tmp_path / "org.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SHORT.replace("\n", "\r\n").encode())
    assert read_organisation(path).departments[0].name == "Vertrieb"


def test_what_nobody_can_see_is_taken_out_of_names() -> None:
    text = SHORT.replace("name: Vertrieb", 'name: "\\x85Vertrieb\\nNord\\x00"')
    (department, *_) = parse_organisation(text, "org.yaml").departments
    assert department.name == "Vertrieb Nord"
    assert (
        parse_organisation(write_organisation(parse_organisation(text, "org.yaml")), "org.yaml").departments[
            0
        ]
        == department
    )
