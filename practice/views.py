"""Modals and home tabs: who has which views open."""

import time
from collections.abc import Callable

from practice.app import APP_ID, BOT_ID
from practice.elements import with_ids
from practice.ids import Ids
from practice.triggers import ViewError
from practice.values import Json, copied
from practice.view import View

MOST_VIEWS = 3


class Views:
    """All open views."""

    def __init__(self, team_id: str, ids: Ids, on_change: Callable[[str, str], None]) -> None:
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self._team_id = team_id
        self._ids = ids
        self._on_change = on_change

    def top(self, user: str) -> View | None:
        """Return the view that a person looks at."""
        stack = self.stacks.get(user)
        return stack[-1] if stack else None

    def find(self, view_id: str | None = None, external_id: str | None = None) -> View | None:
        """Return an open view or a home tab."""
        everything = [*(view for stack in self.stacks.values() for view in stack), *self.homes.values()]
        if view_id:
            return next((view for view in everything if view.id == view_id), None)
        return next(
            (view for view in everything if external_id and view.body["external_id"] == external_id), None
        )

    def open(self, user: str, body: Json) -> View:
        """Open a modal, in place of whatever the person had open."""
        self._check_external_id(body)
        view = self._new(user, body)
        self.stacks[user] = [view]
        self._on_change(user, "modal")
        return view

    def push(self, user: str, body: Json) -> View:
        """Open a modal on top of the others."""
        stack = self.stacks.get(user) or []
        if not stack:
            raise ViewError("not_found")
        if len(stack) >= MOST_VIEWS:
            raise ViewError("push_limit_reached")
        self._check_external_id(body)
        view = self._new(user, body, root=stack[0].id, previous=stack[-1].id)
        stack.append(view)
        self._on_change(user, "modal")
        return view

    def update(self, view: View, body: Json, expected_hash: str | None = None) -> View:
        """Put new content into an open view; what was typed stays where block, action and type stay the same."""
        if expected_hash and expected_hash != view.body["hash"]:
            raise ViewError("hash_conflict")
        self._check_external_id(body, view)
        kept = {name: view.body[name] for name in ("id", "root_view_id", "previous_view_id")}
        view.body = self._complete(body) | kept
        view.carry_over()
        self._on_change(view.user, view.body["type"])
        return view

    def publish(self, user: str, body: Json, expected_hash: str | None = None) -> View:
        """Show a home tab."""
        view = self.homes.get(user)
        if view:
            return self.update(view, body, expected_hash)
        self.homes[user] = view = self._new(user, body)
        self._on_change(user, "home")
        return view

    def close(self, user: str, *, everything: bool = False) -> list[View]:
        """Close the top modal, or all of them; return what was closed, top first."""
        stack = self.stacks.get(user, [])
        closed = stack[::-1] if everything else stack[-1:]
        self.stacks[user] = stack[: len(stack) - len(closed)]
        self._on_change(user, "modal")
        return closed

    def _check_external_id(self, body: Json, instead_of: View | None = None) -> None:
        other = self.find(external_id=body.get("external_id"))
        if other and other is not instead_of:
            raise ViewError("duplicate_external_id")

    def _new(self, user: str, body: Json, root: str | None = None, previous: str | None = None) -> View:
        view_id = self._ids.new("V")
        complete = self._complete(body) | {
            "id": view_id,
            "root_view_id": root or view_id,
            "previous_view_id": previous,
        }
        view = View(user, complete)
        view.carry_over()
        return view

    def _complete(self, body: Json) -> Json:
        blocks = with_ids(body.get("blocks", []), self._ids)
        defaults: Json = {
            "team_id": self._team_id,
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
            "close": None,
            "submit": None,
            "title": {"type": "plain_text", "text": "View Title", "emoji": True},
        }
        fixed = {
            "blocks": blocks,
            "hash": self._hash(),
            "app_id": APP_ID,
            "app_installed_team_id": self._team_id,
            "bot_id": BOT_ID,
        }
        return {**defaults, **copied(body), **fixed}

    def _hash(self) -> str:
        return f"{int(time.time())}.{self._ids.short()}"
