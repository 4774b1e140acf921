"""The answer to /silo help."""

from bot.domain.company.organisation import Organisation
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.rich import Bold, element, escaped, joined, paragraph, rich
from handlers.words import msg

_LINES = (
    ("/silo", msg("shows the last week that is over, all departments together")),
    ("/silo week 2026-W46", msg("shows an earlier week")),
    ("/silo department {department}", msg("shows what one department hands over and gets")),
    ("/silo month", msg("shows the last twelve weeks as small charts, and the last four in figures")),
)


def silo_help(organisation: Organisation, reader: Reader) -> Content:
    """Return what can be asked for, and that a week under way has no figures yet."""
    words = reader.words
    idea = words("Staffel shows where handoffs flow and where they stall: departments, never people.")
    name = organisation.departments[0].key if organisation.departments else words("department")
    lines = [
        joined([element(Bold(command.replace("{department}", name))), rich(words(does))], "  ")
        for command, does in _LINES
    ]
    under_way = words("Only you see the answers. A week has figures when it is over.")
    return Content(escaped(idea), [*paragraph(rich(idea)), *paragraph(*lines), *paragraph(rich(under_way))])
