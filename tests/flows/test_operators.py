"""What operators ask: is it alive, is it ready, how is it doing."""

import aiohttp

from tests.flows.office import Office, open_office


async def asked(office: Office, path: str) -> tuple[int, str]:
    address = f"http://127.0.0.1:{office.staffel.port}{path}"
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        return response.status, await response.text()


async def test_it_lives_and_is_ready(office: Office) -> None:
    assert (await asked(office, "/healthz"))[0] == 200
    status, told = await asked(office, "/readyz")
    assert status == 200
    assert told == "database: ok\nmigrations: ok\nslack: ok\n"


async def test_without_slack_it_lives_but_is_not_ready(office: Office) -> None:
    office.slack.weather.offline = True
    await office.slack.until(lambda: not office.slack.workspace.courier.reachable)
    assert (await asked(office, "/healthz"))[0] == 200
    status, told = await asked(office, "/readyz")
    assert status == 503
    assert "slack: not well" in told


async def test_the_figures_tell_what_happened(office: Office) -> None:
    await office.offer(office.ben, "it", "New password")
    await office.told(office.ben, "H-1")
    figures = dict(
        line.rsplit(" ", 1) for line in (await asked(office, "/metrics"))[1].splitlines() if line[0] != "#"
    )
    assert float(figures['staffel_ack_seconds_count{kind="form",outcome="acknowledged"}']) == 1
    assert float(figures["staffel_outbox_dead"]) == 0
    assert float(figures['staffel_sends_total{kind="card",outcome="sent"}']) >= 1
    assert float(figures['staffel_database_seconds_count{kind="write",outcome="committed"}']) > 0


async def test_unknown_addresses_are_not_found(office: Office) -> None:
    assert (await asked(office, "/slack/events"))[0] == 404
    assert (await asked(office, "/etc/passwd"))[0] == 404


async def test_a_slow_slack_delays_no_answer(database_url: str) -> None:
    async with open_office(database_url) as office:
        card = await office.offer(office.ben, "it", "New password")
        office.slack.weather.slow = 5  # longer than the 3 seconds in which an ack has to come
        assert (await office.jan.click(card, "accept_handoff")).ok
        assert (await office.ben.command("/handoff list", channel="C0ALLE")).ok
        office.slack.weather.slow = 0
        await office.seen(office.jan, "C0IT", "Verantwortlich: @U0JAN")
