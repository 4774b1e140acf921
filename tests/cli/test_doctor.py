"""What the doctor says of a company, line by line."""

import pytest

from bot.domain.company.organisation import Organisation
from handlers.doctor.access import check_identity
from handlers.doctor.company import check_company
from handlers.doctor.facts import Channel, Company, Identity
from handlers.doctor.findings import Finding, Level, bad, good, odd, worst
from handlers.doctor.setup import unknown_settings
from handlers.org_file import parse_organisation
from handlers.slack.scopes import bot_scopes

ORGANISATION = parse_organisation(
    """\
workspace: {language: de, timezone: Europe/Berlin, holidays: DE-BW, admins: [U0NINA], summary: {channel: C0ALLE}}
departments:
  - {key: sales, name: Vertrieb, channel: C0SALES, office: front, lead: U0ANNA, members: [U0ANNA, U0BEN]}
  - {key: accounting, name: Buchhaltung, channel: C0ACC, office: back, lead: U0CEM, usergroup: S0ACC}
""",
    "org.yaml",
)
CHANNELS = {
    "C0ALLE": Channel("alle", archived=False, has_bot=True),
    "C0SALES": Channel("vertrieb", archived=False, has_bot=True),
    "C0ACC": Channel("buchhaltung", archived=False, has_bot=True),
}
PEOPLE = {"U0ANNA": True, "U0BEN": True, "U0CEM": True}
WELL = Company(CHANNELS, PEOPLE, {"S0ACC": frozenset({"U0CEM", "U0DORA"})})


def lines(company: Company, organisation: Organisation = ORGANISATION) -> list[str]:
    return [str(finding) for finding in check_company(organisation, company)]


def with_channel(channel: Channel | str) -> Company:
    return Company(CHANNELS | {"C0SALES": channel}, PEOPLE, WELL.groups)


def written(more: str, department: str = "") -> Organisation:
    text = f"workspace: {{{more}}}\ndepartments: [{{key: sales, name: Vertrieb, channel: C0SALES, office: front, lead: U0ANNA{department}}}]"
    return parse_organisation(text, "org.yaml")


def test_a_company_where_all_is_well() -> None:
    assert lines(WELL) == [
        "✓ Vertrieb: #vertrieb, 2 people",
        "✓ Buchhaltung: #buchhaltung, 2 people",
        "✓ Silo summary: mon 09:00 in #alle",
        "✓ Times: Europe/Berlin, holidays of DE-BW",
    ]


@pytest.mark.parametrize(
    ("channel", "told"),
    [
        (
            Channel("vertrieb", archived=True, has_bot=True),
            "✗ Vertrieb: #vertrieb is archived: unarchive it, or name another channel in org.yaml",
        ),
        (
            Channel("vertrieb", archived=False, has_bot=False),
            "✗ Vertrieb: Staffel is not in #vertrieb: write /invite @Staffel there",
        ),
        (
            "channel_not_found",
            "✗ Vertrieb: there is no channel C0SALES, or it is private and Staffel is not in it:"
            " mend channel in org.yaml, or write /invite @Staffel there",
        ),
        ("missing_scope", "! Vertrieb: Slack tells nothing of channel C0SALES (missing_scope)"),
    ],
)
def test_a_channel_in_which_nobody_would_read_a_card(channel: Channel | str, told: str) -> None:
    assert lines(with_channel(channel))[0] == told


def test_the_summary_has_to_arrive_too() -> None:
    gone = Company(CHANNELS | {"C0ALLE": "channel_not_found"}, PEOPLE, WELL.groups)
    assert any(line.startswith("✗ Silo summary: there is no channel C0ALLE") for line in lines(gone))


def test_people_who_left_and_people_nobody_knows() -> None:
    told = lines(Company(CHANNELS, {"U0ANNA": False, "U0CEM": True}, WELL.groups))
    assert told[:2] == [
        "✗ Vertrieb: the lead U0ANNA has left: mend org.yaml",
        "✗ Vertrieb: the member U0BEN is nobody in this workspace: mend org.yaml",
    ]


def test_a_user_group_that_is_gone() -> None:
    told = lines(Company(CHANNELS, PEOPLE, {}))
    assert told[1].startswith("✗ Buchhaltung: there is no user group S0ACC, or it is switched off")


def test_work_that_would_go_to_somebody_who_may_not_accept_it() -> None:
    told = lines(WELL, written("holidays: DE", ", assignment: U0BEN"))
    assert "✗ Vertrieb: assignment names U0BEN, who is no member: mend one of the two in org.yaml" in told


def test_what_slack_did_not_tell_is_no_accusation() -> None:
    assert [line for line in lines(Company(CHANNELS, None, None)) if line.startswith("✗")] == []


def test_settings_that_are_likely_forgotten() -> None:
    told = lines(WELL, written("language: de"))
    assert [line.split(":")[0] for line in told if line.startswith("!")] == [
        "! No channel gets the whole silo summary",
        "! No holidays are set",
        "! No admin is named",
    ]


def test_reminders_that_would_reach_no_lead() -> None:
    def without(**changes: object) -> Organisation:
        sales, accounting = ORGANISATION.departments
        return ORGANISATION.model_copy(
            update={"departments": (sales, accounting.model_copy(update={"lead": None, **changes}))}
        )

    told = (
        "! Buchhaltung: it has no lead, so reminders meant for one go to the admins:"
        " name a lead in org.yaml, or take the lead off its ladders"
    )
    assert told in lines(WELL, without())
    ladders = dict.fromkeys(("not_accepted", "not_accepted_urgent"), ("1d requester",)) | {"due": ()}
    assert told not in lines(WELL, without(ladders=ladders))


def test_no_department_at_all() -> None:
    told = lines(WELL, Organisation())
    assert told == ["✗ There is no department yet: write org.yaml and run `staffel org import org.yaml`"]


def identity(*scopes: str) -> Identity:
    return Identity("T0STAFFEL", "Hansen & Töchter", "staffel", frozenset(scopes))


def test_scopes_that_fit() -> None:
    assert [str(finding) for finding in check_identity(identity(*bot_scopes()))] == [
        "✓ Slack: @staffel in Hansen & Töchter (T0STAFFEL)",
        f"✓ Scopes: all {len(bot_scopes())}",
    ]


def test_scopes_that_are_missing_or_more_than_needed() -> None:
    missing = set(bot_scopes()) - {"chat:write"}
    _, lacking, spare = check_identity(identity(*missing, "files:read"))
    assert lacking.level is Level.BAD
    assert lacking.text.startswith("The bot lacks the scopes chat:write: put what `staffel manifest` prints")
    assert spare.level is Level.ODD
    assert "files:read" in spare.text


def test_a_setting_with_a_slip_of_the_pen() -> None:
    told = [*unknown_settings(["STAFFEL_HOTS", "STAFFEL_HOST", "PATH"])]
    assert told == [odd("STAFFEL_HOTS is no setting; did you mean STAFFEL_HOST?")]


@pytest.mark.parametrize(
    ("found", "level"),
    [([], Level.GOOD), ([good("a"), odd("b")], Level.ODD), ([good("a"), bad("c"), odd("b")], Level.BAD)],
)
def test_the_worst_line_decides(found: list[Finding], level: Level) -> None:
    assert worst(found) is level


def test_the_further_mail_addresses_of_a_department_are_shown() -> None:
    assert "✓ Vertrieb: #vertrieb, 1 person, mail to rechnung@, billing@" in lines(
        WELL, written("holidays: DE", ", mail: [rechnung, billing]")
    )
