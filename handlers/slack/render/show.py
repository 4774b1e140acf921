"""The whole of one handoff: everything that was said, and everything that happened."""

from collections.abc import Mapping, Sequence

from bot.domain.company.organisation import Organisation
from bot.domain.matter.chain import ALONE, Chain
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import Handoff
from bot.domain.proposing.routing import Routed
from handlers.slack.render import limits
from handlers.slack.render.briefs import (
    WHOLE,
    brief_lines,
    exception_line,
    headline,
    missing_line,
    origin_line,
    result_line,
)
from handlers.slack.render.buttons import show_buttons
from handlers.slack.render.chain import chain_lines, pong_line
from handlers.slack.render.content import Content, Json, Reader
from handlers.slack.render.rich import (
    Bold,
    Line,
    Part,
    clipped,
    element,
    joined,
    length,
    paragraph,
    plain,
    text,
    within,
)
from handlers.slack.render.states import accountable_line, confidential_line, state_words, title
from handlers.slack.render.telling import HAPPENED, QUOTES, private_thanks, told

_BRIEF = limits.MESSAGE_TOTAL * 6 // 10
_HISTORY = limits.MESSAGE_TOTAL * 3 // 10
"""Characters for both parts, so that the whole keeps within a message; the latest entries go first."""
_ENTRIES = 30


def show(
    handoff: Handoff,
    history: Sequence[Event],
    organisation: Organisation,
    reader: Reader,
    names: Mapping[str, str] | None = None,
    *,
    link: str | None = None,
    routed: Routed | None = None,
    chain: Chain = ALONE,
) -> Content:
    """Return brief and history; people in `names` are named without being mentioned, `link` leads to the card.

    `routed` is what was proposed to the sender; an exception is told.
    """
    top = [
        joined([title(handoff, link), text(state_words(handoff, reader))], " – "),
        headline(handoff, organisation, reader),
        accountable_line(handoff, reader),
        confidential_line(handoff, reader),
    ]
    brief = [
        *brief_lines(handoff, organisation, reader, WHOLE),
        result_line(handoff, reader, WHOLE),
        missing_line(handoff, organisation, reader),
        origin_line(handoff, reader),
        exception_line(routed, organisation, reader),
        *chain_lines(chain, organisation, reader),
        pong_line(handoff, reader),
    ]
    blocks = [
        *paragraph(*top),
        *(block for line in within(brief, _BRIEF) for block in paragraph(line)),
        *_history(handoff, history, organisation, reader, names or {}),
        *show_buttons(handoff, organisation, reader),
    ]
    return Content(plain(joined(top)), blocks)


def _history(
    handoff: Handoff,
    history: Sequence[Event],
    organisation: Organisation,
    reader: Reader,
    names: Mapping[str, str],
) -> list[Json]:
    words = reader.words
    events = [event for event in history if not _repeats(event)]
    lines = _latest(
        [_entry(event, handoff, organisation, reader, names=names) for event in events[-_ENTRIES:]]
    )
    if not lines:
        return []
    earlier = len(events) - len(lines)
    more = words.many("{n} earlier entry is not shown", "{n} earlier entries are not shown", earlier)
    heading = [element(Bold(words("What has happened"))), text(more) if earlier else []]
    return [*paragraph(*heading), *(block for line in lines for block in paragraph(line))]


def _latest(entries: Sequence[Line]) -> list[Line]:
    shown: list[Line] = []
    room = _HISTORY
    for entry in reversed(entries):
        if shown and length(entry) > room:
            break
        shown.insert(0, clipped(entry, room))
        room -= length(entry)
    return shown


def _entry(
    event: Event, handoff: Handoff, organisation: Organisation, reader: Reader, *, names: Mapping[str, str]
) -> Line:
    sentences = (HAPPENED[event.activity], *QUOTES.get(event.activity, ()))
    name = names.get(event.actor)
    more: dict[str, Part] = {"who": name} if name else {}
    more |= private_thanks(event, handoff, reader, 3000)
    happened = told(sentences, event, organisation, reader, limit=3000, **more)
    return joined([element(Bold(reader.when(event.at))), happened])


def _repeats(event: Event) -> bool:
    # A question about several needs is one entry for each; what was said stands in the first of them.
    return event.activity is Activity.INFORMATION_ASKED and not event.said and bool(event.detail)
