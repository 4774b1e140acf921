"""What an admin reads who asks who changed what."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.company.audit import AuditEntry
from handlers.cli.audit import write
from handlers.org_file import write_organisation
from tests.cli.conftest import Staffel
from tests.company import COMPANY

FILE = write_organisation(COMPANY)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_each_change_of_an_import_is_a_line(staffel: Staffel, tmp_path: Path) -> None:
    path = tmp_path / "org.yaml"
    path.write_text(FILE, "utf-8")
    staffel("org", "import", str(path))
    path.write_text(FILE.replace("lead: U0ANNA", "lead: U0BEN"), "utf-8")
    staffel("org", "import", str(path))
    told = rows(staffel("audit", "export").out)
    assert "department sales: added" in [row["what"] for row in told]
    last = told[-1]
    assert (last["who"], last["what"]) == ("command line", "department sales: lead")
    assert (last["before"], last["after"]) == ("U0ANNA", "U0BEN")
    assert datetime.fromisoformat(last["at"]).tzinfo is not None
    assert rows(staffel("audit", "export", "--since", "2999-01-01").out) == []


def test_a_time_is_the_workspaces_and_no_cell_is_a_formula() -> None:
    at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    out = io.StringIO()
    write([AuditEntry(at, "U0NINA", "workspace", "=1+1", "-x")], ZoneInfo("Europe/Berlin"), out)
    (row,) = rows(out.getvalue())
    assert row["at"] == "2026-11-23T10:00:00+01:00"
    assert (row["before"], row["after"]) == ("'=1+1", "'-x")
