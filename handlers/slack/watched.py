"""Every payload on its way through a listener: measured, named in all logs, and waited for at the stop."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from structlog.contextvars import bound_contextvars

from handlers.metrics import Metrics
from handlers.slack.edge import Body
from handlers.slack.metadata import MalformedPayloadError

log = structlog.get_logger(__name__)

Ack = Callable[..., Awaitable[None]]
Listener = Callable[[Ack, Body], Awaitable[None]]


class Watch:
    """Watches over the listeners of one process."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._underway = 0
        self._idle = asyncio.Event()
        self._idle.set()

    def over(self, kind: str, listener: Listener) -> Listener:
        """Return `listener`, watched over."""

        async def watched(ack: Ack, body: Body) -> None:
            self._underway += 1
            self._idle.clear()
            try:
                with self._metrics.acknowledging(kind), bound_contextvars(request=_name(body), kind=kind):
                    await self._tolerant(listener, ack, body)
            finally:
                self._underway -= 1
                if not self._underway:
                    self._idle.set()

        return watched

    async def _tolerant(self, listener: Listener, ack: Ack, body: Body) -> None:
        try:
            await listener(ack, body)
        except MalformedPayloadError as error:  # delivered again it would be no better
            log.warning("malformed_payload", error=str(error))
            await ack()

    async def idle(self, seconds: float) -> None:
        """Wait until nothing is under way, but no longer than `seconds`."""
        await asyncio.wait({asyncio.create_task(self._idle.wait())}, timeout=seconds)


def _name(body: Body) -> str:
    """Return what makes the payload recognisable in Slack's own logs as well."""
    return str(body.get("event_id") or body.get("trigger_id") or (body.get("view") or {}).get("id") or "")
