"""Which workspace a command is about."""

import re
from typing import Annotated

from cyclopts import Parameter
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.company.organisation import UNCLAIMED
from bot.errors import StaffelError
from bot.ports import UnitOfWork
from handlers.settings import Settings
from handlers.slack.client import slack_client
from handlers.slack.errors import UNREACHABLE, error_name

Workspace = Annotated[
    str | None,
    Parameter(help="The Slack workspace, as in T0STAFFEL; the one of SLACK_BOT_TOKEN if not given."),
]

_TEAM = re.compile(r"^[TE][A-Z0-9]+$")


async def which_workspace(settings: Settings, unit_of_work: UnitOfWork, asked: str | None) -> str:
    """Return the workspace that was asked for, else our token's, else the only one, else UNCLAIMED.

    Before the first `staffel run` with a token everything is kept under UNCLAIMED, which that run gives its id.
    Raises StaffelError if it cannot be told.
    """
    if asked:
        return _checked(asked)
    async with unit_of_work.read() as work:
        known = await work.organisations.workspaces()
    if settings.slack_bot_token:
        team = await _team_of_token(settings)
        return UNCLAIMED if team not in known and UNCLAIMED in known else team
    if len(known) > 1:
        raise StaffelError(f"There are several workspaces; choose one: --workspace {' or '.join(known)}")
    return known[0] if known else UNCLAIMED


def _checked(asked: str) -> str:
    if asked != UNCLAIMED and not _TEAM.match(asked):
        raise StaffelError(f"--workspace {asked} is no Slack workspace id; it looks like T0STAFFEL")
    return asked


async def _team_of_token(settings: Settings) -> str:
    async with slack_client(settings) as client:
        try:
            return await _team(client)
        except SlackApiError as error:
            raise StaffelError(
                f"Slack refuses SLACK_BOT_TOKEN ({error_name(error)}): copy it again from Install App,"
                " or name the workspace with --workspace"
            ) from None
        except UNREACHABLE as error:
            raise StaffelError(
                f"Slack cannot be asked whose SLACK_BOT_TOKEN is ({type(error).__name__}):"
                " try again, or name the workspace with --workspace"
            ) from None


async def _team(client: AsyncWebClient) -> str:
    return str((await client.auth_test())["team_id"])
