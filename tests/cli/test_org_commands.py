"""What an admin sees who brings the organisation in and looks at it again."""

import asyncio
import io
import sys
from pathlib import Path

import pytest

from bot.domain.company.organisation import UNCLAIMED
from bot.domain.matter.commands import OpenHandoff
from bot.domain.matter.opening import open_handoff as open_for
from handlers.org_file import write_organisation
from storage.database import open_storage
from tests.cli.conftest import Staffel
from tests.company import ANNA, COMPANY, MONDAY, REFUND

FILE = write_organisation(COMPANY)


@pytest.fixture
def org_yaml(tmp_path: Path) -> Path:
    path = tmp_path / "org.yaml"
    path.write_text(FILE, "utf-8")
    return path


def test_import_into_nothing_makes_the_database_and_tells_what_it_adds(
    staffel: Staffel, org_yaml: Path
) -> None:
    outcome = staffel("org", "import", str(org_yaml))
    assert (outcome.code, outcome.err) == (0, "")
    assert "+ department sales" in outcome.out.splitlines()
    assert Path("staffel.db").exists()


def test_what_was_imported_is_exported(staffel: Staffel, org_yaml: Path) -> None:
    staffel("org", "import", str(org_yaml))
    assert staffel("org", "export").out == FILE


def test_importing_again_changes_nothing(staffel: Staffel, org_yaml: Path) -> None:
    staffel("org", "import", str(org_yaml))
    assert staffel("org", "import", str(org_yaml)).out == "No changes.\n"


def test_a_dry_run_tells_the_changes_and_stores_nothing(staffel: Staffel, org_yaml: Path) -> None:
    staffel("org", "import", str(org_yaml))
    org_yaml.write_text(FILE.replace("lead: U0ANNA", "lead: U0BEN"), "utf-8")
    outcome = staffel("org", "import", str(org_yaml), "--dry-run")
    assert outcome.out == "~ department sales: lead: U0ANNA → U0BEN\n1 change.\n"
    assert outcome.err.startswith("Nothing was stored")
    assert staffel("org", "export").out == FILE


def test_a_dry_run_into_nothing_makes_no_database(staffel: Staffel, org_yaml: Path) -> None:
    outcome = staffel("org", "import", str(org_yaml), "--dry-run")
    assert "+ department sales" in outcome.out.splitlines()
    assert not Path("staffel.db").exists()


def test_a_file_with_mistakes_changes_nothing(staffel: Staffel, org_yaml: Path) -> None:
    staffel("org", "import", str(org_yaml))
    org_yaml.write_text(
        FILE.replace("lead: U0ANNA", "lead: Anna").replace("name: Vertrieb", "nam: x"), "utf-8"
    )
    outcome = staffel("org", "import", str(org_yaml))
    assert outcome.code == 1
    assert outcome.out == ""
    assert [line.split(": ")[1] for line in outcome.err.splitlines()] == [
        "departments.0.name",
        "departments.0.nam",
        "departments.0.lead",
    ]
    assert staffel("org", "export").out == FILE


def test_a_file_of_nothing_but_mistakes_is_told_in_fifty_lines(staffel: Staffel, org_yaml: Path) -> None:
    org_yaml.write_text("departments: []\n" + "".join(f"field{n}: x\n" for n in range(200)), "utf-8")
    lines = staffel("org", "import", str(org_yaml)).err.splitlines()
    assert len(lines) == 51
    assert lines[-1] == "… and 150 more"


def test_the_file_may_come_through_a_pipe(staffel: Staffel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FILE.encode())))
    assert staffel("org", "import", "-").code == 0
    assert staffel("org", "export").out == FILE


async def open_handoff() -> None:
    """Let Anna hand a refund to accounting, which stays open."""
    handoff = open_for(
        OpenHandoff("accounting", REFUND), COMPANY, workspace=UNCLAIMED, number=1, actor=ANNA, now=MONDAY
    ).handoff
    async with open_storage("sqlite:///staffel.db") as storage, storage.unit_of_work.write() as work:
        await work.handoffs.add(handoff)


@pytest.mark.parametrize("dry_run", [["--dry-run"], []])
def test_a_department_that_goes_while_handoffs_lie_with_it_is_a_warning(
    staffel: Staffel, org_yaml: Path, dry_run: list[str]
) -> None:
    staffel("org", "import", str(org_yaml))
    asyncio.run(open_handoff())
    others = tuple(one for one in COMPANY.departments if one.key != "accounting")
    org_yaml.write_text(write_organisation(COMPANY.model_copy(update={"departments": others})), "utf-8")
    outcome = staffel("org", "import", str(org_yaml), *dry_run)
    assert outcome.code == 0
    assert "- department accounting" in outcome.out.splitlines()
    assert outcome.err.splitlines()[0] == (
        "1 open handoff lies with accounting, which this removes: hand over anew what still matters"
    )
    assert ("key: accounting" in staffel("org", "export").out) == bool(dry_run)


def test_workspaces_stay_apart_and_have_to_be_named(staffel: Staffel, org_yaml: Path) -> None:
    staffel("org", "import", str(org_yaml), "--workspace", "T0ONE")
    staffel("org", "import", str(org_yaml), "--workspace", "T0TWO")
    outcome = staffel("org", "export")
    assert outcome.code == 1
    assert outcome.err == "There are several workspaces; choose one: --workspace T0ONE or T0TWO\n"
    assert staffel("org", "export", "--workspace", "T0TWO").out == FILE


def test_the_only_workspace_need_not_be_named(staffel: Staffel, org_yaml: Path) -> None:
    staffel("org", "import", str(org_yaml), "--workspace", "T0ONE")
    assert staffel("org", "export").out == FILE


def test_a_workspace_is_named_by_its_id(staffel: Staffel) -> None:
    outcome = staffel("org", "export", "--workspace", "hansen")
    assert outcome.err == "--workspace hansen is no Slack workspace id; it looks like T0STAFFEL\n"


def test_a_token_whose_slack_cannot_be_reached_leaves_the_choice_to_the_admin(
    staffel: Staffel, org_yaml: Path
) -> None:
    closed = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_API_URL": "http://127.0.0.1:1/api/"}
    outcome = staffel("org", "import", str(org_yaml), **closed)
    assert outcome.code == 1
    assert outcome.err.startswith("Slack cannot be asked whose SLACK_BOT_TOKEN is")
    assert staffel("org", "import", str(org_yaml), "--workspace", "T0ONE", **closed).code == 0
