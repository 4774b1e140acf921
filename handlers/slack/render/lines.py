"""One short line in the card's thread for each event."""

from bot.domain.events import Event
from bot.domain.handoff import Handoff
from bot.domain.organisation import Organisation
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.rich import paragraph, plain
from handlers.slack.render.telling import HAPPENED, QUOTES, told


def line(event: Event, handoff: Handoff, organisation: Organisation, reader: Reader) -> Content:
    """Return what happened and what was said with it."""
    sentences = (HAPPENED[event.activity], *QUOTES.get(event.activity, ()))
    text = told(sentences, event, organisation, reader)
    return Content(f"{handoff.name}: {plain(text)}", paragraph(text))
