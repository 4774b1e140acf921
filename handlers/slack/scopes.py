"""Which scope each method of the Web API costs; the manifest asks for these and no more.

Source: the pages of the methods under https://docs.slack.dev/reference/methods. A test holds the table to the
methods that the source calls.
"""

from collections.abc import Mapping

# Asked for our own message, when nobody knows whether it reached Slack (it is known by its metadata), for a message
# that its author wants to make a handoff of, and for the thread about a handoff of whoever wants to catch up.
_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history", "metadata.message:read")

SCOPES: Mapping[str, tuple[str, ...]] = {
    "auth.test": (),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.history": _HISTORY,
    "conversations.info": ("channels:read", "groups:read"),
    "conversations.members": ("channels:read", "groups:read"),
    "conversations.open": ("im:write", "mpim:write"),
    "conversations.replies": _HISTORY,
    "dnd.teamInfo": ("dnd:read",),
    "files.completeUploadExternal": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "usergroups.list": ("usergroups:read",),
    "usergroups.users.list": ("usergroups:read",),
    "users.list": ("users:read", "users:read.email"),
    "views.open": (),
    "views.publish": (),
    "views.push": (),
    "views.update": (),
}

APP_SCOPES: Mapping[str, tuple[str, ...]] = {"apps.connections.open": ("connections:write",)}
"""What the app-level token needs; Slack asks for it where the token is made, not in the manifest."""

EVENT_SCOPES: Mapping[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "channel_archive": ("channels:read",),
    "channel_deleted": ("channels:read",),
    "channel_left": ("channels:read",),
    "channel_unarchive": ("channels:read",),
    "dnd_updated_user": ("dnd:read",),
    "group_archive": ("groups:read",),
    "group_deleted": ("groups:read",),
    "group_left": ("groups:read",),
    "group_unarchive": ("groups:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "subteam_members_changed": ("usergroups:read",),
    "subteam_updated": ("usergroups:read",),
    "team_join": ("users:read",),
    "user_change": ("users:read",),
}

COMMAND_SCOPES = ("commands",)
"""What slash commands and shortcuts cost."""


def bot_scopes() -> list[str]:
    """Return every scope that the bot's token needs, in order."""
    return sorted({*COMMAND_SCOPES, *_flat(SCOPES), *_flat(EVENT_SCOPES)})


def _flat(table: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {scope for scopes in table.values() for scope in scopes}
