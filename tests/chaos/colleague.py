"""A person at work in bad weather: does one thing at a time, looks whether it took effect, and tries again."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress

from practice import Ack, Practice
from practice.view import View

_PATIENCE = 300.0
_LOOK = 4.0

Begin = Callable[[], Awaitable[Ack]]
Happened = Callable[[], Awaitable[bool]]
Fits = Callable[[View], bool]


class NothingHappenedError(Exception):
    """An act was acknowledged, and had no effect."""


class Colleague:
    """One of the twenty; `tries` counts how often something had to be done again."""

    def __init__(self, slack: Practice, user: str) -> None:
        self.person = slack.person(user)
        self.tries = 0
        self._slack = slack
        self._busy = asyncio.Lock()

    async def click(self, begin: Begin, happened: Happened) -> None:
        """Do what takes one click; what was acknowledged has happened."""
        async with self._busy:
            await self._slack.connected(_PATIENCE)
            while not (await begin()).ok and not await happened():
                self.tries += 1
                await self._slack.connected(_PATIENCE)
            if not await happened():
                raise NothingHappenedError

    async def fill_in(self, begin: Begin, fits: Fits, happened: Happened, **fields: str) -> None:
        """Open a form and submit it; where nobody knows whether that took effect, look before doing it again."""
        async with self._busy:
            while not await self._filled_in(begin, fits, fields) and not await happened():
                self.tries += 1
            if not await happened():
                raise NothingHappenedError

    async def _filled_in(self, begin: Begin, fits: Fits, fields: dict[str, str]) -> bool:
        form = await self._opened(begin, fits)
        return form is not None and await self._submitted(form, fits, fields)

    async def _opened(self, begin: Begin, fits: Fits) -> View | None:
        await self._slack.connected(_PATIENCE)
        whispered = len(self._slack.workspace.messages.ephemerals)
        ack = await begin()
        # Nobody waits longer for a form; one that comes later takes the place of what they have before them then.
        with suppress(TimeoutError):
            await self._slack.until(
                lambda: self._top(fits) or (ack.ok and self._told_since(whispered)), _LOOK
            )
        return self._top(fits)

    async def _submitted(self, form: View, fits: Fits, fields: dict[str, str]) -> bool:
        """Submit a form, and again while it is there: who begins anew instead may offer the same thing twice."""
        while self._top(fits) is form:
            self.person.fill(**fields)
            ack = await self.person.submit()
            if ack.ok and not ack.body:
                return True
            self.tries += 1
            await self._slack.connected(_PATIENCE)
        if self._slack.workspace.views.top(self.person.id) is form:  # it says why not
            await self.person.close(everything=True)
        else:  # another one took its place; what was sent may be under way
            with suppress(TimeoutError):
                await self._slack.until(lambda: False, _LOOK)
        return False

    def _top(self, fits: Fits) -> View | None:
        view = self._slack.workspace.views.top(self.person.id)
        return view if view and fits(view) else None

    def _told_since(self, count: int) -> bool:
        whispers = self._slack.workspace.messages.ephemerals[count:]
        return any(whisper.user == self.person.id for whisper in whispers)


def form_of(callback_id: str, number: int) -> Fits:
    """Return whether a view is the form for this turn of this handoff."""

    def fits(view: View) -> bool:
        return bool(
            view.body["callback_id"] == callback_id
            and json.loads(view.body["private_metadata"])["handoff"] == number
        )

    return fits


def offer_of(summary: str) -> Fits:
    """Return whether a view is the form to offer this; one of an earlier matter may have come late."""

    def fits(view: View) -> bool:
        if view.body["callback_id"] != "open_handoff":
            return False
        return bool(view.state["summary", "summary", "plain_text_input"]["value"] == summary)

    return fits
