"""A workspace, a small bot over real Socket Mode, and people in front of a browser."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, Error, Page, async_playwright, expect
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from practice import Practice, open_practice
from tests.browser.chromium import ARGUMENTS, chromium_path

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Helper"},
    "features": {
        "bot_user": {"display_name": "Helper", "always_online": True},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {
                "command": "/note",
                "description": "Notiert etwas",
                "usage_hint": "[was]",
                "should_escape": True,
            },
            {"command": "/nudge", "description": "Erinnert jemanden", "usage_hint": "@jemand"},
        ],
        "shortcuts": [
            {
                "name": "Neue Notiz",
                "type": "global",
                "callback_id": "new_note",
                "description": "Öffnet ein Formular",
            },
            {
                "name": "Notiz daraus machen",
                "type": "message",
                "callback_id": "note_message",
                "description": "Aus einer Nachricht",
            },
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "channels:history",
                "channels:read",
                "chat:write",
                "commands",
                "im:history",
                "im:read",
                "im:write",
                "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.channels", "message.im"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}

Visit = Callable[..., Awaitable[Page]]
Prepare = Callable[[Page], Awaitable[None]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    path = chromium_path()
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def slack() -> AsyncIterator[Practice]:
    async with open_practice(MANIFEST) as practice:
        yield practice


@pytest_asyncio.fixture(loop_scope="session")
async def app(slack: Practice) -> AsyncIterator[AsyncApp]:
    """A bot that does nothing yet; the tests teach it."""
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    bolt = AsyncApp(
        client=client, signing_secret=slack.signing_secret, raise_error_for_unhandled_request=False
    )
    # Unanswered events would be waited for.
    bolt.event("message")(_hear)
    handler = AsyncSocketModeHandler(bolt, slack.app_token, web_client=AsyncWebClient(base_url=slack.api_url))
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await slack.connected()
    yield bolt
    with contextlib.suppress(Exception):
        await handler.close_async()  # type: ignore[no-untyped-call]


async def _hear(event: dict[str, Any]) -> None:
    """Acknowledge, and nothing else."""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def windows(browser: Browser) -> AsyncIterator[list[Page]]:
    """Windows that are free again; a new one costs more than most tests do."""
    idle: list[Page] = []
    yield idle
    for page in idle:
        await page.context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser, slack: Practice, windows: list[Page]) -> AsyncIterator[Visit]:
    """Open the page as somebody, in a window of their own; any error in the page fails the test.

    `prepare` gets the window before the page is in it; `options` are those of a browser context.
    """
    # Patience costs nothing while all is well, and the machine may be busy.
    expect.set_options(timeout=20_000)
    ordinary: list[Page] = []
    special: list[Page] = []
    errors: list[str] = []

    def complain(error: Error) -> None:
        errors.append(str(error))

    async def open_page(
        person: str, channel: str = "C0ALLE", prepare: Prepare | None = None, **options: Any
    ) -> Page:
        plain = not (prepare or options)
        page = windows.pop() if plain and windows else await _window(browser, options)
        (ordinary if plain else special).append(page)
        page.on("pageerror", complain)
        if prepare:
            await prepare(page)
        await page.goto(f"{slack.page_url}#as={person}&channel={channel}")
        await expect(page.get_by_role("heading", level=1)).not_to_be_empty()
        return page

    yield open_page
    for page in ordinary:
        page.remove_listener("pageerror", complain)
        await page.goto("about:blank")
        windows.append(page)
    for page in special:
        await page.context.close()
    assert not errors


async def _window(browser: Browser, options: dict[str, Any]) -> Page:
    context = await browser.new_context(**{"viewport": {"width": 1280, "height": 860}, **options})
    page = await context.new_page()
    page.set_default_timeout(20_000)
    return page
