"""What an admin pastes into Slack."""

import json

from handlers.manifest import manifest
from tests.cli.conftest import Staffel

OURS = "https://staffel.example.com"


def test_the_command_prints_what_can_be_pasted(staffel: Staffel) -> None:
    assert json.loads(staffel("manifest").out) == manifest()
    told = staffel("manifest", "--name", "Übergabe", "--http", OURS)
    assert told.code == 0
    assert json.loads(told.out) == manifest(OURS, "Übergabe")
    assert "Übergabe" in told.out


def test_the_two_ways_in_exclude_each_other(staffel: Staffel) -> None:
    outcome = staffel("manifest", "--socket", "--http", OURS)
    assert (outcome.code, outcome.err) == (1, "--socket and --http exclude each other\n")
