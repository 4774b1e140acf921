"""The people and user groups of a workspace, fetched from Slack and kept in the database.

They are fetched at the start, daily, and when Slack tells of a change: no click has to wait for it.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.company.absence import NO_END, away_until
from bot.domain.company.membership import Membership
from bot.domain.company.people import Person
from bot.domain.nudging.batches import Quiet
from bot.ports import UnitOfWork
from handlers.slack.client import Team
from handlers.slack.edge import Body
from handlers.slack.errors import UNREACHABLE

log = structlog.get_logger(__name__)

_PAGE = 200
_SLACKBOT = "USLACKBOT"  # which Slack does not call a bot
_AT_ONCE = 50  # people, in one question about do-not-disturb
_END_OF_TIME = NO_END.timestamp()


def person_from(user: Body, team: str) -> Person:
    """Return the person that Slack's user object describes; `team` is our workspace."""
    profile = user.get("profile") or {}
    name = (
        profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user.get("name")
    )
    return Person(
        user=user["id"],
        name=str(name or user["id"]),
        locale=user.get("locale") or "",
        timezone=user.get("tz") or "",
        email=str(profile.get("email") or "").casefold(),
        deleted=bool(user.get("deleted")),
        membership=_membership(user, team),
        away_until=away_until(
            str(profile.get("status_emoji") or ""),
            str(profile.get("status_text") or ""),
            moment(profile.get("status_expiration")),
        ),
    )


def _membership(user: Body, team: str) -> Membership:
    if user.get("is_bot") or user["id"] == _SLACKBOT:
        return Membership.BOT
    if user.get("is_stranger") or user.get("team_id", team) != team:
        return Membership.STRANGER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Membership.GUEST
    return Membership.ADMIN if user.get("is_admin") or user.get("is_owner") else Membership.MEMBER


def quiet_from(status: Body) -> Quiet | None:
    """Return the do-not-disturb that Slack's status describes, the present or the next one; None if there is none."""
    since, until = moment(status.get("next_dnd_start_ts")), moment(status.get("next_dnd_end_ts"))
    if not status.get("dnd_enabled") or since is None or until is None or until <= since:
        return None
    return Quiet(since, until)


def moment(seconds: object) -> datetime | None:
    """Return a time of Slack's, given in seconds since 1970; None for 0, which means none."""
    if not isinstance(seconds, int | float) or not 0 < seconds < _END_OF_TIME:
        return None
    return datetime.fromtimestamp(seconds, UTC)


async def fetch_company(team: Team, unit_of_work: UnitOfWork) -> None:
    """Fetch everybody and every user group that a department follows."""
    await _fetch_people(team.patient, unit_of_work, team.id)
    await _fetch_groups(team.patient, unit_of_work, team.id)
    await _fetch_quiet(team.patient, unit_of_work, team.id)


async def _fetch_people(client: AsyncWebClient, unit_of_work: UnitOfWork, workspace: str) -> None:
    try:
        async for page in _pages(client):
            async with unit_of_work.write() as work:
                await work.people.put(workspace, [person_from(user, workspace) for user in page])
    except UNREACHABLE as error:
        log.warning("people_not_fetched", error=type(error).__name__)


async def _fetch_groups(client: AsyncWebClient, unit_of_work: UnitOfWork, workspace: str) -> None:
    async with unit_of_work.read() as work:
        organisation = await work.organisations.get(workspace)
    for group in {one.usergroup for one in organisation.departments if one.usergroup}:
        try:
            answer = await client.usergroups_users_list(usergroup=group)
        except UNREACHABLE as error:
            log.warning("group_not_fetched", usergroup=group, error=type(error).__name__)
            continue
        async with unit_of_work.write() as work:
            await work.organisations.set_members(workspace, group, answer["users"])


async def _fetch_quiet(client: AsyncWebClient, unit_of_work: UnitOfWork, workspace: str) -> None:
    """Ask for the do-not-disturb of all who belong to a department; nobody else is nudged."""
    async with unit_of_work.read() as work:
        organisation = await work.organisations.get(workspace)
    everybody = sorted({user for one in organisation.departments for user in one.people()})
    for start in range(0, len(everybody), _AT_ONCE):
        some = everybody[start : start + _AT_ONCE]
        try:
            answer = await client.dnd_teamInfo(users=",".join(some))
        except UNREACHABLE as error:
            log.warning("do_not_disturb_not_fetched", error=type(error).__name__)
            return
        async with unit_of_work.write() as work:
            for user, status in answer["users"].items():
                await work.people.do_not_disturb(workspace, user, quiet_from(status))


async def _pages(client: AsyncWebClient) -> AsyncIterator[list[dict[str, Any]]]:
    cursor = ""
    while True:
        answer = await client.users_list(limit=_PAGE, cursor=cursor, include_locale=True)
        yield answer["members"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
