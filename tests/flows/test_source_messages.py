"""The message that a handoff was made from is edited or deleted."""

import pytest

from bot.domain.matter.handoff import State
from practice import talk
from tests.flows.office import Json, Office, read


@pytest.fixture
async def message(office: Office) -> Json:
    """Ben's message in #alle, from which he made a handoff to logistics that Priya has accepted."""
    ben = office.ben
    message = await ben.say("C0ALLE", "Smith waits for 3 pallets")
    await ben.message_shortcut("handoff_message", "C0ALLE", message["ts"])
    await office.form(ben, "open_handoff")
    await ben.choose("department", "logistics")
    await office.slack.until(lambda: "need.order_no" in str(ben.view))
    ben.fill(**{"need.order_no": "A-17"})
    await ben.submit()
    card = await office.seen(office.priya, "C0LOG", "Smith waits for 3 pallets")
    await office.priya.click(card, "accept_handoff")
    return message


async def test_an_edit_is_shown_to_both_sides_and_the_handoff_keeps_its_text(
    office: Office, message: Json
) -> None:
    await office.ben.edit("C0ALLE", message["ts"], "Smith waits for *4* pallets, @Priya Nair <!channel>")
    card = await office.seen(office.priya, "C0LOG", "Smith waits for 3 pallets", "original edited")
    assert message["ts"].replace(".", "") in str(card)
    line = await office.reply(office.priya, "C0LOG", card["ts"], "@U0BEN has edited", "for *4* pallets")
    told = await office.told(office.priya, "@U0BEN has edited the message that H-1", "for *4* pallets")
    for shown in (line, told):
        assert "broadcast" not in str(shown["blocks"])
    assert not [one for one in office.ben.dm() if "edited" in read(one)]
    assert (await office.handoff(1)).brief.summary == "Smith waits for 3 pallets"


async def test_a_deletion_is_told_and_the_text_stays(office: Office, message: Json) -> None:
    await office.ben.delete("C0ALLE", message["ts"])
    card = await office.seen(office.priya, "C0LOG", "Smith waits for 3 pallets", "original deleted")
    await office.reply(office.priya, "C0LOG", card["ts"], "was deleted; its text stays here")
    await office.told(office.priya, "The message that H-1", "was deleted")


async def test_a_preview_or_a_reply_is_no_edit(office: Office, message: Json) -> None:
    workspace = office.slack.workspace
    stored = workspace.messages.find("C0ALLE", message["ts"])
    assert stored is not None
    talk.edit(workspace, workspace.company.channels["C0ALLE"], stored, "U0BEN", attachments=[{"text": "…"}])
    await office.ben.say("C0ALLE", "Anybody?", thread_ts=message["ts"])
    await office.ben.edit("C0ALLE", message["ts"], "Smith waits for 4 pallets")
    await office.told(office.priya, "has edited the message")
    assert [event.activity.value for event in await office.log(1)].count("source_edited") == 1


async def test_the_same_event_an_hour_later_is_told_once(office: Office, message: Json) -> None:
    await office.ben.edit("C0ALLE", message["ts"], "Smith waits for 4 pallets")
    edit = next(one for one in reversed(office.slack.deliveries) if "4 pallets" in str(one.payload))
    await office.told(office.priya, "has edited the message")
    await office.slack.clock.skip(3600)
    assert (await office.slack.redeliver(edit)).ok
    assert [event.activity.value for event in await office.log(1)].count("source_edited") == 1


async def test_nothing_is_told_of_a_handoff_that_has_ended(office: Office, message: Json) -> None:
    ben = office.ben
    await ben.click(await office.told(ben, "You have offered"), "withdraw_handoff")
    await office.form(ben, "withdraw_handoff")
    await ben.submit()
    await ben.edit("C0ALLE", message["ts"], "Smith waits for nothing")
    assert (await office.handoff(1)).state is State.WITHDRAWN
    assert [event.activity.value for event in await office.log(1)][-1] == "withdrawn"
