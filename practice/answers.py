"""What the bot answers without the Web API: bodies of acknowledgements, and response URLs."""

from typing import Any

from practice import talk
from practice.app import BOT_USER_ID
from practice.blockkit import check_blocks
from practice.company import Channel
from practice.values import Json
from practice.workspace import ResponseUrl, Workspace

MOST_USES = 5


class AnswerError(Exception):
    """An answer that Slack does not take; the text is its error name."""


def answer_command(ws: Workspace, user: str, channel: Channel, body: Json | str | None) -> None:
    """Show what came with the acknowledgement of a slash command."""
    if not body:
        return
    content: Json = {"text": body} if isinstance(body, str) else body
    if content.get("text") or content.get("blocks"):
        _say(ws, ResponseUrl(user, channel.id, ws.clock.now()), content)


def answer_url(ws: Workspace, token: str, content: Json) -> None:
    """Take what was posted to a response URL."""
    address = ws.response_urls.get(token)
    if address is None:
        raise AnswerError("expired_url")
    if ws.clock.now() - address.born > ws.timing.response_url:
        raise AnswerError("expired_url")
    if address.used >= MOST_USES:
        raise AnswerError("used_url")
    address.used += 1
    if content.get("delete_original"):
        _delete_original(ws, address)
    elif content.get("replace_original"):
        _replace_original(ws, address, content)
    else:
        _say(ws, address, content)


def _checked(ws: Workspace, content: Json) -> dict[str, Any]:
    blocks = content.get("blocks")
    if blocks and (check_blocks(blocks, "message") or ws.files.not_shown(blocks, ws.clock.now())):
        raise AnswerError("invalid_blocks")
    if not blocks and not content.get("text"):
        raise AnswerError("no_text")
    return {"text": content.get("text", ""), "blocks": blocks, "metadata": content.get("metadata")}


def _say(ws: Workspace, address: ResponseUrl, content: Json) -> None:
    thread_ts = content.get("thread_ts")  # Slack answers in the channel unless told otherwise
    message = talk.bot_message(ws, **_checked(ws, content), thread_ts=thread_ts)
    if content.get("response_type") == "in_channel":
        talk.add(ws, ws.company.channels[address.channel], message)
    else:
        talk.whisper(ws, address.user, address.channel, message)


def _replace_original(ws: Workspace, address: ResponseUrl, content: Json) -> None:
    new = _checked(ws, content)
    whispered = ws.messages.ephemeral(address.user, address.message_ts or "")
    message = ws.messages.find(address.channel, address.message_ts or "")
    if whispered:
        talk.change_whisper(ws, whispered, **new)
    elif message and message["user"] == BOT_USER_ID:
        talk.edit(
            ws,
            ws.company.channels[address.channel],
            message,
            BOT_USER_ID,
            **new | {"blocks": new["blocks"] or []},
        )
    else:
        _say(ws, address, content)


def _delete_original(ws: Workspace, address: ResponseUrl) -> None:
    whispered = ws.messages.ephemeral(address.user, address.message_ts or "")
    if whispered:
        talk.remove_whisper(ws, whispered)
        return
    message = ws.messages.find(address.channel, address.message_ts or "")
    if message and message["user"] == BOT_USER_ID:
        talk.delete(ws, ws.company.channels[address.channel], message["ts"], BOT_USER_ID)
