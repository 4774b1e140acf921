"""What Slack is asked for, and that it is what the code uses and nothing more."""

import ast
import inspect
import json
import re
from pathlib import Path

import jsonschema
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import StaffelError
from handlers.http import EVENTS as EVENTS_PATH
from handlers.manifest import manifest
from handlers.slack.events import EVENTS
from handlers.slack.scopes import APP_SCOPES, EVENT_SCOPES, SCOPES, bot_scopes
from handlers.slack.shortcuts import SHORTCUTS

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "tests/data/slack_schema/manifest.schema.2.0.0.json").read_text("utf-8"))
OURS = "https://staffel.example.com"


def methods_in_the_source() -> set[str]:
    """Return the Web API methods, under Slack's names, that stand anywhere in handlers/ as an attribute."""
    sources = {
        name: inspect.getsource(function)
        for name, function in inspect.getmembers(AsyncWebClient, inspect.isfunction)
    }
    names = {
        name: {match.group(1)}
        for name, source in sources.items()
        if (match := re.search(r'self\.api_call\(\s*"([\w.]+)"', source))
    }
    # An upload is several calls behind one method of the client.
    names["files_upload_v2"] = {
        called
        for name in re.findall(r"await self\.(\w+)\(", sources["files_upload_v2"])
        for called in names.get(name, set())
    }
    attributes = {
        node.attr
        for path in (ROOT / "handlers").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }
    return {called for name in attributes for called in names.get(name, set())}


@pytest.mark.parametrize("url", [None, OURS])
def test_slack_takes_the_manifest(url: str | None) -> None:
    jsonschema.Draft7Validator(SCHEMA).validate(manifest(url))


def test_the_schema_would_refuse_what_slack_refuses() -> None:
    wrong = manifest() | {"display_information": {"name": "x" * 36}}
    assert not jsonschema.Draft7Validator(SCHEMA).is_valid(wrong)


def test_the_table_of_scopes_has_the_methods_that_the_code_calls_and_no_others() -> None:
    assert set(SCOPES) | set(APP_SCOPES) == methods_in_the_source()


def test_the_manifest_asks_for_the_scopes_of_these_methods_and_no_others() -> None:
    needed = {scope for table in (SCOPES, EVENT_SCOPES) for scopes in table.values() for scope in scopes}
    assert set(manifest()["oauth_config"]["scopes"]["bot"]) == needed | {"commands"}
    assert bot_scopes() == sorted(bot_scopes())


def test_slack_tells_of_the_events_that_the_code_handles_and_no_others() -> None:
    assert manifest()["settings"]["event_subscriptions"]["bot_events"] == sorted(EVENTS)


def test_every_shortcut_has_its_handler() -> None:
    assert [shortcut["callback_id"] for shortcut in manifest()["features"]["shortcuts"]] == list(SHORTCUTS)


def test_commands_come_with_the_ids_of_what_they_name() -> None:
    commands = manifest()["features"]["slash_commands"]
    assert [command["command"] for command in commands] == ["/handoff", "/silo"]
    assert all(command["should_escape"] and command["usage_hint"] for command in commands)


def test_socket_mode_needs_no_address() -> None:
    assert manifest()["settings"]["socket_mode_enabled"]
    assert "url" not in json.dumps(manifest())


@pytest.mark.parametrize("written", [OURS, f"{OURS}/", f"{OURS}{EVENTS_PATH}"])
def test_over_http_everything_goes_to_one_address(written: str) -> None:
    made = manifest(written)
    assert not made["settings"]["socket_mode_enabled"]
    addresses = set(re.findall(r'url": "([^"]+)"', json.dumps(made)))
    assert addresses == {OURS + EVENTS_PATH}


@pytest.mark.parametrize(
    ("url", "name"), [("http://staffel.example.com", "Staffel"), (None, ""), (None, "x" * 36)]
)
def test_what_slack_would_refuse_is_refused_here(url: str | None, name: str) -> None:
    with pytest.raises(StaffelError):
        manifest(url, name)
