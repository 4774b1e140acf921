"""Asking the bot something that a person waits for."""

from practice.delivery import Ack
from practice.values import Json
from practice.workspace import Workspace

TROUBLE = "We had some trouble connecting. Try again?"


async def interact(ws: Workspace, user: str, payload: Json) -> Ack:
    """Deliver an interaction; a person whose act came to nothing is told so in Slack's words."""
    ack = await ws.courier.ask("interactive", payload)
    if not ack.ok:
        ws.notice(user, TROUBLE)
    return ack
