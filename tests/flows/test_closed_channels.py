"""A department's channel is closed to Staffel: somebody is told how to mend it, and nothing is lost meanwhile."""

import pytest
from structlog.testing import capture_logs

from handlers.app import running
from practice import events
from practice.api.door import TOKENS
from practice.membership import member_joined, member_left
from tests.flows.office import Office, read, settings_for
from tests.flows.test_operators import asked


async def offer(office: Office, summary: str) -> None:
    """Let Ben offer something to logistics, whose card may not come."""
    ben = office.ben
    await ben.command(f"/handoff logistics: {summary}", channel="C0ALLE")
    await office.form(ben, "open_handoff")
    ben.fill(**{"need.order_no": "A-17"})
    assert not (await ben.submit()).errors


async def leave(office: Office) -> None:
    workspace = office.slack.workspace
    await member_left(workspace, office.slack.bot_user_id, workspace.company.channels["C0LOG"])


async def come_back(office: Office) -> None:
    workspace = office.slack.workspace
    await member_joined(workspace, office.slack.bot_user_id, workspace.company.channels["C0LOG"])


async def test_whoever_can_mend_it_is_told_once_in_their_language(office: Office) -> None:
    await leave(office)
    await offer(office, "Pallet for Smith")
    lead = await office.told(office.lars, "/invite @Staffel")
    assert "Logistik" in read(lead)
    admin = await office.told(office.sofia, "/invite @Staffel")
    assert "Staffel ist nicht in" in read(admin)
    assert "Was bis dahin dorthin geht, wartet und geht dann von selbst hinaus." in read(admin)
    await offer(office, "Another pallet")
    await office.slack.until(lambda: len(refused(office, "not_in_channel")) == 2)
    await office.offer(office.ben, "it", "New password")
    assert len(office.sofia.dm()) == len(office.lars.dm()) == 1


async def test_an_invitation_brings_all_that_waited(office: Office) -> None:
    await leave(office)
    await offer(office, "Pallet for Smith")
    await office.told(office.sofia, "/invite @Staffel")
    await come_back(office)
    card = await office.seen(office.priya, "C0LOG", "Pallet for Smith")
    await office.priya.click(card, "accept_handoff")
    await office.reply(office.priya, "C0LOG", card["ts"], "@U0PRIYA has accepted")


async def test_what_was_mended_while_nobody_listened_is_found_at_the_start(
    office: Office, database_url: str
) -> None:
    await leave(office)
    await offer(office, "Pallet for Smith")
    await office.told(office.sofia, "/invite @Staffel")
    office.slack.workspace.company.channels["C0LOG"].members.append(office.slack.bot_user_id)
    async with running(settings_for(office.slack, database_url)):
        await office.seen(office.priya, "C0LOG", "Pallet for Smith")


async def test_a_channel_from_the_archive_brings_it_too_and_later_trouble_is_told_again(
    office: Office,
) -> None:
    await from_the_archive(office, "Pallet for Smith")
    await from_the_archive(office, "Pallet for Miller")
    assert len([one for one in office.sofia.dm() if "archiviert" in read(one)]) == 2


async def from_the_archive(office: Office, summary: str) -> None:
    """Archive the channel, let an offer wait for it, and open it again when it was told."""
    channel, told = office.slack.workspace.company.channels["C0LOG"], len(office.sofia.dm())
    channel.is_archived = True
    await offer(office, summary)
    await office.slack.until(lambda: len(office.sofia.dm()) > told)
    channel.is_archived = False
    event = {"type": "channel_unarchive", "channel": "C0LOG", "user": "U0LARS", "event_ts": "1.0"}
    await events.send(office.slack.workspace, event)
    await office.seen(office.priya, "C0LOG", summary)


async def test_where_a_message_stood_staffel_is_a_guest_and_troubles_nobody(office: Office) -> None:
    ben = office.ben
    await office.slack.people.open_channel("C0TEA", "tea", members=("U0BEN",))
    message = await ben.say("C0TEA", "Smith waits for 3 pallets")
    await ben.message_shortcut("handoff_message", "C0TEA", message["ts"])
    await office.form(ben, "open_handoff")
    await ben.choose("department", "it")
    await ben.submit()
    await office.slack.until(lambda: refused(office, "not_in_channel"))
    await office.offer(ben, "it", "New password")
    async with office.storage.unit_of_work.read() as work:
        assert await work.troubles.all(office.slack.team_id) == []
        waiting = await work.outbox.waiting(office.slack.team_id, limit=9)
    assert not [message for message in waiting if message.dead]
    assert office.sofia.dm() == []


async def test_without_a_valid_token_nothing_is_set_aside_and_operators_see_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.ben.command("/handoff it: New password", channel="C0ALLE")
    await office.form(office.ben, "open_handoff")
    with capture_logs() as logs, monkeypatch.context() as revoked:
        revoked.delitem(TOKENS, office.slack.bot_token)
        await office.ben.submit()
        await office.slack.until(
            lambda: len(refused(office, "invalid_auth")) >= 2
        )  # the card and the receipt
        assert "slack: not well" in (await asked(office, "/readyz"))[1]
    assert [entry["error"] for entry in logs if entry["event"] == "token_refused"] == ["invalid_auth"]
    async with office.storage.unit_of_work.read() as work:
        assert not [one for one in await work.outbox.waiting(office.slack.team_id, limit=9) if one.dead]
    await office.slack.clock.skip(61)
    await office.seen(office.jan, "C0IT", "New password")
    await office.told(office.ben, "You have offered")
    assert "slack: ok" in (await asked(office, "/readyz"))[1]


def refused(office: Office, error: str) -> list[object]:
    return [call for call in office.slack.calls if call.error == error]
