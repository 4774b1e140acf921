"""views.*: modals and home tabs."""

import json
from typing import Any

from practice.api.answer import ApiError, required, structure
from practice.blockkit import check_view
from practice.triggers import ViewError
from practice.values import Json
from practice.view import View
from practice.workspace import Workspace

LARGEST_VIEW = 250_000


async def open_(ws: Workspace, args: Json) -> Json:
    """Open a modal for the person whose trigger it is."""
    return _shown(_open(ws, args, push=False))


async def push(ws: Workspace, args: Json) -> Json:
    """Open a modal on top of the others."""
    return _shown(_open(ws, args, push=True))


def _open(ws: Workspace, args: Json, *, push: bool) -> View:
    view = _checked(args, "modal")
    try:
        user = ws.triggers.exchange(str(args.get("trigger_id", "")))
        return ws.views.push(user, view) if push else ws.views.open(user, view)
    except ViewError as error:
        raise ApiError(str(error)) from None


async def update(ws: Workspace, args: Json) -> Json:
    """Change an open view."""
    body = _checked(args, None)
    view = ws.views.find(args.get("view_id"), args.get("external_id"))
    if view is None:
        raise ApiError("not_found")
    try:
        return _shown(ws.views.update(view, body, args.get("hash")))
    except ViewError as error:
        raise ApiError(str(error)) from None


async def publish(ws: Workspace, args: Json) -> Json:
    """Show a home tab to a person."""
    user = required(args, "user_id")
    if user not in ws.company.people:
        raise ApiError("user_not_found")
    try:
        return _shown(ws.views.publish(user, _checked(args, "home"), args.get("hash")))
    except ViewError as error:
        raise ApiError(str(error)) from None


def _checked(args: Json, kind: str | None) -> Json:
    view: Any = structure(args, "view", "invalid_arguments")
    problems = check_view(view)
    if not problems and kind and view["type"] != kind:
        problems = [f"[ERROR] must be a {kind} [json-pointer:/view/type]"]
    if problems:
        raise ApiError("invalid_arguments", response_metadata={"messages": problems})
    if len(json.dumps(view)) > LARGEST_VIEW:
        raise ApiError("view_too_large")
    return dict(view)


def _shown(view: View) -> Json:
    return {"view": view.as_sent()}
