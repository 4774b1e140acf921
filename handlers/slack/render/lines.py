"""One short line in the card's thread for each event."""

from bot.domain.company.organisation import Organisation
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import Handoff
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.rich import User, paragraph, plain
from handlers.slack.render.states import title
from handlers.slack.render.telling import HAPPENED, QUOTES, thanked_publicly, told
from handlers.words import msg

_THANKED = msg("Thanks to {assignee}: “{thanks}”")


def is_broadcast(event: Event) -> bool:
    """Return whether the whole channel shall read it, not only those who follow the thread."""
    return event.activity is Activity.POKED or thanked_publicly(event)


def line(event: Event, handoff: Handoff, organisation: Organisation, reader: Reader) -> Content:
    """Return what happened and what was said with it."""
    quotes = (_THANKED,) if thanked_publicly(event) else QUOTES.get(event.activity, ())
    assignee = User(handoff.assignee or "")
    text = told((HAPPENED[event.activity], *quotes), event, organisation, reader, assignee=assignee)
    above = title(handoff) if is_broadcast(event) else []  # in the channel it stands alone
    return Content(f"{handoff.name}: {plain(text)}", paragraph(above, text))
