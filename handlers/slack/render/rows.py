"""One handoff as one row of a list."""

from bot.domain.handoff import Handoff
from bot.domain.organisation import Organisation
from handlers.slack.render.blocks import section
from handlers.slack.render.briefs import headline
from handlers.slack.render.buttons import main_verb, verb_button
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.rich import Line, element, joined, literal
from handlers.slack.render.states import flow, state_words, summary, title


def row(handoff: Handoff, organisation: Organisation, reader: Reader) -> Line:
    """Return the row as rich text: what, where it stands, from where to where."""
    state = element(state_words(handoff, reader))
    return joined([title(handoff), joined([state, headline(handoff, organisation, reader)])], "\n")


def row_with_button(handoff: Handoff, organisation: Organisation, reader: Reader) -> Json:
    """Return the row as one block, with the first thing that this reader can do at its side."""
    words, brief = reader.words, handoff.brief
    parts = [state_words(handoff, reader), literal(flow(handoff, organisation))]
    if brief.due:
        parts.append(words("due {when}", when=reader.when(brief.due)))
    if brief.urgent:
        parts.append(words("urgent"))
    text = f"{handoff.name} · {literal(summary(handoff))}\n{' · '.join(parts)}"
    return section(text, verb_button(main_verb(handoff, organisation, reader), handoff, reader))
