"""What Slack sends: commands and submitted forms, signed."""

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from benchmarks.company import PEOPLE, SENDER, WORKSPACE, brief, receiver
from handlers.slack.metadata import Opening

SIGNING_SECRET = "0123456789abcdef0123456789abcdef"

CHANNEL = "C0ALL"
_SMALL_TALK = (
    "Outlook spinnt, ich bekomme gerade keine Mails.",
    "Kann das jemand aus der IT bis Mittwoch übernehmen? Bitte kurz bestätigen.",
    "Lunch?",
    "The customer sent us the signed contract by mail, I'll file it this afternoon.",
)
_REQUEST = "Gutschrift für Müller bis Freitag, der Rabatt fehlt. Fertig, wenn sie beim Kunden ist."

_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"


def signed(body: bytes) -> dict[str, str]:
    """Return the headers with which Slack signs `body` now."""
    timestamp = str(int(time.time()))
    digest = hmac.new(SIGNING_SECRET.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256)
    return {
        "content-type": _JSON if body.startswith(b"{") else _FORM,
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": f"v0={digest.hexdigest()}",
    }


def command(text: str, user: str) -> bytes:
    """Return the body of `/handoff text`; every one has a trigger of its own."""
    fields = {
        "token": "bench",
        "team_id": WORKSPACE,
        "team_domain": "bench",
        "channel_id": CHANNEL,
        "channel_name": "all",
        "user_id": user,
        "user_name": "anna",
        "command": "/handoff",
        "text": text,
        "api_app_id": "A0BENCH",
        "is_enterprise_install": "false",
        "response_url": "http://127.0.0.1:9/response",
        "trigger_id": uuid4().hex,
    }
    return urlencode(fields).encode()


def message(number: int) -> bytes:
    """Return the body of the event of a harmless message."""
    return _said(_SMALL_TALK[number % len(_SMALL_TALK)], SENDER)


def doubtful(number: int) -> bytes:
    """Return the body of the event of a message of which the rules are not sure."""
    return _said(f"Hab die Gutschrift {number} der Abteilung 3 gemailt.", _somebody(number))


def _said(text: str, user: str) -> bytes:
    stamp = f"{time.time():.6f}"
    told = {"type": "message", "channel": CHANNEL, "channel_type": "channel", "user": user, "ts": stamp}
    told |= {"text": text, "team": WORKSPACE, "event_ts": stamp}
    envelope = {"type": "event_callback", "team_id": WORKSPACE, "api_app_id": "A0BENCH", "event": told}
    return json.dumps(envelope | {"event_id": f"Ev{uuid4().hex}"}).encode()


def submission(number: int) -> bytes:
    """Return the body of a submitted form that offers a handoff to one department after the other."""
    view = {
        "id": f"V{uuid4().hex}",
        "team_id": WORKSPACE,
        "type": "modal",
        "callback_id": "open_handoff",
        "private_metadata": Opening().written(),
        "hash": uuid4().hex,
        "state": {"values": _values(number)},
        "blocks": [],
    }
    payload = {
        "type": "view_submission",
        "team": {"id": WORKSPACE, "domain": "bench"},
        "user": {"id": SENDER, "username": "anna", "name": "anna", "team_id": WORKSPACE},
        "api_app_id": "A0BENCH",
        "token": "bench",
        "trigger_id": uuid4().hex,
        "view": view,
        "response_urls": [],
        "is_enterprise_install": False,
        "enterprise": None,
    }
    return urlencode({"payload": json.dumps(payload)}).encode()


def _values(number: int) -> Mapping[str, Any]:
    said = brief()
    due = int(said.due.timestamp()) if said.due else None
    texts = {name: getattr(said, name) for name in ("summary", "details", "why_now", "done_when", "customer")}
    texts |= {f"need.{key}": text for key, text in said.needs.items()}
    return {
        "department": {
            "department": {"type": "static_select", "selected_option": {"value": receiver(number)}}
        },
        "due": {"due": {"type": "datetimepicker", "selected_date_time": due}},
        **{name: {name: {"type": "plain_text_input", "value": text}} for name, text in texts.items()},
    }


def _somebody(number: int) -> str:
    return PEOPLE[number % len(PEOPLE)]


BODIES: Mapping[str, Callable[[int], bytes]] = {
    "help": lambda number: command("help", _somebody(number)),
    "stranger": lambda _: command("help", f"U{uuid4().hex.upper()}"),
    "open": lambda number: command("", _somebody(number)),
    "told": lambda number: command(f"{receiver(number)}: {_REQUEST}", _somebody(number)),
    "doubtful": doubtful,
    "submit": submission,
}
"""What can be asked for, by name; a body for each number."""
