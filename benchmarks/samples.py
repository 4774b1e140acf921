"""What Staffel shows, rendered once, for those who send the same without it."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.company import COMPANY, SENDER, WORKSPACE, offer
from bot.domain.matter.opening import open_handoff
from handlers.slack.render.card import card
from handlers.slack.render.content import Reader
from handlers.slack.render.forms import open_form
from handlers.words import words_in


def a_card() -> dict[str, Any]:
    """Return text and blocks of the card of an offered handoff."""
    now = datetime.now(UTC)
    decision = open_handoff(offer(1), COMPANY, workspace=WORKSPACE, number=1, actor=SENDER, now=now)
    content = card(decision.handoff, COMPANY, _reader(), hop=1)
    return {"text": content.text, "blocks": content.blocks}


def a_form() -> dict[str, Any]:
    """Return the empty form of a new handoff."""
    return open_form(COMPANY, {}, _reader(), metadata="")


def _reader() -> Reader:
    return Reader(words_in("de"), ZoneInfo("Europe/Berlin"), datetime.now(UTC), SENDER)
