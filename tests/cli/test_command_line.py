"""What everybody sees of `staffel` before it does anything."""

import socket
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from handlers.cli import app
from tests.cli.conftest import Staffel


def test_help_tells_every_command(staffel: Staffel) -> None:
    told = staffel("--help")
    assert told.code == 0
    for command in ("run", "demo", "org", "db", "doctor", "manifest", "outbox", "export", "import", "detect"):
        assert f" {command} " in told.out


@pytest.mark.parametrize(
    "command",
    [
        ("run",),
        ("demo",),
        ("doctor",),
        ("manifest",),
        ("db", "upgrade"),
        ("org", "import"),
        ("org", "export"),
        ("export", "events"),
        ("import", "events"),
        ("detect",),
    ],
)
def test_every_command_explains_itself(staffel: Staffel, command: tuple[str, ...]) -> None:
    told = staffel(*command, "--help")
    assert told.code == 0
    assert f"staffel {' '.join(command)}" in told.out


def test_version(staffel: Staffel) -> None:
    assert staffel("--version").out.strip() == version("staffel")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["handof"], "Unknown command"),
        (["org", "import"], "requires an argument"),
        (["manifest", "--color"], "Unknown option"),
        (["demo", "--port", "x"], "x"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_the_way_to_help(
    staffel: Staffel, arguments: list[str], told: str
) -> None:
    outcome = staffel(*arguments)
    assert outcome.code == 2
    assert told in outcome.err.splitlines()[0]
    assert outcome.err.splitlines()[-1] == "`staffel --help` tells what there is."


def test_run_without_settings_tells_all_that_is_missing(staffel: Staffel) -> None:
    outcome = staffel("run", PORT="many")
    assert outcome.code == 2
    assert [line.split()[0] for line in outcome.err.splitlines()] == [
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "PORT",
    ]


def test_a_database_that_cannot_be_reached_is_one_sentence_without_the_password(staffel: Staffel) -> None:
    outcome = staffel("db", "upgrade", DATABASE_URL="postgresql://staffel:hunter2@127.0.0.1:1/staffel")
    assert outcome.code == 1
    assert outcome.err.startswith("The database cannot be reached")
    assert len(outcome.err.splitlines()) == 1
    assert "hunter2" not in outcome.err


def test_a_traceback_is_for_those_who_debug(staffel: Staffel) -> None:
    unreachable = "postgresql://staffel:hunter2@127.0.0.1:1/staffel"
    assert "Traceback" not in staffel("db", "upgrade", DATABASE_URL=unreachable).err
    debugged = staffel("db", "upgrade", DATABASE_URL=unreachable, LOG_LEVEL="debug")
    assert "Traceback" in debugged.err
    assert "hunter2" not in debugged.err


def test_the_doctor_ends_with_1_while_something_has_to_be_mended(staffel: Staffel) -> None:
    outcome = staffel("doctor")
    assert (outcome.code, outcome.err) == (1, "")
    assert [line[:17] for line in outcome.out.splitlines()] == [
        "✗ SLACK_BOT_TOKEN",
        "✗ SLACK_APP_TOKEN",
        "! Database: staff",
        "✓ Language model:",
    ]


def test_upgrading_twice_is_no_matter(staffel: Staffel) -> None:
    assert staffel("db", "upgrade").out.startswith("Applied 0001")
    assert staffel("db", "upgrade").out == "The database is up to date.\n"
    assert Path("staffel.db").exists()


def test_python_m_bot_is_staffel() -> None:
    called = subprocess.run(
        [sys.executable, "-m", "bot", "--version"], capture_output=True, text=True, check=True
    )
    assert called.stdout.strip() == version("staffel")


def test_the_small_commands_load_nothing_heavy() -> None:
    loaded = (
        "import sys; from handlers.cli import app; app(['manifest']); print(*sys.modules, file=sys.stderr)"
    )
    called = subprocess.run(  # noqa: S603 - our own text
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )
    assert app.name == ("staffel",)
    assert not {"slack_bolt", "sqlalchemy", "alembic", "uvicorn", "holidays"} & set(called.stderr.split())


def test_the_demo_says_that_its_port_is_taken(staffel: Staffel) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        outcome = staffel("demo", "--no-browser", "--port", str(taken.getsockname()[1]), PORT="many")
    assert outcome.code == 1
    assert "leave --port out" in outcome.err
    assert "Traceback" not in outcome.err
