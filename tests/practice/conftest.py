"""A small bot of its own: it keeps to-do lists, and the workspace must not notice that it is a test."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from practice import Practice, open_practice

Json = dict[str, Any]
SCOPES = [
    "app_mentions:read", "channels:history", "channels:read", "chat:write", "commands", "dnd:read", "files:read", "files:write",
    "im:history", "im:read", "im:write", "reactions:write", "team:read", "usergroups:read", "users:read", "users:read.email",
]  # fmt: skip
EVENTS = [
    "app_home_opened", "app_mention", "channel_archive", "channel_rename", "dnd_updated_user", "member_joined_channel", "member_left_channel",
    "message.channels", "message.im", "subteam_members_changed", "subteam_updated", "team_join", "user_change",
]  # fmt: skip
MANIFEST: Json = {
    "display_information": {"name": "To-do"},
    "features": {
        "bot_user": {"display_name": "todo", "always_online": True},
        "slash_commands": [
            {
                "command": "/todo",
                "description": "Note something",
                "usage_hint": "[what]",
                "should_escape": True,
            },
            {"command": "/raw", "description": "As typed", "should_escape": False},
        ],
        "shortcuts": [
            {"name": "New to-do", "type": "global", "callback_id": "new_todo", "description": "Opens a form"},
            {
                "name": "Make it a to-do",
                "type": "message",
                "callback_id": "message_todo",
                "description": "From a message",
            },
        ],
    },
    "oauth_config": {"scopes": {"bot": SCOPES}},
    "settings": {
        "event_subscriptions": {"bot_events": EVENTS},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}
Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]


@pytest.fixture
async def slack() -> AsyncIterator[Practice]:
    async with open_practice(MANIFEST) as practice:
        yield practice


@pytest.fixture
def client(slack: Practice) -> AsyncWebClient:
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)


@pytest.fixture
def bolt(client: AsyncWebClient) -> AsyncApp:
    return AsyncApp(client=client, signing_secret="practice-signing-secret", process_before_response=True)


@pytest.fixture
async def connect(slack: Practice) -> AsyncIterator[Connect]:
    """Connects a bot over Socket Mode, and disconnects it after the test."""
    async with contextlib.AsyncExitStack() as stack:

        async def connected(app: AsyncApp) -> AsyncSocketModeHandler:
            web_client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
            handler = AsyncSocketModeHandler(app, slack.app_token, web_client=web_client, ping_interval=0.05)
            stack.push_async_callback(handler.close_async)
            await handler.connect_async()  # type: ignore[no-untyped-call]
            await slack.connected()
            return handler

        yield connected
