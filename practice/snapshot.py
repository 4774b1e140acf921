"""What the page shows at first sight."""

from practice.company import Channel, Member
from practice.values import Json
from practice.workspace import Workspace


def snapshot(ws: Workspace, me: str) -> Json:
    """Return the workspace as a person sees it."""
    company = ws.company
    channels = company.channels.values()
    home = ws.views.homes.get(me)
    return {
        "team": {"id": company.team_id, "name": company.team_name},
        "me": me,
        "bot": {"id": ws.bot.id, "name": ws.app.bot_name},
        "people": [_person(member) for member in company.people.values()],
        "channels": [
            _channel(ws, c, me) for c in channels if not c.direct and (c.kind == "channel" or me in c.members)
        ],
        "dms": [_dm(ws, c, me) for c in channels if c.direct and me in c.members],
        "usergroups": [{"id": g.id, "handle": g.handle, "name": g.name} for g in company.usergroups.values()],
        "commands": [
            {name: command.get(name, "") for name in ("command", "description", "usage_hint")}
            for command in ws.app.commands
        ],
        "shortcuts": [
            {name: shortcut.get(name, "") for name in ("callback_id", "name", "description", "type")}
            for shortcut in ws.app.shortcuts
        ],
        "clock": {"now": ws.clock.now(), "offset": ws.clock.offset},
        "weather": ws.weather.shown(),
        "mail": ws.mail_server.addresses if ws.mail_server else None,
        "views": [view.as_sent() for view in ws.views.stacks.get(me, [])],
        "home": home.as_sent() if home else None,
        "connected": ws.courier.reachable,
    }


def _person(member: Member) -> Json:
    names = (
        "id",
        "name",
        "real_name",
        "title",
        "locale",
        "tz",
        "is_admin",
        "status_text",
        "status_emoji",
        "color",
    )
    return {name: getattr(member, name) for name in names}


def _channel(ws: Workspace, channel: Channel, me: str) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "topic": channel.topic,
        "is_member": me in channel.members,
        "unread": ws.unread(me, channel),
    }


def _dm(ws: Workspace, channel: Channel, me: str) -> Json:
    other = next((user for user in channel.members if user != me), me)
    return {"id": channel.id, "user": other, "unread": ws.unread(me, channel)}
