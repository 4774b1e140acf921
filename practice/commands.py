"""Slash commands and shortcuts."""

from practice import payloads
from practice.answers import AnswerError, answer_command
from practice.asking import interact
from practice.company import Channel
from practice.delivery import Ack
from practice.markup import typed
from practice.values import Json
from practice.workspace import Workspace


async def run_command(
    ws: Workspace, user: str, text: str, channel: Channel, thread_ts: str | None = None
) -> Ack:
    """Run a slash command in a conversation and show what its acknowledgement carries."""
    name, _, rest = text.strip().partition(" ")
    offered = ws.app.command(name)
    if offered is None or thread_ts:
        words = "is not supported in threads. Sorry!" if offered else "is not a valid command."
        ws.notice(user, f"{name} {words}")
        return Ack(ok=False, reason="not_delivered")
    # Without should_escape Slack hands over what was typed; with it, names arrive as mentions.
    words = typed(rest.strip(), ws.company, ws.bot.name) if offered.get("should_escape") else rest.strip()
    ack = await ws.courier.ask("slash_commands", payloads.command(ws, user, name, words, channel))
    if not ack.ok:
        ws.notice(user, f"{name} {_why(ack)}")
        return ack
    try:
        answer_command(ws, user, channel, ack.body)
    except AnswerError as error:
        ws.notice(user, f'{name} failed with the error "{error}"')
    return ack


def _why(ack: Ack) -> str:
    return (
        'failed with the error "dispatch_failed"' if ack.status else "failed because the app did not respond"
    )


async def run_shortcut(ws: Workspace, user: str, callback_id: str) -> Ack:
    """Choose a global shortcut."""
    if ws.app.shortcut(callback_id, "global") is None:
        raise KeyError(f"the manifest has no global shortcut {callback_id!r}")
    return await interact(ws, user, payloads.global_shortcut(ws, user, callback_id))


async def run_message_shortcut(
    ws: Workspace, user: str, callback_id: str, channel: Channel, message: Json
) -> Ack:
    """Choose a shortcut in the menu of a message."""
    if ws.app.shortcut(callback_id, "message") is None:
        raise KeyError(f"the manifest has no message shortcut {callback_id!r}")
    return await interact(ws, user, payloads.message_shortcut(ws, user, callback_id, channel, message))
