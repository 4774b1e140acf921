"""What somebody sees who pipes messages through `staffel detect`."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from handlers.org_file import write_organisation
from tests.cli.conftest import Outcome, Staffel
from tests.company import COMPANY

THROWN = "Mail an die Buchhaltung ist raus, damit ist das für mich erledigt."
ACCEPTED = "Mail an die Buchhaltung ist raus, Dora hat übernommen."
Detect = Callable[..., Outcome]


@pytest.fixture
def detect(staffel: Staffel, monkeypatch: pytest.MonkeyPatch) -> Detect:
    """Return `staffel detect` with lines on its standard input."""

    def call(*lines: str | bytes, options: tuple[str, ...] = ()) -> Outcome:
        content = b"".join(line if isinstance(line, bytes) else line.encode() + b"\n" for line in lines)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        return staffel("detect", *options)

    return call


def told(outcome: Outcome) -> list[dict[str, object]]:
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_each_line_is_told_as_one_line_of_json(detect: Detect) -> None:
    outcome = detect(THROWN, ACCEPTED, "Mittag?", options=("--departments", "Buchhaltung,IT"))
    assert (outcome.code, outcome.err) == (0, "")
    assert told(outcome) == [
        {"kind": "fire_and_forget", "prompt": True, "department": "Buchhaltung", "cue": "de.done-for-me"},
        {"kind": "closed_loop", "prompt": False, "department": "Buchhaltung", "cue": "de.somebody-took-it"},
        {"kind": "harmless", "prompt": False, "department": None, "cue": None},
    ]


def test_json_lines_and_plain_lines_may_be_mixed(detect: Detect) -> None:
    line = json.dumps({"text": f"Hallo!\n{THROWN}\n> Hab's gemailt", "ts": "1.2"})
    assert [one["kind"] for one in told(detect(line, "Mittag?"))] == ["fire_and_forget", "harmless"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"text": "Hab', "this is no JSON: Unterminated string starting at at character 10"),
        ('{"message": "Hallo"}', "there is no field `text`"),
        ('{"text": null}', "`text` is no text"),
        ('{"text": 1}', "`text` is no text"),
        ('{"text": ' + "[" * 100_000, "this JSON is nested too deeply, or has a number that is too long"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_goes_on(detect: Detect, line: str, problem: str) -> None:
    outcome = detect("Hallo!", line, THROWN)
    assert outcome.code == 1
    assert outcome.err == f"Line 2: {problem}\n"
    assert [one["kind"] for one in told(outcome)] == ["harmless", "fire_and_forget"]


def test_bytes_that_are_no_text_and_a_mark_of_windows_do_no_harm(detect: Detect) -> None:
    outcome = detect(b"\xef\xbb\xbf" + THROWN.encode() + b"\r\n", b"\xff\xfe\x00 Mail\n", b"")
    assert [one["prompt"] for one in told(outcome)] == [True, False]


@pytest.mark.parametrize(
    ("given", "key"),
    [
        (("accounting",), "accounting"),
        (("accounting=Buchhaltung|Fibu",), "accounting"),
        (("IT", "Buchhaltung"), "Buchhaltung"),
        (("fibu = Buchhaltung, it = IT",), "fibu"),
        (("org.yaml",), "accounting"),
        (("IT",), None),
        (("",), None),
    ],
)
def test_departments_may_be_named_in_many_ways(
    detect: Detect, tmp_path: Path, given: tuple[str, ...], key: str | None
) -> None:
    (tmp_path / "org.yaml").write_text(write_organisation(COMPANY), "utf-8")
    assert told(detect(THROWN, options=("--departments", *given)))[0]["department"] == key


def test_a_department_without_a_name_is_told(detect: Detect) -> None:
    outcome = detect(THROWN, options=("--departments", "=Buchhaltung"))
    assert outcome.code == 1
    assert "accounting=Buchhaltung" in outcome.err


def test_the_departments_come_from_the_database(detect: Detect, staffel: Staffel, tmp_path: Path) -> None:
    (tmp_path / "org.yaml").write_text(write_organisation(COMPANY), "utf-8")
    assert staffel("org", "import", "org.yaml").code == 0
    assert told(detect(THROWN))[0]["department"] == "accounting"


def test_without_a_database_messages_are_told_all_the_same_and_none_is_made(detect: Detect) -> None:
    assert told(detect(THROWN))[0] == {
        "kind": "fire_and_forget",
        "prompt": True,
        "department": None,
        "cue": "de.done-for-me",
    }
    assert not Path("staffel.db").exists()


def test_in_a_pipe_every_answer_comes_before_the_next_question(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "detect", "--departments", "IT"]
    with subprocess.Popen(  # noqa: S603 - our own program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    ) as process:
        assert process.stdin
        assert process.stdout
        for line, kind in ((THROWN, "fire_and_forget"), ("Mittag?", "harmless")):
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["kind"] == kind
        process.stdin.close()
        assert process.wait() == 0


def test_who_has_read_enough_may_go(tmp_path: Path) -> None:
    lines = tmp_path / "lines"
    lines.write_text(f"{THROWN}\n" * 20_000, "utf-8")
    read, write = os.pipe()
    with lines.open("rb") as stdin:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "detect", "--departments", "IT"],
            stdin=stdin,
            stdout=write,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        )
    os.close(write)
    os.read(read, 10)
    os.close(read)
    assert process.communicate()[1] == b""
    assert process.returncode == 0
