"""What an admin sees who brings a history in as a file, and takes the event log out."""

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from handlers.org_file import write_organisation
from tests.cli.conftest import Outcome, Staffel
from tests.company import COMPANY
from tests.event_logs import HEADING, any_log, as_text, log, opening, row

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
"""Another process runs the same code."""

DETAILED = log(
    *opening(due="2026-09-11T12:00:00+02:00"),
    row("information_asked", 1, detail="amount"),
    row("information_answered", 2),
    row("accepted", 3),
    row("handed_on", 4, detail="ERP-2"),
    *opening("ERP-2", 4),
    row("finished", 5),
    row("closed_unconfirmed", 6, actor=""),
)


@pytest.fixture
def company(staffel: Staffel, tmp_path: Path) -> Staffel:
    """Hansen & Töchter is set up."""
    (tmp_path / "org.yaml").write_text(write_organisation(COMPANY), "utf-8")
    assert staffel("org", "import", "org.yaml").code == 0
    return staffel


def brought_in(staffel: Staffel, content: str | bytes) -> Outcome:
    Path("log.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    return staffel("import", "events", "log.csv")


def refusal(staffel: Staffel, content: str | bytes) -> list[str]:
    """Return what is said about a log that is refused, and see that nothing of it was imported."""
    outcome = brought_in(staffel, content)
    assert (outcome.code, outcome.out) == (1, "")
    assert staffel("export", "events").out == log()
    return outcome.err.splitlines()


def test_a_history_comes_in_and_goes_out(company: Staffel) -> None:
    outcome = brought_in(company, DETAILED)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "10 events of 2 cases imported.\n"
    exported = company("export", "events")
    actors = {line.split(",")[5] for line in exported.out.splitlines()[1:]}
    assert actors == {"", *(actor for actor in actors if actor.startswith("p-"))}
    for actor in actors - {""}:
        exported = Outcome(0, exported.out.replace(actor, "U0ANNA"), exported.err)
    assert exported.out == DETAILED


def test_the_same_file_again_says_what_was_here_already(company: Staffel) -> None:
    brought_in(company, DETAILED)
    assert brought_in(company, DETAILED).out.splitlines() == [
        "0 events of 0 cases imported.",
        "2 cases were here already and stay as they are: ERP-1, ERP-2",
    ]


def test_a_part_of_the_log_goes_to_a_file(company: Staffel, tmp_path: Path) -> None:
    brought_in(company, as_text(any_log(1, 300)))
    outcome = company("export", "events", "out.csv", "--since", "2026-09-21", "--until", "2026-09-22T00:00")
    lines = (tmp_path / "out.csv").read_text().splitlines()
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == f"{len(lines) - 1} events written to out.csv.\n"
    assert len(lines) > 2
    assert {line.split(",")[2][:10] for line in lines[1:]} == {"2026-09-21"}
    assert sorted(path.name for path in tmp_path.glob("out.csv*")) == ["out.csv"]


def test_a_moment_that_is_none_is_refused_before_anything_is_written(company: Staffel) -> None:
    outcome = company("export", "events", "out.csv", "--since", "yesterday")
    assert outcome.code == 1
    assert outcome.err == "yesterday is no date and no time; write 2026-11-24 or 2026-11-24T09:30\n"
    assert not Path("out.csv").exists()


def test_a_file_that_cannot_be_written_is_told(company: Staffel) -> None:
    outcome = company("export", "events", "nowhere/out.csv")
    assert (outcome.code, outcome.err) == (
        1,
        "nowhere/out.csv cannot be written: No such file or directory\n",
    )


@pytest.mark.parametrize(
    "content",
    [
        DETAILED.encode("utf-8-sig"),
        DETAILED.replace("\n", "\r\n").encode(),
        "\n".join(
            ",".join(f'"{cell}"' for cell in line.split(",")) for line in DETAILED.splitlines()
        ).encode(),
        DETAILED.replace(",", ";").encode("utf-8-sig"),
        DETAILED.replace("\n", "\n\n").encode(),
        DETAILED.rstrip("\n").encode(),
        DETAILED.replace("+02:00", "+0200").encode(),
    ],
    ids=["bom", "crlf", "quoted", "semicolons", "empty lines", "no last newline", "short offset"],
)
def test_what_spreadsheets_make_of_a_log_is_read(company: Staffel, content: bytes) -> None:
    assert brought_in(company, content).out == "10 events of 2 cases imported.\n"


def test_standard_input_is_read(company: Staffel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DETAILED.encode())))
    assert company("import", "events", "-").out == "10 events of 2 cases imported.\n"


