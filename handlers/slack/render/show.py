"""The whole of one handoff: everything that was said, and everything that happened."""

from collections.abc import Mapping, Sequence

from bot.domain.events import Activity, Event
from bot.domain.handoff import Handoff
from bot.domain.organisation import Organisation
from handlers.slack.render.briefs import WHOLE, brief_lines, headline, missing_line, origin_line
from handlers.slack.render.buttons import show_buttons
from handlers.slack.render.content import Content, Json, Reader
from handlers.slack.render.rich import Bold, Line, joined, paragraph, plain, rich
from handlers.slack.render.states import accountable_line, state_words, title
from handlers.slack.render.telling import HAPPENED, QUOTES, told

_HISTORY = 25
"""Entries shown; a matter with more has gone round in circles, and its latest turns matter."""


def show(
    handoff: Handoff,
    history: Sequence[Event],
    organisation: Organisation,
    reader: Reader,
    names: Mapping[str, str] | None = None,
) -> Content:
    """Return brief and history; people in `names` are named without being mentioned."""
    top = [
        title(handoff),
        rich("{state}", state=state_words(handoff, reader)),
        headline(handoff, organisation, reader),
        accountable_line(handoff, reader),
    ]
    lines = brief_lines(handoff, organisation, reader, WHOLE)
    blocks = [
        *paragraph(*top),
        *(block for line in lines for block in paragraph(line)),
        *paragraph(missing_line(handoff, organisation, reader), origin_line(handoff, reader)),
        *_history(history, organisation, reader, names or {}),
        *show_buttons(handoff, organisation, reader),
    ]
    return Content(plain(joined(top)), blocks)


def _history(
    history: Sequence[Event], organisation: Organisation, reader: Reader, names: Mapping[str, str]
) -> list[Json]:
    words = reader.words
    shown = [event for event in history if not _repeats(event)]
    earlier = len(shown) - _HISTORY
    heading = [rich("{history}", history=Bold(words("What has happened")))]
    if earlier > 0:
        more = words.many("{n} earlier entry is not shown", "{n} earlier entries are not shown", earlier)
        heading.append(rich("{more}", more=more))
    lines = [_entry(event, organisation, reader, names) for event in shown[-_HISTORY:]]
    return [*paragraph(*heading), *(block for line in lines for block in paragraph(line))] if lines else []


def _entry(event: Event, organisation: Organisation, reader: Reader, names: Mapping[str, str]) -> Line:
    sentences = (HAPPENED[event.activity], *QUOTES.get(event.activity, ()))
    name = names.get(event.actor)
    happened = told(sentences, event, organisation, reader, **({"who": name} if name else {}))
    return joined([rich("{when}", when=Bold(reader.when(event.at))), happened])


def _repeats(event: Event) -> bool:
    # A question about several needs is one entry for each; what was said stands in the first of them.
    return event.activity is Activity.INFORMATION_ASKED and not event.said and bool(event.detail)
