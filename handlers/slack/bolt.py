"""The one door for Slack: Bolt verifies and parses, one listener for each kind looks into our own tables.

Bolt tries its listeners one after another, so fifty of them would cost three quarters of the throughput; and with
`process_before_response` the answer leaves when the listener is done: after the commit, never before.
"""

import re
from collections.abc import Awaitable

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.errors import UNSAVED, RefusedError
from handlers.slack.actions import click
from handlers.slack.answers import excuse, refuse, tell
from handlers.slack.commands import slash_command
from handlers.slack.edge import (
    Body,
    Caller,
    Edge,
    action_caller,
    command_caller,
    reader_of,
    team_of,
    view_caller,
)
from handlers.slack.events import event
from handlers.slack.forms import not_saved, submit
from handlers.slack.opening import organisation_of
from handlers.slack.render.forms import suggestions
from handlers.slack.render.notice import notice
from handlers.slack.render.reasons import reason
from handlers.slack.shortcuts import SHORTCUTS
from handlers.slack.watched import Ack, Watch

log = structlog.get_logger(__name__)

_ANY = re.compile(r"(?s).*")


def build_bolt(edge: Edge, watch: Watch, *, signing_secret: str, identity: AuthorizeResult) -> AsyncApp:
    """Return the Bolt app; `identity` is what Slack told of our token at the start."""

    async def authorize() -> AuthorizeResult:
        return identity

    app = AsyncApp(
        client=edge.client,
        signing_secret=signing_secret,
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=bool(signing_secret),
        ignoring_self_events_enabled=False,  # that a card of ours was deleted counts as one
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    Listeners(edge, watch).register(app)
    return app


class Listeners:
    """One listener for each kind of payload."""

    def __init__(self, edge: Edge, watch: Watch) -> None:
        self._edge = edge
        self._watch = watch

    def register(self, app: AsyncApp) -> None:
        """Tell Bolt; the kinds that people wait for come first."""
        over = self._watch.over
        app.action(_ANY)(over("click", self.on_action))
        app.view(_ANY)(over("form", self.on_view))
        app.command(_ANY)(over("command", self.on_command))
        app.shortcut(_ANY)(over("shortcut", self.on_shortcut))
        app.event(_ANY)(over("event", self.on_event))
        app.options(_ANY)(over("menu", self.on_menu))

    async def on_command(self, ack: Ack, body: Body) -> None:
        """Answer a slash command."""
        caller = command_caller(body)
        try:
            content = await slash_command(self._edge, caller, body["command"], body.get("text") or "")
        except RefusedError as refusal:
            reader = await reader_of(self._edge, caller)
            content = notice(reason(refusal.reason, refusal.facts, reader))
        except UNSAVED:
            content = await excuse(self._edge, caller)
        await (ack(text=content.text, blocks=content.blocks) if content else ack())

    async def on_action(self, ack: Ack, body: Body) -> None:
        """Answer a click."""
        caller = action_caller(body)
        for element in body["actions"]:
            await self._guarded(caller, click(self._edge, caller, element))
        await ack()

    async def on_shortcut(self, ack: Ack, body: Body) -> None:
        """Answer a shortcut."""
        caller = action_caller(body)
        if shortcut := SHORTCUTS.get(body["callback_id"]):
            await self._guarded(caller, shortcut(self._edge, caller, body))
        await ack()

    async def on_view(self, ack: Ack, body: Body) -> None:
        """Answer a submitted form: closed, or open with what is wrong with it."""
        caller = view_caller(body)
        try:
            answer = await submit(self._edge, caller)
        except UNSAVED as error:
            answer = await not_saved(self._edge, caller, error)
        await ack(**answer)

    async def on_menu(self, ack: Ack, body: Body) -> None:
        """Answer what was typed into a menu with the departments that fit; there are too many for a plain one."""
        organisation = await organisation_of(self._edge, team_of(body))
        await ack(options=suggestions(organisation.departments, str(body.get("value") or "")))

    async def on_event(self, ack: Ack, body: Body) -> None:
        """Take in what Slack tells."""
        await event(self._edge, body)
        await ack()

    async def _guarded(self, caller: Caller, work: Awaitable[None]) -> None:
        try:
            await self._unless_refused(caller, work)
        except UNSAVED:  # no commit, no ack: Slack marks the button, and we say why
            tell(self._edge, caller, await excuse(self._edge, caller))
            raise

    async def _unless_refused(self, caller: Caller, work: Awaitable[None]) -> None:
        try:
            await work
        except RefusedError as refusal:
            await refuse(self._edge, caller, refusal)
