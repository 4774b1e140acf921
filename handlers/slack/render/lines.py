"""One short line in the card's thread for each event."""

from bot.domain.events import Activity, Event
from bot.domain.handoff import Handoff
from bot.domain.organisation import Organisation
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.rich import paragraph, plain
from handlers.slack.render.states import title
from handlers.slack.render.telling import HAPPENED, QUOTES, told

BROADCAST = frozenset({Activity.POKED})
"""What the whole channel shall read, not only those who follow the thread."""


def line(event: Event, handoff: Handoff, organisation: Organisation, reader: Reader) -> Content:
    """Return what happened and what was said with it."""
    sentences = (HAPPENED[event.activity], *QUOTES.get(event.activity, ()))
    text = told(sentences, event, organisation, reader)
    above = title(handoff) if event.activity in BROADCAST else []  # in the channel it stands alone
    return Content(f"{handoff.name}: {plain(text)}", paragraph(above, text))