def test_a_heading_alone_is_a_log_without_events(company: Staffel) -> None:
    assert brought_in(company, HEADING).out == "0 events of 0 cases imported.\n"


NOTHING = "Nothing was imported."
COLUMNS = f"line 1: the columns have to be {HEADING}"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", [f"The file is empty; it has to begin with the line {HEADING}"]),
        (
            "id,activity,timestamp,from_department,to_department,actor,detail\n",
            [f"{COLUMNS} (missing: case_id; unknown: id)"],
        ),
        (HEADING.replace("actor,detail", "detail,actor"), [f"{COLUMNS} (their order is another)"]),
        (
            log(row("opend")),
            ["line 2 (ERP-1): there is no activity 'opend'; did you mean opened?", NOTHING],
        ),
        (
            log(row("opened", to="fax")),
            [
                "line 2 (ERP-1): there is no department 'fax' in this workspace; see `staffel org export`",
                NOTHING,
            ],
        ),
        (
            log("ERP-1,opened,2026-11-24T09:30:00,sales,it,U0ANNA,"),
            [
                "line 2 (ERP-1): timestamp '2026-11-24T09:30:00' has no offset; write it like"
                " 2026-11-24T09:30:00+01:00",
                NOTHING,
            ],
        ),
        (
            log("ERP-1,opened,24.11.2026 09:30,sales,it,U0ANNA,"),
            [
                "line 2 (ERP-1): timestamp '24.11.2026 09:30' is no time; write it like 2026-11-24T09:30:00+01:00",
                NOTHING,
            ],
        ),
        (
            log("ERP-1,opened,0001-01-01T00:00:00+01:00,sales,it,U0ANNA,"),
            [
                "line 2 (ERP-1): timestamp '0001-01-01T00:00:00+01:00' is not between the years 1970 and 2199",
                NOTHING,
            ],
        ),
        (log("ERP-1,opened,2026"), ["line 2 (ERP-1): has 3 cells instead of 7", NOTHING]),
        (
            log(row("opened", case="=1+1")),
            [
                "line 2 (=1+1): case_id '=1+1' cannot be taken: 1 to 100 characters,"
                " the first of them no blank and none of = + - @",
                NOTHING,
            ],
        ),
        (
            log(row("opened", case="H-12345678")),
            ["line 2 (H-12345678): case_id 'H-12345678' has too high a number for a handoff", NOTHING],
        ),
        (
            log(row("opened", actor="")),
            ["line 2 (ERP-1): actor '' is no user id: 1 to 100 characters, none of them a blank", NOTHING],
        ),
        (
            log(row("opened", detail="Freitag")),
            [
                "line 2 (ERP-1): timestamp 'Freitag' is no time; write it like 2026-11-24T09:30:00+01:00",
                NOTHING,
            ],
        ),
        (
            log(*opening(), row("accepted", 1, detail="gern")),
            ["line 4 (ERP-1): detail has to be empty for accepted", NOTHING],
        ),
        (
            log(*opening(), row("information_asked", 1, detail="Der Betrag?")),
            [
                "line 4 (ERP-1): detail 'Der Betrag?' is no key of a need; leave it empty if the question was about none",
                NOTHING,
            ],
        ),
        (
            log(*opening(), row("accepted", 1), row("handed_on", 2)),
            [
                "line 5 (ERP-1): detail '' is no case_id; for handed_on it names the case that was opened for the next part",
                NOTHING,
            ],
        ),
        (
            log(row("accepted")),
            ["line 2 (ERP-1): a case begins with opened, not with accepted", NOTHING],
        ),
        (
            log(row("opened")),
            ["line 2 (ERP-1): after opened the case has to be offered first", NOTHING],
        ),
        (
            log(row("opened"), row("offered", 1)),
            ["line 3 (ERP-1): the first offer has to be at the same instant as opened", NOTHING],
        ),
        (
            log(*opening(), row("rerouted", 1), row("accepted", 2)),
            ["line 5 (ERP-1): after rerouted the case has to be offered first", NOTHING],
        ),
        (
            log(*opening(), row("confirmed", 1)),
            ["line 4 (ERP-1): confirmed cannot follow here; the case was offered last", NOTHING],
        ),
        (
            log(*opening(), row("withdrawn", 1), row("accepted", 2)),
            ["line 5 (ERP-1): accepted cannot follow here; the case was withdrawn last", NOTHING],
        ),
        (
            log(*opening(), row("accepted", 1, sender="it")),
            [
                "line 4 (ERP-1): from_department has to stay sales, the requester's, in the whole case",
                NOTHING,
            ],
        ),
        (
            log(*opening(), row("accepted", 1, to="it")),
            [
                "line 4 (ERP-1): to_department has to be accounting, where the case lies; only offered leads elsewhere",
                NOTHING,
            ],
        ),
        (
            log(*opening(minutes=5), row("accepted", 1)),
            ["line 4 (ERP-1): is earlier than the row above; sort the file by time", NOTHING],
        ),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_nothing_is_imported(
    company: Staffel, content: str, told: list[str]
) -> None:
    assert refusal(company, content) == told


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (log(row("opened", case="a\0b")).encode(), "line 2: case_id 'a\\x00b' cannot be taken"),
        (log(row("opened", actor="U0\0")).encode(), "line 2 (ERP-1): actor 'U0\\x00' is no user id"),
        (log(*opening()).encode("utf-16"), "line 1: this is no UTF-8 text"),
        (log(*opening()).encode() + b"Gr\xfc\xdfe", "line 4: this is no UTF-8 text"),
        (log(*opening(), '"ERP-1,accepted').encode(), "line 4: this is no CSV (unexpected end of data)"),
        (log(*opening(), '"ERP-1"x,accepted').encode(), "line 4: this is no CSV ("),
        (log(*opening(), "x" * 200_000).encode(), "line 4: the line is too long"),
        (
            log(*opening(), 'ERP-1,accepted,,,,,"' + "x\n" * 200_000).encode(),
            "line 65540: this is no CSV (field",
        ),
        (log(*opening(), f"{'x' * 60_000},,,,,,").encode(), f"line 4 ({'x' * 60}): case_id '{'x' * 60}'"),
    ],
    ids=[
        "nul in a case",
        "nul in an actor",
        "utf-16",
        "latin-1",
        "open quote",
        "text behind a quote",
        "endless line",
        "field of many lines",
        "huge field",
    ],
)
def test_what_is_no_log_is_refused_where_it_ends_to_be_one(
    company: Staffel, content: bytes, told: str
) -> None:
    assert refusal(company, content)[0].startswith(told)


