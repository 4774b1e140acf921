"""Conversations in Slack: a person's direct one, and what already stands in one."""

from datetime import timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.delivery.outbox import OutboxRow, Sent

_PAGE = 200  # as Slack recommends
_CLOCKS_APART = timedelta(minutes=5)  # ours and Slack's, at most


class Conversations:
    """Looks up conversations; a direct conversation's id never changes, so it is asked for once."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._direct: dict[tuple[str, str], str] = {}

    async def direct(self, workspace: str, user: str) -> str:
        """Return the id of the conversation between `user` and Staffel, opened if need be; several have commas between."""
        known = self._direct.get((workspace, user))
        if known is None:
            answer = await self._client.conversations_open(users=user.split(","))
            known = self._direct[workspace, user] = str(answer["channel"]["id"])
        return known

    async def find(self, channel: str, thread_ts: str | None, row: OutboxRow) -> Sent | None:
        """Return where the message of `row` stands, or None; looks at all that was posted since it was queued.

        Asked only when nobody knows whether an earlier attempt reached Slack.
        """
        asked: dict[str, Any] = {
            "channel": channel,
            "oldest": f"{(row.created_at - _CLOCKS_APART).timestamp():.6f}",
            "limit": _PAGE,
            "include_all_metadata": True,
        }
        if thread_ts:
            first = await self._client.conversations_replies(ts=thread_ts, **asked)
        else:
            first = await self._client.conversations_history(**asked)
        async for page in first:
            for message in page["messages"]:
                payload = message.get("metadata", {}).get("event_payload", {})
                if str(payload.get("outbox_id")) == str(row.id):
                    return Sent(channel, str(message["ts"]))
        return None
