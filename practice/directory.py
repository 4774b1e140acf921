"""People, channels and user groups as the Web API and events describe them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from practice.app import APP_ID, BOT_ID
from practice.company import Channel, Member, UserGroup
from practice.values import Json

SLACKBOT = Member(id="USLACKBOT", name="slackbot", real_name="Slackbot", locale="en-US", color="757575")


def user_object(member: Member, team_id: str, *, email: bool = True, locale: bool = True) -> Json:
    """Return a user object; `email` needs a scope of its own, `locale` has to be asked for."""
    zone = ZoneInfo(member.tz)
    offset = datetime.now(UTC).astimezone(zone).utcoffset()
    user: Json = {
        "id": member.id,
        "team_id": member.team or team_id,
        "name": member.name,
        "deleted": member.deleted,
        "color": member.color,
        "real_name": member.real_name,
        "tz": member.tz,
        "tz_label": member.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": profile(member, team_id, email=email),
        "is_admin": member.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": member.is_restricted,
        "is_ultra_restricted": False,
        "is_bot": member.is_bot,
        "is_app_user": False,
        "updated": 1_700_000_000,
    }
    if locale:
        user["locale"] = member.locale
    return user


def profile(member: Member, team_id: str, *, email: bool) -> Json:
    """Return the profile part of a user object."""
    first, _, last = member.real_name.partition(" ")
    shown: Json = {
        "title": member.title,
        "phone": "",
        "real_name": member.real_name,
        "real_name_normalized": member.real_name,
        "display_name": member.name,
        "display_name_normalized": member.name,
        "status_text": member.status_text,
        "status_emoji": member.status_emoji,
        "status_expiration": member.status_expiration,
        "avatar_hash": "g" + member.id.lower(),
        "first_name": first,
        "last_name": last,
        "team": team_id,
    }
    if email and member.email:
        shown["email"] = member.email
    if member.is_bot:
        shown |= {"bot_id": BOT_ID, "api_app_id": APP_ID, "always_active": True}
    return shown


def channel_object(channel: Channel, team_id: str, bot: str) -> Json:
    """Return a conversation object as `bot` sees it."""
    common: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_org_shared": False,
        "context_team_id": team_id,
        "updated": channel.created * 1000,
    }
    if channel.kind == "im":
        user = next((member for member in channel.members if member != bot), bot)
        return common | {"is_im": True, "user": user, "is_open": True, "priority": 0}
    return common | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": False,
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channel",
        "is_general": False,
        "is_shared": False,
        "is_member": bot in channel.members,
        "creator": channel.members[0] if channel.members else bot,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(channel.members),
    }


def usergroup_object(group: UserGroup, team_id: str, *, users: bool) -> Json:
    """Return a user group object; `users` adds its members."""
    shown: Json = {
        "id": group.id,
        "team_id": team_id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": 1_700_000_000,
        "date_update": group.updated,
        "date_delete": 0,
        "auto_type": None,
        "created_by": "U0ADMIN",
        "updated_by": "U0ADMIN",
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
        "user_count": len(group.users),
    }
    return shown | {"users": list(group.users)} if users else shown
