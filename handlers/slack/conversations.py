"""Conversations in Slack: a person's direct one, and what already stands in one."""

from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.outbox import Sent

_LOOK_BACK = 100


class Conversations:
    """Looks up conversations; a direct conversation's id never changes, so it is asked for once."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._direct: dict[tuple[str, str], str] = {}

    async def direct(self, workspace: str, user: str) -> str:
        """Return the id of the conversation between `user` and Staffel, opened if need be."""
        known = self._direct.get((workspace, user))
        if known is None:
            answer = await self._client.conversations_open(users=[user])
            known = self._direct[workspace, user] = str(answer["channel"]["id"])
        return known

    async def find(self, channel: str, thread_ts: str | None, outbox_id: int) -> Sent | None:
        """Return where the message with that outbox id stands among the latest ones, or None.

        Asked only when nobody knows whether an earlier attempt reached Slack.
        """
        if thread_ts:
            answer = await self._client.conversations_replies(
                channel=channel, ts=thread_ts, limit=_LOOK_BACK, include_all_metadata=True
            )
        else:
            answer = await self._client.conversations_history(
                channel=channel, limit=_LOOK_BACK, include_all_metadata=True
            )
        for message in answer["messages"]:
            payload = message.get("metadata", {}).get("event_payload", {})
            if str(payload.get("outbox_id")) == str(outbox_id):
                return Sent(channel, str(message["ts"]))
        return None
