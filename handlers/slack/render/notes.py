"""What is said where a handoff came from."""

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.rich import element, joined, paragraph, plain, rich
from handlers.slack.render.states import accountable_line, flow, state_words, title


def source_note(handoff: Handoff, organisation: Organisation, reader: Reader) -> Content:
    """Return the note in the thread of the message that the handoff was made from."""
    made = rich(reader.words("This has become a handoff:"))
    state = [
        element(flow(handoff, organisation)),
        element(state_words(handoff, reader)),
    ]
    lines = [joined([made, title(handoff)], " "), joined(state), accountable_line(handoff, reader)]
    return Content(plain(joined(lines)), paragraph(*lines))