def test_only_the_first_ten_bad_rows_are_named(company: Staffel) -> None:
    told = refusal(company, log(*(row("paused", minute, case=f"ERP-{minute}") for minute in range(12))))
    assert [line.split(" ")[1] for line in told[:10]] == [str(line) for line in range(2, 12)]
    assert told[10:] == ["… and 2 more bad rows", NOTHING]


def test_a_file_that_is_not_there_is_told(company: Staffel) -> None:
    outcome = company("import", "events", "nowhere.csv")
    assert (outcome.code, outcome.err) == (1, "nowhere.csv cannot be read: No such file or directory\n")


def test_a_workspace_without_departments_is_set_up_first(staffel: Staffel) -> None:
    outcome = brought_in(staffel, DETAILED)
    assert outcome.code == 1
    assert outcome.err == "The workspace has no departments yet: run `staffel org import` first\n"


def test_a_reader_that_has_read_enough_is_no_error(company: Staffel) -> None:
    assert brought_in(company, as_text(any_log(2, 2000))).code == 0
    program = subprocess.Popen(
        [sys.executable, "-m", "bot", "export", "events"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    assert program.stdout.readline().decode() == f"{HEADING}\n"
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait() == 0


def test_who_sits_at_a_terminal_sees_how_far_it_is(company: Staffel) -> None:
    Path("log.csv").write_text(as_text(any_log(2, 300)))
    screen, stderr = pty.openpty()
    program = subprocess.run(
        [sys.executable, "-m", "bot", "import", "events", "log.csv"],
        stdout=subprocess.PIPE,
        stderr=stderr,
        env=ENVIRONMENT,
        check=True,
    )
    os.close(stderr)
    shown = os.read(screen, 65536).decode()
    os.close(screen)
    assert re.search(r"\r[\d,]+ events (read|checked|stored)", shown)
    assert shown.endswith("\r"), "the next line begins where this one did"
    assert program.stdout.decode().endswith("300 cases imported.\n")


def test_nobody_is_told_of_progress_who_sits_at_no_terminal(company: Staffel) -> None:
    assert brought_in(company, as_text(any_log(2, 2000))).err == ""
