"""The answer to /handoff help."""

from functools import lru_cache

from bot.domain.company.organisation import Organisation
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.rich import Bold, element, escaped, joined, paragraph, rich
from handlers.words import msg, words_in

_LINES = (
    ("/handoff", msg("opens the form for a new handoff")),
    ("/handoff #{department} …", msg("opens it filled in, for that department")),
    ("/handoff list", msg("shows what waits for you and what you wait for")),
    ("/handoff show H-12", msg("shows one handoff with its history")),
    ("/handoff find …", msg("finds handoffs by words, and by from: to: state: customer: since:")),
    ("/handoff away until …", msg("says that you are away; nobody asks you then, and no nudges reach you")),
    ("/handoff settings", msg("shows your language and departments, and changes how you are nudged")),
    ("/silo", msg("shows how handoffs flowed between departments last week")),
)


USAGE = {
    "show": msg(
        "Write which handoff you want to see: /handoff show H-12. /handoff list shows what is yours."
    ),
    "find": msg(
        "Write what you are looking for: /handoff find Smith refund. Filters: from:sales to:accounting state:open"
        " customer:Smith since:2026-11-01"
    ),
}
"""How to use a command that stands alone and needs more."""


def help_text(organisation: Organisation, reader: Reader) -> Content:
    """Return what Staffel does and what one can type, with a department of the reader's company for example."""
    return _help(reader.words.language, example(organisation, reader))


@lru_cache
def _help(language: str, department: str) -> Content:
    words = words_in(language)
    idea = words(
        "Staffel hands work from one department to another. Until somebody there accepts, it stays yours."
    )
    lines = [
        joined([element(Bold(command.replace("{department}", department))), rich(words(does))], "  ")
        for command, does in _LINES
    ]
    message = words("Under ⋯ at any message there is also “Make a handoff”.")
    return Content(escaped(idea), [*paragraph(rich(idea)), *paragraph(*lines), *paragraph(rich(message))])


def example(organisation: Organisation, reader: Reader) -> str:
    """Return a department of another, as one would type it."""
    others = (one for one in organisation.departments if reader.user is None or not one.has(reader.user))
    department = next(others, None)
    if department is None:
        return reader.words("department")
    name = department.name.casefold()
    return department.key if " " in name else name
