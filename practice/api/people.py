"""users.*, usergroups.*, dnd.*, team.info, bots.info: who is here."""

from practice.api.answer import ApiError, flag, member_of, page, required
from practice.app import APP_ID, BOT_ID
from practice.company import Member
from practice.directory import SLACKBOT, profile, user_object, usergroup_object
from practice.values import Json
from practice.workspace import Workspace


def _user(ws: Workspace, args: Json, member: Member) -> Json:
    return user_object(
        member,
        ws.company.team_id,
        email="users:read.email" in ws.app.scopes,
        locale=flag(args, "include_locale"),
    )


async def info(ws: Workspace, args: Json) -> Json:
    """Describe a person."""
    return {"user": _user(ws, args, member_of(ws, args))}


async def list_(ws: Workspace, args: Json) -> Json:
    """List everybody, bots and deleted people too."""
    entries, metadata = page(ws, args, [*ws.company.people.values(), ws.bot, SLACKBOT])
    return {
        "members": [_user(ws, args, member) for member in entries],
        "cache_ts": int(ws.clock.now()),
        **metadata,
    }


async def lookup_by_email(ws: Workspace, args: Json) -> Json:
    """Find a person by e-mail address."""
    email = required(args, "email").lower()
    found = next((m for m in ws.company.people.values() if m.email.lower() == email and not m.deleted), None)
    if found is None:
        raise ApiError("users_not_found")
    return {"user": _user(ws, args, found)}


async def profile_get(ws: Workspace, args: Json) -> Json:
    """Return a person's profile."""
    member = member_of(ws, args) if args.get("user") else ws.bot
    return {"profile": profile(member, ws.company.team_id, email="users:read.email" in ws.app.scopes)}


async def usergroups_list(ws: Workspace, args: Json) -> Json:
    """List all user groups."""
    groups = ws.company.usergroups.values()
    return {
        "usergroups": [
            usergroup_object(group, ws.company.team_id, users=flag(args, "include_users")) for group in groups
        ]
    }


async def usergroups_users_list(ws: Workspace, args: Json) -> Json:
    """List the members of a user group."""
    group = ws.company.usergroups.get(required(args, "usergroup"))
    if group is None:
        raise ApiError("no_such_subteam")
    return {"users": list(group.users)}


async def dnd_info(ws: Workspace, args: Json) -> Json:
    """Tell when a person is not to be disturbed."""
    return {**_dnd(member_of(ws, args)), "snooze_enabled": False}


async def dnd_team_info(ws: Workspace, args: Json) -> Json:
    """Tell when people are not to be disturbed, 50 at most."""
    users = required(args, "users").split(",")
    if len(users) > 50:
        raise ApiError("too_many_users")
    known = [member for user in users if (member := ws.company.people.get(user))]
    return {"users": {member.id: _dnd(member) for member in known}}


def _dnd(member: Member) -> Json:
    start, end = member.dnd or (1, 1)
    return {"dnd_enabled": member.dnd is not None, "next_dnd_start_ts": start, "next_dnd_end_ts": end}


async def team_info(ws: Workspace, args: Json) -> Json:
    """Describe the workspace."""
    company = ws.company
    return {
        "team": {
            "id": company.team_id,
            "name": company.team_name,
            "domain": company.domain,
            "url": ws.base_url,
            "email_domain": f"{company.domain}.example",
            "icon": {"image_default": True},
        }
    }


async def bots_info(ws: Workspace, args: Json) -> Json:
    """Describe the bot."""
    if args.get("bot", BOT_ID) != BOT_ID:
        raise ApiError("bot_not_found")
    return {
        "bot": {
            "id": BOT_ID,
            "deleted": False,
            "name": ws.app.bot_name,
            "updated": 1_700_000_000,
            "app_id": APP_ID,
            "user_id": ws.bot.id,
            "icons": {},
        }
    }
