"""The acts that the page can send, each a thin layer over what a person can do."""

from collections.abc import Awaitable, Callable

from practice import clicks, submissions
from practice.app import BOT_USER_ID
from practice.clicks import Place
from practice.delivery import Ack
from practice.elements import FIELDS
from practice.entering import entered
from practice.mail_server import NotTakenError
from practice.person import Person
from practice.values import Json
from practice.view import View
from practice.workspace import Workspace

Act = Callable[[Workspace, Person, Json], Awaitable[Json]]


async def act(ws: Workspace, order: Json) -> Json:
    """Do what the page asks; what Slack's client would refuse comes back as `error`."""
    if order.get("as") not in ws.company.people:
        return {"ok": False, "error": "user_not_found"}
    run = ACTS.get(str(order.get("act")))
    if run is None:
        return {"ok": False, "error": "unknown_act"}
    try:
        return await run(ws, Person(ws, order["as"]), order)
    except (LookupError, ValueError, PermissionError) as error:
        return {"ok": False, "error": str(error.args[0] if error.args else error)}


def _outcome(ack: Ack | None) -> Json:
    if ack is None:
        return {"ok": True}
    outcome: Json = {"ok": ack.ok and not ack.errors, "ack_ms": round(ack.seconds * 1000)}
    if ack.errors:
        outcome["errors"] = ack.errors
    if not ack.ok:
        outcome["error"] = ack.reason
    return outcome


async def _say(ws: Workspace, me: Person, order: Json) -> Json:
    return {"ok": True, "message": await me.say(order["channel"], order["text"], order.get("thread_ts"))}


async def _edit(ws: Workspace, me: Person, order: Json) -> Json:
    await me.edit(order["channel"], order["ts"], order["text"])
    return {"ok": True}


async def _delete(ws: Workspace, me: Person, order: Json) -> Json:
    await me.delete(order["channel"], order["ts"])
    return {"ok": True}


async def _command(ws: Workspace, me: Person, order: Json) -> Json:
    return _outcome(await me.command(order["text"], order["channel"], order.get("thread_ts")))


async def _shortcut(ws: Workspace, me: Person, order: Json) -> Json:
    return _outcome(await me.shortcut(order["callback_id"]))


async def _message_shortcut(ws: Workspace, me: Person, order: Json) -> Json:
    return _outcome(await me.message_shortcut(order["callback_id"], order["channel"], order["ts"]))


def _place(ws: Workspace, me: Person, container: Json) -> Place:
    if container["type"] == "view":
        return me.place({"id": container["view_id"]})
    found = next((m for m in _seen(me, container) if m["ts"] == container["ts"]), None)
    if found is None:
        raise LookupError("message_not_found")
    return me.place(found)


def _seen(me: Person, container: Json) -> list[Json]:
    top = me.messages(container["channel"])
    threads = [m["ts"] for m in top if m.get("reply_count")]
    return [*top, *(m for ts in threads for m in me.messages(container["channel"], ts))]


async def _click(ws: Workspace, me: Person, order: Json) -> Json:
    place = _place(ws, me, order["container"])
    if place.view:
        _enter(place.view, order.get("values"))
    value = order.get("selected", order.get("value"))
    slot = place.slot(order["action_id"], order["block_id"])
    return _outcome(
        await clicks.use(
            ws, me.id, place, slot, value, typed_state=_typed_state(ws, place, order.get("values"))
        )
    )


def _typed_state(ws: Workspace, place: Place, values: Json | None) -> Json | None:
    """Return what was typed into a message's fields; a view remembers by itself."""
    if place.view or not values:
        return None
    offered = place.suggestions(ws)
    return {
        block: {
            action: entered(place.slot(action, block).element, value, offered.get(block))
            for action, value in fields.items()
        }
        for block, fields in values.items()
    }


def _enter(view: View, values: Json | None) -> None:
    for block, fields in (values or {}).items():
        for action, value in fields.items():
            slot = view.slot(block, action)
            if slot.element["type"] in FIELDS:
                view.enter(slot, value)


def _view(ws: Workspace, me: Person, order: Json) -> View:
    view = ws.views.find(order["view_id"])
    if view is None or view.user != me.id:
        raise LookupError("view_not_found")
    return view


async def _submit(ws: Workspace, me: Person, order: Json) -> Json:
    view = _view(ws, me, order)
    _enter(view, order.get("values"))
    return _outcome(await submissions.submit(ws, view))


async def _close(ws: Workspace, me: Person, order: Json) -> Json:
    await me.close(everything=bool(order.get("everything")))
    return {"ok": True}


async def _suggest(ws: Workspace, me: Person, order: Json) -> Json:
    place = _place(ws, me, order["container"])
    return {
        "ok": True,
        **await clicks.suggest(
            ws, me.id, place, place.slot(order["action_id"], order["block_id"]), order["query"]
        ),
    }


async def _open_home(ws: Workspace, me: Person, order: Json) -> Json:
    try:
        return {"ok": True, "home": await me.open_home()}
    except TimeoutError:
        return {"ok": True, "home": None}


async def _open_dm(ws: Workspace, me: Person, order: Json) -> Json:
    if order["user"] != BOT_USER_ID and order["user"] not in ws.company.people:
        raise LookupError("user_not_found")
    channel, _ = ws.direct_channel({me.id, order["user"]})
    return {"ok": True, "channel": channel.id}


async def _read(ws: Workspace, me: Person, order: Json) -> Json:
    await me.read(order["channel"], order.get("ts"))
    return {"ok": True}


async def _join(ws: Workspace, me: Person, order: Json) -> Json:
    await me.join(order["channel"])
    return {"ok": True}


async def _skip(ws: Workspace, me: Person, order: Json) -> Json:
    if "to" in order:
        await ws.clock.skip_to(order["to"])
    else:
        await ws.clock.skip(float(order["seconds"]))
    return {"ok": True, "now": ws.clock.now()}


async def _weather(ws: Workspace, me: Person, order: Json) -> Json:
    for name, value in order.items():
        if name in ws.weather.shown():
            setattr(ws.weather, name, float(value) if name == "slow" else bool(value))
    return {"ok": True, "weather": ws.weather.shown()}


async def _share_mail(ws: Workspace, me: Person, order: Json) -> Json:
    to, cc = (order.get(name, "").replace(";", ",").split(",") for name in ("to", "cc"))
    addresses = {"to": [one.strip() for one in to], "cc": [one.strip() for one in cc if one.strip()]}
    await me.share_mail(order["channel"], order["subject"], order["text"], **addresses)
    return {"ok": True}


async def _mail(ws: Workspace, me: Person, order: Json) -> Json:
    if ws.mail_server is None:
        raise LookupError("no_mail_server")
    sender = ws.company.people[me.id]
    try:
        await ws.mail_server.send(sender, order["to"], order["subject"], order["text"])
    except NotTakenError as error:
        return {"ok": False, "error": str(error)}
    return {"ok": True}


ACTS: dict[str, Act] = {
    "say": _say,
    "edit": _edit,
    "delete": _delete,
    "command": _command,
    "shortcut": _shortcut,
    "message_shortcut": _message_shortcut,
    "click": _click,
    "submit": _submit,
    "close": _close,
    "suggest": _suggest,
    "open_home": _open_home,
    "open_dm": _open_dm,
    "read": _read,
    "join": _join,
    "skip": _skip,
    "weather": _weather,
    "mail": _mail,
    "share_mail": _share_mail,
}
