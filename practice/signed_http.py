"""HTTP delivery: signed requests to the bot's request URL."""

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from practice.app import SIGNING_SECRET
from practice.delivery import Ack, Delivery, Retry
from practice.values import Json

FORM = "application/x-www-form-urlencoded"


class SignedHttp:
    """Posts payloads to one request URL, as Slack does."""

    def __init__(self, url: str, http: ClientSession) -> None:
        self.url = url
        self._http = http

    async def carry(self, delivery: Delivery, retry: Retry | None, patience: float) -> Ack:
        """Post a payload and read the answer."""
        body, content_type = encode(delivery)
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            **sign(body),
        }
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry.number), "X-Slack-Retry-Reason": retry.reason}
        started = time.monotonic()
        try:
            async with self._http.post(
                self.url, data=body, headers=headers, timeout=ClientTimeout(total=patience)
            ) as response:
                return await _ack(response, started)
        except TimeoutError:
            return Ack(ok=False, timed_out=True, reason="http_timeout", seconds=time.monotonic() - started)
        except (ClientError, ConnectionError):
            return Ack(ok=False, reason="connection_failed", seconds=time.monotonic() - started)


def encode(delivery: Delivery) -> tuple[bytes, str]:
    """Return body and content type: forms for commands and interactions, JSON for events."""
    if delivery.kind == "events_api":
        return json.dumps(delivery.payload).encode(), "application/json"
    if delivery.kind == "interactive":
        return urlencode({"payload": json.dumps(delivery.payload)}).encode(), FORM
    fields = {name: _form_value(value) for name, value in delivery.payload.items()}
    return urlencode(fields).encode(), FORM


def _form_value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def sign(body: bytes) -> dict[str, str]:
    """Return the headers of Slack's v0 signature; it is made in real time, whatever the practice clock shows."""
    timestamp = str(int(time.time()))
    digest = hmac.new(SIGNING_SECRET.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256)
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest.hexdigest()}"}


async def _ack(response: ClientResponse, started: float) -> Ack:
    text = await response.text()
    body: Json | str | None = text or None
    if text and "json" in response.headers.get("Content-Type", ""):
        body = json.loads(text)
    ok = 200 <= response.status < 300
    # Slack stops asking when the bot says so, or when it is told that the address has gone for good.
    final = response.headers.get("X-Slack-No-Retry") == "1"
    reason = "" if ok else ("no_retry" if final else "http_error")
    return Ack(ok=ok, status=response.status, body=body, seconds=time.monotonic() - started, reason=reason)
