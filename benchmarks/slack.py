"""A stand-in for Slack's Web API that says yes to everything, as fast as it can: it must not be what binds.

Run as a process of its own: `python -m benchmarks.slack` prints its port.
"""

import json
import time
from collections import Counter
from itertools import count
from typing import Any

from benchmarks.company import PEOPLE, WORKSPACE
from benchmarks.web import serve

TOKEN = "xoxb-bench"

FORMS = "bench.forms"
"""Asks how many forms were opened so far."""

_ANSWERS: dict[str, dict[str, Any]] = {
    "auth.test": {
        "team_id": WORKSPACE,
        "url": "https://bench.example/",
        "user_id": "U0BOT",
        "bot_id": "B0BOT",
        "team": "Bench",
        "user": "staffel",
    },
    "users.list": {
        "members": [{"id": user, "name": user, "locale": "de-DE", "tz": "Europe/Berlin"} for user in PEOPLE]
    },
    "conversations.open": {"channel": {"id": "D0DIRECT"}},
}
_MESSAGES = ("chat.postMessage", "chat.update")
_forms = Counter[str]()
_stamps = count(1)
_epoch = int(time.time())


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Answer one call."""
    body = bytearray()
    while True:
        event = await receive()
        body += event.get("body", b"")
        if not event.get("more_body"):
            break
    method = scope["path"].rpartition("/")[2]
    _forms[method] += method == "views.open"
    told = _told(method, bytes(body))
    answer = json.dumps({"ok": True, **told}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(answer)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})


def _told(method: str, body: bytes) -> dict[str, Any]:
    if method == FORMS:
        return {"count": _forms["views.open"]}
    return _message(body) if method in _MESSAGES else _ANSWERS.get(method, {})


def _message(body: bytes) -> dict[str, Any]:
    return {"channel": json.loads(body)["channel"], "ts": f"{_epoch}.{next(_stamps):06}"}


if __name__ == "__main__":
    serve(application)
