"""The answer to /handoff help."""

from handlers.slack.render.content import Content, Reader
from handlers.slack.render.rich import Bold, element, escaped, joined, paragraph, rich
from handlers.words import msg

_LINES = (
    ("/handoff", msg("opens the form for a new handoff")),
    ("/handoff #accounting …", msg("opens it filled in, for that department")),
    ("/handoff list", msg("shows what waits for you and what you wait for")),
    ("/handoff show H-12", msg("shows one handoff with its history")),
    ("/handoff find …", msg("finds handoffs by words")),
    ("/silo week", msg("shows how handoffs between departments went")),
)


def help_text(reader: Reader) -> Content:
    """Return what Staffel does and what one can type."""
    words = reader.words
    idea = words(
        "Staffel hands work from one department to another. Until somebody there accepts, it stays yours."
    )
    lines = [joined([element(Bold(command)), rich(words(does))], "  ") for command, does in _LINES]
    message = words("Under ⋯ at any message there is also “Make a handoff”.")
    return Content(escaped(idea), [*paragraph(rich(idea)), *paragraph(*lines), *paragraph(rich(message))])
