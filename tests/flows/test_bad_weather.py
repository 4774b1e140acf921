"""Slack on a bad day, as the person sees it who has just clicked."""

from random import Random

import pytest
from pydantic import SecretStr
from typing_extensions import override

from bot.errors import StaffelError
from handlers.app import running
from handlers.manifest import manifest
from practice import open_practice
from tests.flows.office import Office, settings_for


class OnlyOnce(Random):
    """Misfortune strikes one time, the first or a later one, and then never again."""

    def __init__(self, spared: int = 0) -> None:
        super().__init__()
        self._left = spared

    @override
    def random(self) -> float:
        self._left -= 1
        return float(self._left != -1)


async def test_a_form_that_slack_fails_to_open_is_explained(office: Office) -> None:
    card = await office.offer(office.ben, "it", "New password")
    office.slack.weather.error_500 = 1.0
    await office.jan.click(card, "ask_information")
    assert "zu lange" in (await office.whispered(office.jan, "C0IT"))["text"]


async def test_a_form_opens_although_the_first_connection_breaks(office: Office) -> None:
    card = await office.offer(office.ben, "it", "New password")
    await office.delivered()
    office.slack.weather.random, office.slack.weather.reset_before = OnlyOnce(), 0.5
    await office.jan.click(card, "ask_information")
    await office.form(office.jan, "ask_information")


async def test_a_lost_socket_is_there_again_although_slack_fails_once(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    asked = sockets_asked(office)
    office.slack.weather.error_500 = 1.0
    await office.slack.workspace.sockets.close()
    await office.slack.until(lambda: sockets_asked(office) > asked)
    office.slack.weather.calm()
    await office.slack.connected(30)
    assert "Failed to" not in caplog.text  # after a failure the SDK waits for ten seconds
    card = await office.offer(office.ben, "it", "New password")
    assert (await office.jan.click(card, "accept_handoff")).ok


async def test_a_socket_that_breaks_while_it_is_opened_is_there_a_moment_later(office: Office) -> None:
    await office.offer(office.ben, "it", "New password")
    await office.delivered()
    asked = sockets_asked(office)
    # Slack is asked for an address, which is good for one connection; then that breaks.
    office.slack.weather.random, office.slack.weather.reset_after = OnlyOnce(spared=1), 0.5
    await office.slack.workspace.sockets.close()
    await office.slack.connected(30)
    assert sockets_asked(office) == asked + 2
    assert (await office.jan.command("/handoff help", channel="C0ALLE")).ok


async def test_who_starts_it_with_the_wrong_app_token_is_told(sqlite_url: str) -> None:
    async with open_practice(manifest()) as slack:
        settings = settings_for(slack, sqlite_url)
        wrong = settings.model_copy(update={"slack_app_token": SecretStr("xapp-1-of-another-app")})
        with pytest.raises(StaffelError, match="check SLACK_APP_TOKEN"):
            async with running(wrong):
                pass


def sockets_asked(office: Office) -> int:
    """Return how often Slack was asked for a socket's address."""
    return [call.method for call in office.slack.calls].count("apps.connections.open")
