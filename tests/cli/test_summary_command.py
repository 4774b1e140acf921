"""What a person at the command line sees of a week."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handlers.org_file import write_organisation
from storage.database import open_storage
from tests.cli.conftest import Staffel
from tests.summary.logs import COMPANY, store
from tests.summary.test_nobody_can_be_told_apart import lives

WORKSPACE = "T0HANSEN"
GERMAN = COMPANY.model_copy(
    update={"workspace": COMPANY.workspace.model_copy(update={"language": "de", "holidays": None})}
)


async def twelve_weeks() -> None:
    async with open_storage("sqlite:///staffel.db") as storage, storage.unit_of_work.write() as work:
        await store(work, WORKSPACE, lives(3))


@pytest.fixture
def weeks(staffel: Staffel) -> Staffel:
    """Staffel with twelve weeks behind it, from 2026-W35 on."""
    Path("org.yaml").write_text(write_organisation(GERMAN), "utf-8")
    outcome = staffel("org", "import", "org.yaml", "--workspace", WORKSPACE)
    assert outcome.code == 0, outcome.err
    asyncio.run(twelve_weeks())
    return staffel


def printed(staffel: Staffel, *arguments: str) -> dict[str, Any]:
    outcome = staffel("summary", "--format", "json", *arguments)
    assert (outcome.code, outcome.err) == (0, "")
    found: dict[str, Any] = json.loads(outcome.out)
    return found


def keys(value: object, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from keys(inner, f"{path}.{key}" if path else key)
    else:
        yield path


def test_the_names_that_other_programs_rely_on(weeks: Staffel) -> None:
    found = printed(weeks, "--week", "2026-W40")
    assert found.keys() >= {
        *("week", "since", "until", "departments", "totals", "flows", "reciprocity", "hhi"),
        *("most_asked_needs", "prompts", "signals", "narrative"),
    }
    assert (found["week"], found["since"]) == ("2026-W40", "2026-09-27T22:00:00+00:00")
    assert found["totals"].keys() == {"opened", "closed", "open"}
    assert found["prompts"] == {"shown": 0, "turned_into_handoffs": 0, "dismissed": 0}
    assert {*keys(found["flows"][0])} == {
        *("from", "to", "opened", "closed", "open", "overdue", "oldest_open_hours", "shown"),
        *(f"accept_target.{name}" for name in ("k", "n", "share", "low", "high")),
        *(f"hours_to_{what}.{name}" for what in ("accept", "close") for name in ("median", "p85", "n")),
        *("never_accepted", "ping_pong.k", "ping_pong.n"),
        *("complete_and_accurate.k", "complete_and_accurate.n"),
    }
    assert found["reciprocity"][0].keys() == {"a", "b", "value"}


def test_what_is_too_little_to_show_has_no_figures(weeks: Staffel) -> None:
    flows = printed(weeks, "--week", "2026-W40")["flows"]
    hidden = [flow for flow in flows if not flow["shown"]]
    assert hidden
    assert {flow[name] for flow in hidden for name in ("opened", "closed", "open", "never_accepted")} == {
        None
    }
    assert {flow["accept_target"]["k"] for flow in hidden} == {None}
    others = [flow for flow in flows if (flow["from"], flow["to"]) == ("other", "other")]
    assert [flow["shown"] for flow in others] == [True]


def test_the_flows_add_up_to_the_totals(weeks: Staffel) -> None:
    found = printed(weeks, "--week", "2026-W40")
    for name in ("opened", "closed", "open"):
        assert sum(flow[name] or 0 for flow in found["flows"]) == found["totals"][name] > 0


def test_the_admin_may_see_and_recognises_what_nobody_else_sees(weeks: Staffel) -> None:
    shown = printed(weeks, "--week", "2026-W40")
    everything = printed(weeks, "--week", "2026-W40", "--unredacted")
    assert everything["totals"] == shown["totals"]
    filled = {(flow["from"], flow["to"]) for flow in everything["flows"] if not flow["shown"]}
    assert filled
    # One that is empty by now stays withheld for a week, and has nothing to fill in.
    assert filled <= {(flow["from"], flow["to"]) for flow in shown["flows"] if not flow["shown"]}
    assert sum(flow["opened"] for flow in everything["flows"]) == shown["totals"]["opened"]
    text = weeks("summary", "--week", "2026-W40", "--unredacted").out
    assert "* zu wenig, um es jemandem außer dir zu zeigen" in text


def test_a_department_sees_its_own_flows(weeks: Staffel) -> None:
    found = printed(weeks, "--week", "2026-W40", "--department", "sales")
    assert found["scope"] == "sales"
    assert all("sales" in {flow["from"], flow["to"]} for flow in found["flows"])
    assert weeks("summary", "--week", "2026-W40", "--department", "sales").out.startswith(
        "Sales: Übergaben in KW 40 (28. Sept."
    )


def test_the_text_is_readable(weeks: Staffel) -> None:
    lines = weeks("summary", "--week", "2026-W40").out.splitlines()
    assert lines[0].startswith("Übergaben in KW 40 (28. Sept.")
    table = next(index for index, line in enumerate(lines) if line.split()[:2] == ["neu", "abgeschlossen"])
    rows = lines[table + 1 : lines.index("", table)]
    assert all("→" in row or row.startswith("alle anderen zusammen") for row in rows)
    assert not any("U0" in line for line in lines)


def test_the_last_week_that_is_over_if_none_is_named(weeks: Staffel) -> None:
    found = printed(weeks)
    assert found["week"] == printed(weeks, "--week", found["week"])["week"]


def test_what_there_is_not_is_told(weeks: Staffel) -> None:
    outcome = weeks("summary", "--week", "2026-W99")
    assert (outcome.code, outcome.err) == (1, "The year 2026 has no week 99\n")
    outcome = weeks("summary", "--department", "kitchen")
    assert outcome.code == 1
    assert outcome.err == "There is no department kitchen; there are sales, accounting, logistics, it\n"
