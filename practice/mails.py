"""E-mails in channels, the way Slack shows them: a file of Slack's own, which tells who wrote to whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from practice import talk
from practice.company import Channel
from practice.values import Json
from practice.workspace import Workspace

SLACKBOT = "USLACKBOT"


@dataclass(frozen=True)
class Mail:
    """One mail; addresses as one writes them, with a name or without. `by` is who shared it, if anybody did."""

    subject: str
    text: str
    sender: str
    to: Sequence[str] = ()
    cc: Sequence[str] = ()
    message_id: str = ""
    by: str = ""


async def post(ws: Workspace, channel: Channel, mail: Mail) -> Json:
    """Let a mail stand in a channel, and tell the bot."""
    message: Json = {
        "type": "message",
        "subtype": "file_share",
        "user": SLACKBOT,
        "bot_id": "B0EMAIL",
        "text": "",
        "ts": ws.clock.stamp(),
        "files": [_file(ws, mail)],
        "upload": False,
    }
    for told in talk.add(ws, channel, message):
        await told
    return message


def _file(ws: Workspace, mail: Mail) -> Json:
    return {
        "id": ws.ids.new("F"),
        "mode": "email",
        "filetype": "email",
        "mimetype": "text/html",
        "name": mail.subject,
        "title": mail.subject,
        "user": mail.by or SLACKBOT,
        "subject": mail.subject,
        "from": [_address(mail.sender)],
        "to": [_address(one) for one in mail.to],
        "cc": [_address(one) for one in mail.cc],
        "plain_text": mail.text,
        "preview": mail.text[:200],
        "headers": {
            "date": "",
            "message_id": mail.message_id or f"<{ws.ids.new('m')}@example.com>",
            "in_reply_to": None,
            "reply_to": None,
        },
    }


def _address(written: str) -> Json:
    name, address = parseaddr(written)
    return {"address": address, "name": name or address.partition("@")[0], "original": written}
