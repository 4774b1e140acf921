"""The app manifest: what an admin pastes at api.slack.com/apps → Create New App → From a manifest."""

from typing import Any
from urllib.parse import urlsplit

from bot.errors import StaffelError
from handlers.slack.scopes import EVENT_SCOPES, bot_scopes

EVENTS_PATH = "/slack/events"

_NAME_LIMIT = 35

_COMMANDS = [
    (
        "/handoff",
        "Hand work to another department",
        "[department: matter] | list | show H-12 | find words | settings | help",
    ),
    (
        "/silo",
        "How handoffs flow between departments",
        "[week] | week 2026-W46 | department name | month | help",
    ),
]
_SHORTCUTS = [
    ("new_handoff", "global", "New handoff", "Hand work to another department"),
    ("handoff_message", "message", "Make a handoff", "Hand what this message asks for to another department"),
]


def manifest(url: str | None = None, name: str = "Staffel") -> dict[str, Any]:
    """Return the manifest for Socket Mode, or for requests over HTTP to Staffel at `url`.

    Raises StaffelError if `url` or `name` cannot stand in a manifest.
    """
    if not 1 <= len(name) <= _NAME_LIMIT:
        raise StaffelError(f"--name has to have 1 to {_NAME_LIMIT} characters, not {len(name)}")
    way_in = {"request_url": _request_url(url)} if url else {}
    menus = {"message_menu_options_url": _request_url(url)} if url else {}
    return {
        "display_information": {
            "name": name,
            "description": "Work between departments counts as handed over when somebody has it in hand.",
            "background_color": "#1d3557",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "shortcuts": [
                {"name": title, "type": kind, "callback_id": callback_id, "description": description}
                for callback_id, kind, title, description in _SHORTCUTS
            ],
            "slash_commands": [_command(*command, url=url) for command in _COMMANDS],
        },
        "oauth_config": {"scopes": {"bot": bot_scopes()}},
        "settings": {
            "event_subscriptions": way_in | {"bot_events": sorted(EVENT_SCOPES)},
            "interactivity": {"is_enabled": True} | way_in | menus,
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def _command(command: str, description: str, hint: str, url: str | None) -> dict[str, object]:
    # Escaped, Slack tells us the ids of the channels, groups and people that were named.
    told = {"command": command, "description": description, "usage_hint": hint, "should_escape": True}
    return told | ({"url": _request_url(url)} if url else {})


def _request_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise StaffelError(f"--http {url}: Slack sends to https:// only, as in https://staffel.example.com")
    return f"https://{parts.netloc}{parts.path.removesuffix(EVENTS_PATH).rstrip('/')}{EVENTS_PATH}"
