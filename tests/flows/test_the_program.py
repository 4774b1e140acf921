"""`staffel` as an operator runs it: commands in processes of their own, against a server that speaks Slack."""

import asyncio
from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path

import pytest

from handlers.manifest import manifest
from practice import Practice, open_practice
from tests.flows.office import CHANNELS, read
from tests.flows.program import serving, staffel

ORG = str(files("handlers.demo").joinpath("org.yaml"))


@pytest.fixture
async def slack() -> AsyncIterator[Practice]:
    async with open_practice(manifest()) as opened:
        yield opened


async def test_import_run_and_a_first_handoff(slack: Practice, empty_database_url: str) -> None:
    for command in (["db", "upgrade"], ["org", "import", ORG]):
        code, printed = await staffel(slack, empty_database_url, *command)
        assert code == 0, printed
    async with serving(slack, empty_database_url):
        ben, jan = slack.person("U0BEN"), slack.person("U0JAN")
        await ben.command("/handoff it: New password", channel="C0ALLE")
        await slack.until(lambda: ben.view)
        await ben.submit()
        card = await slack.until(
            lambda: next((one for one in jan.messages(CHANNELS["it"]) if "H-1" in read(one)), None)
        )
        await jan.click(card, "accept_handoff")
        await slack.until(lambda: any("@U0JAN" in read(one) for one in ben.dm()))


async def test_an_organisation_imported_before_slack_is_known_is_there_when_it_connects(
    slack: Practice, empty_database_url: str
) -> None:
    await staffel(slack, empty_database_url, "db", "upgrade")
    code, printed = await staffel(slack, empty_database_url, "org", "import", ORG, SLACK_BOT_TOKEN="")
    assert code == 0, printed
    async with serving(slack, empty_database_url):
        await slack.person("U0BEN").command("/handoff it: New password", channel="C0ALLE")
        form = await slack.until(lambda: slack.person("U0BEN").view)
        assert "New password" in str(form)


async def test_it_stops_within_seconds_and_says_nothing_is_left(
    slack: Practice, empty_database_url: str
) -> None:
    await staffel(slack, empty_database_url, "db", "upgrade")
    async with serving(slack, empty_database_url) as process:
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 10) == 0


async def test_all_missing_settings_are_named_at_once(slack: Practice, tmp_path: Path) -> None:
    nothing = {"SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": ""}
    code, printed = await staffel(slack, f"sqlite:///{tmp_path}/x.db", "run", **nothing)
    assert code == 2
    assert "SLACK_BOT_TOKEN" in printed
    assert "SLACK_APP_TOKEN" in printed
    assert "Traceback" not in printed
