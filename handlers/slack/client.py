"""The way to Slack's Web API, and who we are there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.company.organisation import UNCLAIMED, Organisation
from bot.errors import PermanentError, SendingError, StaffelError
from bot.ports import UnitOfWork
from handlers.settings import Settings
from handlers.slack.encoding import encoded
from handlers.slack.errors import UNREACHABLE, sending_error

_TIMEOUT_SECONDS = 15
_CONNECTIONS = 32
"""Twice as many as messages are sent at once: a form waits for none of them."""


@dataclass(frozen=True, slots=True)
class Team:
    """The workspace that our token belongs to.

    `client` tries everything once, for what must be answered now or is tried again by the outbox; `patient` waits
    and repeats, for what nobody waits for.
    """

    id: str
    url: str
    identity: AuthorizeResult
    client: AsyncWebClient
    patient: AsyncWebClient

    async def reachable(self) -> bool:
        """Return whether Slack answers us now."""
        try:
            await self.client.auth_test()
        except UNREACHABLE:
            return False
        return True


@asynccontextmanager
async def slack_client(settings: Settings) -> AsyncIterator[AsyncWebClient]:
    """Yield a client on one shared session, which nearly doubles the rate of posting; it repeats nothing."""
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=_CONNECTIONS),
        timeout=aiohttp.ClientTimeout(
            total=_TIMEOUT_SECONDS
        ),  # the SDK's own holds for sessions of its own only
        json_serialize_bytes=encoded,
    ) as session:
        token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else None
        yield AsyncWebClient(
            token, settings.slack_api_url, _TIMEOUT_SECONDS, session=session, retry_handlers=[]
        )


async def join_team(client: AsyncWebClient, unit_of_work: UnitOfWork) -> Team:
    """Return the team of our token, known to the database from now on; raise StaffelError if Slack refuses it."""
    patient = _patient(client)
    try:
        told = await patient.auth_test()
    except UNREACHABLE as error:
        raise _unjoined(client, sending_error(error)) from error
    identity = AuthorizeResult.from_auth_test_response(
        auth_test_response=told, bot_token=client.token, user_token=None
    )
    team = Team(str(told["team_id"]), str(told["url"]), identity, client, patient)
    await _settle(unit_of_work, team.id)
    return team


def _unjoined(client: AsyncWebClient, why: SendingError) -> StaffelError:
    if isinstance(why, PermanentError):
        return StaffelError(
            f"Slack refuses SLACK_BOT_TOKEN ({why}): copy the Bot User OAuth Token again from Install App"
        )
    return StaffelError(f"Slack cannot be reached at {client.base_url} ({why})")


async def _settle(unit_of_work: UnitOfWork, team: str) -> None:
    async with unit_of_work.write() as work:
        known = await work.organisations.workspaces()
        if team in known:
            return
        if known == [UNCLAIMED]:
            await work.organisations.adopt(UNCLAIMED, team)
        else:
            await work.organisations.save(team, Organisation())


def _patient(client: AsyncWebClient) -> AsyncWebClient:
    handlers = [
        AsyncConnectionErrorRetryHandler(max_retry_count=2),
        AsyncRateLimitErrorRetryHandler(max_retry_count=5),
        AsyncServerErrorRetryHandler(max_retry_count=2),
    ]
    return AsyncWebClient(
        client.token, client.base_url, _TIMEOUT_SECONDS, session=client.session, retry_handlers=handlers
    )
