"""What Slack's answers mean for a message: try later, or never again until somebody mends the cause."""

import asyncio

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import ClosedChannelError, NoAnswerError, PermanentError, SendingError, TryLaterError

LIMITED = frozenset({"ratelimited", "rate_limited"})
TRANSIENT = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
CAN_BE_SEEN = frozenset({"is_archived", "not_in_channel", "channel_not_found"})
"""The channel is closed to us, and Slack tells when it is open again."""
CLOSED = CAN_BE_SEEN | {
    "restricted_action",
    "restricted_action_non_threadable_channel",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
}
TOKEN = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"})
"""Slack does not know us any more: no message can be blamed, and nobody can be told in Slack."""
_TOKEN_SECONDS = 60.0
GONE = frozenset({"message_not_found", "cant_update_message"})
"""Somebody has deleted our message; one with a thread leaves a stone that is not ours."""
THREAD_GONE = frozenset({"thread_not_found", "message_not_found"})
UNREACHABLE = (aiohttp.ClientError, asyncio.TimeoutError, SlackClientError, OSError)
"""What the SDK raises when no answer came, or none that can be read."""


def sending_error(error: Exception) -> SendingError:
    """Return the error of ours for an error of the SDK."""
    if isinstance(error, TimeoutError):
        return NoAnswerError()
    if not isinstance(error, SlackApiError):
        return TryLaterError(type(error).__name__, unsure=True)
    status, name = getattr(error.response, "status_code", 200), error_name(error)
    if status == 429 or name in LIMITED:
        return TryLaterError(name, _retry_after(error.response.headers))
    if status >= 500 or name in TRANSIENT:
        return TryLaterError(name, unsure=True)
    if name in TOKEN:
        return TryLaterError(name, _TOKEN_SECONDS)
    return ClosedChannelError(name) if name in CLOSED else PermanentError(name)


def error_name(error: SlackApiError) -> str:
    """Return Slack's name for what went wrong."""
    response = error.response
    status = getattr(response, "status_code", 200)
    return str(response.get("error", status)) if isinstance(response.data, dict) else f"http_{status}"


def _retry_after(headers: dict[str, str | list[str]]) -> float | None:
    for header, value in headers.items():
        if header.lower() == "retry-after":
            return float(value[0] if isinstance(value, list) else value)
    return None
