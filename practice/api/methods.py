"""All methods by name, with the scopes that they ask for."""

from dataclasses import dataclass

from practice.api import apps, chat, conversations, people, uploads, views
from practice.api.answer import Method
from practice.values import Json
from practice.workspace import Workspace

BY_KIND = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}
KINDS = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}


@dataclass(frozen=True)
class Entry:
    """A method; `scope` with a `*` becomes channels, groups, im or mpim, by the conversation asked about."""

    run: Method
    scope: str | None = None
    caller: str = "bot"
    posts: bool = False


METHODS: dict[str, Entry] = {
    "api.test": Entry(apps.api_test, caller="any"),
    "auth.test": Entry(apps.auth_test),
    "apps.connections.open": Entry(apps.connections_open, caller="app"),
    "chat.postMessage": Entry(chat.post_message, "chat:write", posts=True),
    "chat.update": Entry(chat.update, "chat:write", posts=True),
    "chat.delete": Entry(chat.delete, "chat:write"),
    "chat.postEphemeral": Entry(chat.post_ephemeral, "chat:write", posts=True),
    "chat.getPermalink": Entry(chat.get_permalink),
    "conversations.open": Entry(conversations.open_, "im:write"),
    "conversations.info": Entry(conversations.info, "*:read"),
    "conversations.list": Entry(conversations.list_, "*:read"),
    "conversations.members": Entry(conversations.members, "*:read"),
    "conversations.history": Entry(conversations.history, "*:history"),
    "conversations.replies": Entry(conversations.replies, "*:history"),
    "conversations.mark": Entry(conversations.mark, "*:write"),
    "users.info": Entry(people.info, "users:read"),
    "users.list": Entry(people.list_, "users:read"),
    "users.lookupByEmail": Entry(people.lookup_by_email, "users:read.email"),
    "users.profile.get": Entry(people.profile_get, "users.profile:read"),
    "usergroups.list": Entry(people.usergroups_list, "usergroups:read"),
    "usergroups.users.list": Entry(people.usergroups_users_list, "usergroups:read"),
    "dnd.info": Entry(people.dnd_info, "dnd:read"),
    "dnd.teamInfo": Entry(people.dnd_team_info, "dnd:read"),
    "team.info": Entry(people.team_info, "team:read"),
    "bots.info": Entry(people.bots_info, "users:read"),
    "views.open": Entry(views.open_),
    "views.push": Entry(views.push),
    "views.update": Entry(views.update),
    "views.publish": Entry(views.publish),
    "files.getUploadURLExternal": Entry(uploads.get_upload_url, "files:write"),
    "files.completeUploadExternal": Entry(uploads.complete_upload, "files:write"),
    "files.info": Entry(uploads.info, "files:read"),
    "reactions.add": Entry(uploads.add_reaction, "reactions:write"),
}


def needed(ws: Workspace, entry: Entry, args: Json) -> list[str]:
    """Return the scopes that a call needs."""
    if entry.scope is None:
        return []
    if not entry.scope.startswith("*"):
        return [entry.scope]
    if "types" in args:
        kinds = [KINDS[name] for name in str(args["types"]).split(",") if name in KINDS]
    else:
        channel = ws.company.channels.get(str(args.get("channel")))
        kinds = [BY_KIND[channel.kind] if channel else "channels"]
    return [kind + entry.scope[1:] for kind in kinds]
