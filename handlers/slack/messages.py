"""What becomes of messages that Staffel has to do with. All others are passed over: nothing of them is kept or logged."""

from bot.domain.outbox import Sent
from bot.services.post_card_again import post_card_again
from handlers.slack.edge import Body, Edge, event_request

_DELETED_WITH_REPLIES = "tombstone"  # a message with a thread is not deleted but changed into this


async def message_told(edge: Edge, body: Body) -> None:
    """Take in that a message was deleted; new ones are none of our business."""
    told = body["event"]
    match told.get("subtype"):
        case "message_deleted":
            await _deleted(edge, body, told["deleted_ts"])
        case "message_changed" if told["message"].get("subtype") == _DELETED_WITH_REPLIES:
            await _deleted(edge, body, told["message"]["ts"])


async def _deleted(edge: Edge, body: Body, ts: str) -> None:
    told = body["event"]
    before = told.get("previous_message") or {}
    if before.get("user") != _our_user(body):
        return
    if await post_card_again(edge.unit_of_work, event_request(edge, body), Sent(told["channel"], ts)):
        edge.wake()


def _our_user(body: Body) -> object:
    granted = body.get("authorizations") or [{}]
    return granted[0].get("user_id")
