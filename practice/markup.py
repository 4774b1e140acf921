"""What Slack makes of the text that a person types."""

import re

from practice.app import BOT_USER_ID
from practice.company import Company
from practice.values import Json

MARKUP = re.compile(
    r"<(?:@[UW]\w+(?:\|[^<>]*)?|#C\w+(?:\|[^<>]*)?|!subteam\^S\w+(?:\|[^<>]*)?|!here|!channel|!everyone|https?://[^<>\s]+|mailto:[^<>\s]+)>"
)
NAME = re.compile(r"(?<![\w<])([@#])([\wäöüß.\-]+)", re.IGNORECASE)
PART = re.compile(r"(<[^<>]+>)")


def escape(text: str) -> str:
    """Escape the three characters that Slack escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Turn the three escaped characters back."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def typed(text: str, company: Company, bot_name: str) -> str:
    """Turn typed text into Slack's markup: names become mentions, the rest is escaped; ready mentions stay."""
    names = _names(company, bot_name)
    parts: list[str] = []
    last = 0
    for found in MARKUP.finditer(text):
        parts += [_mentions(escape(text[last : found.start()]), names), found.group()]
        last = found.end()
    return "".join([*parts, _mentions(escape(text[last:]), names)])


def _names(company: Company, bot_name: str) -> dict[str, str]:
    names = {f"@{bot_name.lower()}": f"<@{BOT_USER_ID}>"}
    names |= {f"@{member.name}": f"<@{member.id}>" for member in company.people.values()}
    names |= {
        f"@{group.handle}": f"<!subteam^{group.id}|@{group.handle}>" for group in company.usergroups.values()
    }
    names |= {
        f"#{channel.name}": f"<#{channel.id}|{channel.name}>"
        for channel in company.channels.values()
        if not channel.direct
    }
    return names


def _mentions(text: str, names: dict[str, str]) -> str:
    return NAME.sub(lambda found: names.get(found.group().lower(), found.group()), text)


def rich_text(text: str, block_id: str) -> Json:
    """Return the rich_text block that Slack's own composer adds to what a person writes."""
    parts = [_part(part) for part in PART.split(text) if part]
    return {
        "type": "rich_text",
        "block_id": block_id,
        "elements": [{"type": "rich_text_section", "elements": parts}],
    }


def _part(part: str) -> Json:
    inner = part.strip("<>")
    if not PART.fullmatch(part):
        return {"type": "text", "text": unescape(part)}
    if inner.startswith("@"):
        return {"type": "user", "user_id": inner[1:].partition("|")[0]}
    if inner.startswith("#"):
        return {"type": "channel", "channel_id": inner[1:].partition("|")[0]}
    if inner.startswith("!subteam^"):
        return {"type": "usergroup", "usergroup_id": inner[9:].partition("|")[0]}
    if inner.startswith("!"):
        return {"type": "broadcast", "range": inner[1:].partition("|")[0]}
    return {"type": "link", "url": inner.partition("|")[0]}
