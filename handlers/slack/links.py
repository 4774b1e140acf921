"""Links to messages, built without asking Slack: a look-up for each would cost an API call."""

from collections.abc import Mapping

from bot.domain.delivery.outbox import Sent


def permalink(team_url: str, channel: str, ts: str) -> str:
    """Return Slack's own permanent link to a message, as its menu *Copy link* gives it."""
    return f"{team_url.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}"


def reply_link(team_url: str, channel: str, ts: str, thread_ts: str) -> str:
    """Return the same to a message of a thread, which opens beside it."""
    link = permalink(team_url, channel, ts)
    return link if ts == thread_ts else f"{link}?thread_ts={thread_ts}&cid={channel}"


def permalinks(team_url: str, places: Mapping[int, Sent]) -> dict[int, str]:
    """Return the links to the cards that stand at `places`, by the handoff's number."""
    return {number: permalink(team_url, place.channel, place.ts) for number, place in places.items()}
