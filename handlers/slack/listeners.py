"""One listener for each kind of payload: parses it, has it done, and acknowledges."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import UNSAVED, RefusedError
from bot.services.membership import admit
from handlers.slack.actions import click
from handlers.slack.answers import excuse, refuse, tell
from handlers.slack.commands import slash_command
from handlers.slack.edge import (
    Body,
    Caller,
    Edge,
    action_caller,
    command_caller,
    known_lately,
    menu_caller,
    reader_of,
    view_caller,
)
from handlers.slack.events import event
from handlers.slack.forms import not_saved, submit
from handlers.slack.render.forms import suggestions
from handlers.slack.render.notice import notice
from handlers.slack.render.reasons import reason
from handlers.slack.shortcuts import SHORTCUTS
from handlers.slack.watched import Ack, Listener

Shortcut = Callable[[Edge, Caller, Body], Awaitable[None]]


class Listeners:
    """One listener for each kind of payload."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    def by_kind(self) -> Mapping[str, Listener]:
        """Return them by what the metrics and logs call the payload."""
        return {
            "click": self.on_action,
            "form": self.on_view,
            "command": self.on_command,
            "shortcut": self.on_shortcut,
            "event": self.on_event,
            "menu": self.on_menu,
        }

    async def on_command(self, ack: Ack, body: Body) -> None:
        """Answer a slash command."""
        caller = command_caller(self._edge, body)
        try:
            await admit(self._edge.unit_of_work, caller.request(self._edge))
            content = await slash_command(self._edge, caller, body["command"], body.get("text") or "")
        except RefusedError as refusal:
            reader = await reader_of(self._edge, caller)
            content = notice(reason(refusal.reason, refusal.facts, reader))
        except UNSAVED:
            content = await excuse(self._edge, caller)
        await (ack(text=content.text, blocks=content.blocks) if content else ack())

    async def on_action(self, ack: Ack, body: Body) -> None:
        """Answer a click."""
        caller = action_caller(self._edge, body)
        for element in body["actions"]:
            await self._guarded(caller, click(self._edge, caller, element))
        await ack()

    async def on_shortcut(self, ack: Ack, body: Body) -> None:
        """Answer a shortcut."""
        caller = action_caller(self._edge, body)
        if shortcut := SHORTCUTS.get(body["callback_id"]):
            await self._guarded(caller, self._admitted(caller, shortcut, body))
        await ack()

    async def _admitted(self, caller: Caller, shortcut: Shortcut, body: Body) -> None:
        await admit(self._edge.unit_of_work, caller.request(self._edge))
        await shortcut(self._edge, caller, body)

    async def on_view(self, ack: Ack, body: Body) -> None:
        """Answer a submitted form: closed, or open with what is wrong with it."""
        caller = view_caller(self._edge, body)
        try:
            answer = await submit(self._edge, caller)
        except UNSAVED as error:
            answer = await not_saved(self._edge, caller, error)
        await ack(**answer)

    async def on_menu(self, ack: Ack, body: Body) -> None:
        """Answer what was typed into a menu with the departments that fit; there are too many for a plain one."""
        caller = menu_caller(self._edge, body)
        known = await known_lately(self._edge, caller)
        departments = () if caller.outside else known.organisation.departments
        await ack(options=suggestions(departments, str(body.get("value") or "")))

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
