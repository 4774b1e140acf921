"""What becomes of messages that Staffel has to do with, and who is asked about one. Of all others nothing is kept or logged."""

from bot.domain.delivery.outbox import Sent
from bot.domain.matter.source_changes import SourceChange
from bot.domain.text import clean
from bot.services.follow_source import follow_source
from bot.services.post_card_again import post_card_again
from handlers.slack.channels import our_user
from handlers.slack.edge import Body, Edge, event_request
from handlers.slack.prompting.messages import message_gone, message_heard
from handlers.slack.render.unmarked import mentioned, unmarked

_DELETED_WITH_REPLIES = "tombstone"  # a message with a thread is not deleted but changed into this


async def message_told(edge: Edge, body: Body) -> None:
    """Take in a message, or that it was edited or deleted."""
    told = body["event"]
    match told.get("subtype"):
        case "message_deleted":
            await _deleted(edge, body, told["deleted_ts"])
        case "message_changed" if told["message"].get("subtype") == _DELETED_WITH_REPLIES:
            await _deleted(edge, body, told["message"]["ts"])
        case "message_changed":
            await _changed(edge, body)
        case _ if not _is_to_us(body, told):
            await message_heard(edge, body, told)


async def _deleted(edge: Edge, body: Body, ts: str) -> None:
    channel, before = body["event"]["channel"], body["event"].get("previous_message") or {}
    if _is_ours(body, before):
        again = await post_card_again(edge.unit_of_work, event_request(edge, body), Sent(channel, ts))
    else:
        # Slack does not tell who deleted it; nearly always it was who had written it.
        gone = SourceChange(channel, ts, before.get("user", ""), None)
        again = await follow_source(edge.unit_of_work, event_request(edge, body), gone)
        await message_gone(edge, body, ts)
    if again:
        edge.wake()


async def _changed(edge: Edge, body: Body) -> None:
    told = body["event"]
    before, after = told.get("previous_message") or {}, told["message"]
    # Slack calls much a change: a preview that was added, a reply. Our own updates are no news either.
    if before.get("text") == after.get("text") or _is_ours(body, after):
        return
    written = after.get("text") or ""
    async with edge.unit_of_work.read() as work:
        names = await work.people.names(body["team_id"], mentioned(written))
    by = (after.get("edited") or after).get("user", "")
    edited = SourceChange(told["channel"], after["ts"], by, clean(unmarked(written, names)))
    if await follow_source(edge.unit_of_work, event_request(edge, body), edited):
        edge.wake()
    await message_heard(edge, body, after, before=before)


def _is_to_us(body: Body, message: Body) -> bool:
    """Return whether it mentions us: then Slack tells of it as a mention too, and nothing was thrown."""
    return f"<@{our_user(body)}>" in (message.get("text") or "")


def _is_ours(body: Body, message: Body) -> bool:
    return bool(message) and message.get("user") == our_user(body)
