"""Brings payloads to the bot: once for what a person waits for, again and again for events."""

import asyncio
import logging

from practice.changes import Changes
from practice.chores import Chores
from practice.clock import Clock
from practice.delivery import Ack, Delivery, Kind, Retry, Timing
from practice.ids import Ids
from practice.sockets import Carrier, Sockets
from practice.values import Json
from practice.weather import Weather

logger = logging.getLogger(__name__)


class Courier:
    """Delivers over Socket Mode, or over HTTP when `carrier` was set to it."""

    def __init__(
        self,
        sockets: Sockets,
        *,
        clock: Clock,
        changes: Changes,
        weather: Weather,
        ids: Ids,
        timing: Timing,
        chores: Chores,
    ) -> None:
        self.carrier: Carrier = sockets
        self.deliveries: list[Delivery] = []
        self._clock = clock
        self._changes = changes
        self._weather = weather
        self._ids = ids
        self._timing = timing
        self._chores = chores
        self._way = asyncio.Event()
        sockets.on_change = self.way_changed

    async def ask(self, kind: Kind, payload: Json) -> Ack:
        """Deliver what a person waits for; there is one attempt."""
        delivery = self._new(kind, payload)
        ack = await self._first(delivery)
        self._perhaps_again(delivery)
        return ack

    def tell(self, payload: Json, *, echo: bool = False) -> asyncio.Future[None]:
        """Deliver an event with Slack's retries, in the background.

        The result is done after the first attempt, or at once when no bot is connected: the event is then kept.
        """
        first: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._chores.start(self._insist(self._new("events_api", payload, echo=echo), first))
        return first

    async def again(self, delivery: Delivery) -> Ack:
        """Deliver a payload once more, byte for byte, marked as a retry."""
        return await self._attempt(delivery, Retry(max(delivery.attempts, 1), "timeout"))

    def _new(self, kind: Kind, payload: Json, *, echo: bool = False) -> Delivery:
        delivery = Delivery(kind, payload, self._ids.new("envelope-"), echo=echo)
        self.deliveries.append(delivery)
        return delivery

    async def _first(self, delivery: Delivery) -> Ack:
        retries = [Retry(number, "timeout") for number in range(1, self._weather.copies)]
        copies = [asyncio.ensure_future(self._attempt(delivery, retry)) for retry in retries]
        ack = await self._attempt(delivery, None)
        await asyncio.gather(*copies)
        return ack

    async def _attempt(self, delivery: Delivery, retry: Retry | None) -> Ack:
        if self._weather.offline:
            ack = Ack(ok=False, reason="connection_failed")
        else:
            delivery.attempts += 1
            ack = await self.carrier.carry(delivery, retry, self._timing.ack)
        delivery.note(ack)
        self._changes.happened()
        return ack

    async def _insist(self, delivery: Delivery, first: asyncio.Future[None]) -> None:
        try:
            if not self.reachable:
                _done(first)
            await self._reach()
            ack = await self._first(delivery)
            _done(first)
            for number, pause in enumerate(self._timing.retries, start=1):
                if ack.ok or ack.reason == "no_retry":
                    break
                await self._clock.sleep_until(self._clock.now() + pause)
                await self._reach()
                ack = await self._attempt(delivery, Retry(number, ack.reason))
            delivery.given_up = not delivery.acked
            self._changes.happened()
            self._perhaps_again(delivery)
        finally:
            _done(first)

    @property
    def reachable(self) -> bool:
        """Whether a payload would get anywhere now."""
        return not self._weather.offline and (
            not isinstance(self.carrier, Sockets) or bool(self.carrier.connections)
        )

    async def _reach(self) -> None:
        # Slack would count these attempts; a practice bot that is restarted should find what it missed.
        while not self.reachable:
            await self._way.wait()

    def way_changed(self) -> None:
        """Let what is kept look again whether it can be delivered."""
        before, self._way = self._way, asyncio.Event()
        before.set()

    def _perhaps_again(self, delivery: Delivery) -> None:
        if self._weather.strikes("redeliver"):
            self._chores.start(self.again(delivery))


def _done(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
