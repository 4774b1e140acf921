"""Gathers from Slack what the checks look at. Waits where Slack asks for it, and follows every cursor."""

from collections.abc import Iterable

from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.company.organisation import Organisation
from handlers.doctor.facts import Channel, Company, Identity
from handlers.slack.errors import error_name

_PAGE = 200
_TRIES = 5


def patient(client: AsyncWebClient) -> AsyncWebClient:
    """Return the client, which from now on waits as long as Slack's Retry-After says."""
    client.retry_handlers += [
        AsyncRateLimitErrorRetryHandler(max_retry_count=_TRIES),
        AsyncConnectionErrorRetryHandler(max_retry_count=1),
    ]
    return client


async def identity_of(client: AsyncWebClient) -> Identity:
    """Return who the client's token is; raise SlackApiError where Slack refuses it."""
    told = await client.auth_test()
    headers = {name.lower(): str(value) for name, value in told.headers.items()}
    scopes = headers.get("x-oauth-scopes", "").split(",")
    return Identity(
        team=str(told["team_id"]),
        team_name=str(told.get("team") or told["team_id"]),
        bot_name=str(told.get("user") or told["user_id"]),
        scopes=frozenset(scope.strip() for scope in scopes if scope.strip()),
    )


async def open_socket(client: AsyncWebClient, app_token: str) -> None:
    """Ask for a socket and do not use it; raise SlackApiError where Slack gives none."""
    await client.apps_connections_open(app_token=app_token)


async def company_of(client: AsyncWebClient, organisation: Organisation) -> Company:
    """Return the channels, people and user groups that the organisation names, as Slack shows them."""
    summary = organisation.workspace.summary.channel
    channels = {department.channel for department in organisation.departments} | (
        {summary} if summary else set()
    )
    return Company(
        channels=await _channels(client, sorted(channels)),
        people=await _people(client),
        groups=await _groups(client),
    )


async def _channels(client: AsyncWebClient, ids: Iterable[str]) -> dict[str, Channel | str]:
    return {channel: await _channel(client, channel) for channel in ids}


async def _channel(client: AsyncWebClient, channel: str) -> Channel | str:
    try:
        told = (await client.conversations_info(channel=channel))["channel"]
    except SlackApiError as error:
        return error_name(error)
    return Channel(str(told.get("name")), bool(told.get("is_archived")), bool(told.get("is_member")))


async def _people(client: AsyncWebClient) -> dict[str, bool] | None:
    people: dict[str, bool] = {}
    cursor = ""
    try:
        while True:
            page = await client.users_list(limit=_PAGE, cursor=cursor)
            people |= {user["id"]: not user.get("deleted") for user in page["members"]}
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return people
    except SlackApiError:
        return None  # a missing scope, which has its own line


async def _groups(client: AsyncWebClient) -> dict[str, frozenset[str]] | None:
    try:
        told = await client.usergroups_list(include_users=True)
    except SlackApiError:
        return None  # a missing scope, which has its own line
    return {group["id"]: frozenset(group.get("users") or ()) for group in told["usergroups"]}
