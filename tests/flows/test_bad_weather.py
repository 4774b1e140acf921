"""Slack on a bad day, as the person sees it who has just clicked."""

from random import Random

import pytest
from typing_extensions import override

from tests.flows.office import Office


class OnlyOnce(Random):
    """Misfortune strikes the first time, and then never again."""

    _drawn = 0.0

    @override
    def random(self) -> float:
        drawn, self._drawn = self._drawn, 1.0
        return drawn


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


def sockets_asked(office: Office) -> int:
    """Return how often Slack was asked for a socket's address."""
    return [call.method for call in office.slack.calls].count("apps.connections.open")
