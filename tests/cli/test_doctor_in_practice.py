"""The doctor in a workspace that speaks Slack's protocol."""

from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest
from typing_extensions import override

from bot.domain.company.organisation import UNCLAIMED, Organisation
from bot.services.import_organisation import import_organisation
from handlers.cli.workspace import which_workspace
from handlers.doctor.examine import examine
from handlers.manifest import manifest
from handlers.org_file import parse_organisation
from handlers.settings import load_settings, setting_names
from handlers.slack.scopes import bot_scopes
from practice import Practice, open_practice
from storage.database import Storage, open_storage

HANSEN = parse_organisation(files("handlers.demo").joinpath("org.yaml").read_text("utf-8"), "org.yaml")


class OnlyTheFirst(Random):
    """Strikes at the first draw and never again."""

    struck = False

    @override
    def random(self) -> float:
        before, self.struck = self.struck, True
        return float(before)


@pytest.fixture
async def slack() -> AsyncIterator[Practice]:
    async with open_practice(manifest()) as opened:
        yield opened


@pytest.fixture
async def storage(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_url: str, slack: Practice
) -> AsyncIterator[Storage]:
    """Settings and a database, as after `staffel org import` and before the first `staffel run`."""
    for name in setting_names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SLACK_BOT_TOKEN", slack.bot_token)
    monkeypatch.setenv("SLACK_APP_TOKEN", slack.app_token)
    monkeypatch.setenv("SLACK_API_URL", slack.api_url)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    async with open_storage(sqlite_url) as opened:
        yield opened


async def told() -> list[str]:
    return [str(finding) async for finding in examine()]


async def test_all_is_well_at_hansens(storage: Storage) -> None:
    await import_organisation(storage.unit_of_work, UNCLAIMED, HANSEN)
    lines = await told()
    assert all(line.startswith("✓") for line in lines), lines
    assert lines[0] == "✓ Settings: complete, Slack is reached by Socket Mode"
    assert "✓ Socket Mode: Slack opens a socket" in lines
    assert any(line.endswith("in Hansen & Töchter (T0STAFFEL)") for line in lines)
    assert f"✓ Scopes: all {len(bot_scopes())}" in lines
    assert "✓ Vertrieb: #vertrieb, 2 people" in lines
    assert "✓ Language model: none is set, everything works by rules" in lines
    assert len(lines) == 6 + len(HANSEN.departments) + 2


async def test_without_an_organisation_the_doctor_tells_how_to_get_one(storage: Storage) -> None:
    assert (await told())[-1] == (
        "✗ There is no organisation yet: write org.yaml and run `staffel org import org.yaml`"
    )


async def test_everybody_is_found_on_however_many_pages(storage: Storage, slack: Practice) -> None:
    slack.limits.most = 3
    await import_organisation(storage.unit_of_work, slack.team_id, HANSEN)
    assert not [line for line in await told() if "✗" in line]
    assert len([call for call in slack.calls if call.method == "users.list"]) > 1


async def test_the_doctor_waits_when_slack_asks_for_it(storage: Storage, slack: Practice) -> None:
    await import_organisation(storage.unit_of_work, slack.team_id, HANSEN)
    slack.weather.random = chance = OnlyTheFirst()
    slack.weather.error_429 = 0.5
    assert not [line for line in await told() if "✗" in line]
    assert chance.struck


async def test_a_stranger_as_lead_is_found(storage: Storage, slack: Practice) -> None:
    sales, *others = HANSEN.departments
    changed = HANSEN.model_copy(
        update={"departments": (sales.model_copy(update={"lead": "U0NOBODY"}), *others)}
    )
    await import_organisation(storage.unit_of_work, slack.team_id, changed)
    assert "✗ Vertrieb: the lead U0NOBODY is nobody in this workspace: mend org.yaml" in await told()


async def test_a_channel_that_does_not_exist_is_found(storage: Storage, slack: Practice) -> None:
    sales, *others = HANSEN.departments
    gone = sales.model_copy(update={"channel": "C0GONE"})
    changed = HANSEN.model_copy(update={"departments": (gone, *others)})
    await import_organisation(storage.unit_of_work, slack.team_id, changed)
    assert any(line.startswith("✗ Vertrieb: there is no channel C0GONE") for line in await told())


async def test_an_app_that_was_made_with_an_older_manifest_lacks_scopes(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = manifest()
    older["oauth_config"]["scopes"]["bot"].remove("users:read")
    async with open_practice(older) as slack:
        monkeypatch.setenv("SLACK_API_URL", slack.api_url)
        await import_organisation(storage.unit_of_work, slack.team_id, HANSEN)
        lines = await told()
    assert any(line.startswith("✗ The bot lacks the scopes users:read: put what") for line in lines)
    assert "✓ Vertrieb: #vertrieb, 2 people" in lines


async def test_tokens_that_slack_does_not_know(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-other")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-other")
    lines = await told()
    assert [line for line in lines if line.startswith("✗")] == [
        "✗ Slack opens no socket for SLACK_APP_TOKEN (invalid_auth):"
        " create one with the scope connections:write under Basic Information → App-Level Tokens",
        "✗ Slack refuses SLACK_BOT_TOKEN (invalid_auth): copy the Bot User OAuth Token again under Install App",
    ]
    assert "other" not in "".join(lines)


async def test_slack_out_of_reach(storage: Storage, slack: Practice) -> None:
    slack.weather.offline = True
    assert (await told())[-1].startswith(f"✗ Slack cannot be reached at {slack.api_url}")


async def test_a_database_that_nobody_made_yet_is_not_made_by_looking(
    storage: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new.db")
    assert (
        "! Database: new.db is not there yet; `staffel run` and `staffel org import` make it" in await told()
    )
    assert not (tmp_path / "new.db").exists()


async def test_a_database_of_an_older_version_has_to_be_upgraded(
    storage: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "old.db").touch()
    monkeypatch.setenv("DATABASE_URL", "sqlite:///old.db")
    assert any("has to be applied: run `staffel db upgrade`" in line for line in await told())


async def test_the_token_tells_which_workspace_a_command_is_about(storage: Storage, slack: Practice) -> None:
    settings = load_settings()
    assert await which_workspace(settings, storage.unit_of_work, None) == slack.team_id
    assert await which_workspace(settings, storage.unit_of_work, "T0OTHER") == "T0OTHER"


async def test_what_was_imported_before_the_first_run_is_still_found_with_a_token(storage: Storage) -> None:
    await import_organisation(storage.unit_of_work, UNCLAIMED, Organisation())
    assert await which_workspace(load_settings(), storage.unit_of_work, None) == UNCLAIMED
