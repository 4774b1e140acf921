"""Slack on a bad day, as the person sees it who has just clicked."""

import pytest

from tests.flows.office import Office


async def test_a_form_that_slack_fails_to_open_is_explained(office: Office) -> None:
    card = await office.offer(office.ben, "it", "New password")
    office.slack.weather.error_500 = 1.0
    await office.jan.click(card, "ask_information")
    assert "zu lange" in (await office.whispered(office.jan, "C0IT"))["text"]


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
