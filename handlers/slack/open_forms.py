"""Forms that change while somebody fills them in: what came last stands there last.

Slack refuses an update that does not name the form's latest state (its hash). Who types fast sends payloads that have
not seen our last update yet, so we remember which state each of our updates led to.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.guest.brief import Guesses
from handlers.slack.errors import UNREACHABLE, sending_error

log = structlog.get_logger(__name__)

_REMEMBERED = 1000

_View = dict[str, Any]


@dataclass
class _Form:
    """One open form: how many payloads came of it, which one it shows, and where our updates led.

    `view` is the latest payload's, `guesses` what the language model proposed for it; None: it has said nothing.
    """

    view: _View | None = None
    guesses: Guesses | None = None
    payloads: int = 0
    shown: int = 0
    led_to: dict[str, str] = field(default_factory=dict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class OpenForms:
    """The forms that this process has changed lately."""

    def __init__(self) -> None:
        self._forms: OrderedDict[str, _Form] = OrderedDict()

    def arrived(self, view: _View) -> int:
        """Return the place of a payload among those that came from this form."""
        form = self._forms.setdefault(view["id"], _Form())
        self._forms.move_to_end(view["id"])
        if len(self._forms) > _REMEMBERED:
            self._forms.popitem(last=False)
        form.payloads += 1
        form.view = view
        return form.payloads

    def latest(self, view: _View) -> tuple[_View | None, int]:
        """Return the view as the latest payload of this form had it, None if there was none, and that payload's place."""
        form = self._forms.setdefault(view["id"], _Form())
        return form.view, form.payloads

    def guessed(self, view: _View) -> Guesses | None:
        """Return what the language model proposed for this form; None if nothing is known of that here."""
        form = self._forms.get(view["id"])
        return form.guesses if form else None

    def propose(self, view: _View, guesses: Guesses) -> None:
        """Keep what the language model proposes for this form; nothing: its proposals were dropped."""
        self._forms.setdefault(view["id"], _Form()).guesses = guesses

    async def update(self, client: AsyncWebClient, view: _View, place: int, changed: _View) -> None:
        """Show `changed`, unless the form shows what came of a later payload, or was closed meanwhile."""
        form = self._forms.setdefault(view["id"], _Form())
        async with form.lock:
            if place < form.shown:
                return
            latest = _latest(form, str(view.get("hash")))
            try:
                answer = await client.views_update(view_id=view["id"], hash=latest, view=changed)
            except UNREACHABLE as error:
                log.info("form_not_updated", error=sending_error(error))
                return
            form.shown = place
            form.led_to[latest] = str(answer["view"]["hash"])


def _latest(form: _Form, seen: str) -> str:
    while seen in form.led_to:
        seen = form.led_to[seen]
    return seen
