"""The answer to /handoff settings: what holds for the reader, and where to change it."""

from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation
from bot.services.see_preferences import Preferred
from handlers.slack.render.blocks import actions
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.nudges.preferences import preference_lines, settings_button
from handlers.slack.render.rich import Bold, Line, Said, User, element, joined, paragraph, plain, rich, text
from handlers.words import LOCALES


def settings(organisation: Organisation, preferred: Preferred, user: str, reader: Reader) -> Content:
    """Return language, zone, departments, admins and nudges of `user`, a line each."""
    words = reader.words
    own = rich(
        words("Language: {language} · Time zone: {zone}"),
        language=LOCALES[words.language].language_name or words.language,
        zone=reader.zone.key,
    )
    slack = text(words("Both come from Slack: Preferences → Language & region."))
    lines = [_departments(organisation, user, reader), _admins(organisation, reader)]
    heading = element(Bold(words("What holds for you")))
    blocks = [
        *paragraph(heading, own, slack),
        *paragraph(*lines),
        *paragraph(*preference_lines(preferred, organisation, reader)),
        *actions([settings_button(reader)]),
    ]
    return Content(plain(joined([heading, own])), blocks)


def _departments(organisation: Organisation, user: str, reader: Reader) -> Line:
    names = ", ".join(_name(one, user, reader) for one in organisation.departments_of(user))
    if not names:
        return text(reader.words("You do not belong to a department yet."))
    return rich(reader.words("Your departments: {departments}"), departments=Said(names))


def _name(department: Department, user: str, reader: Reader) -> str:
    if department.lead == user:
        return reader.words("{department} (you lead it)", department=department.name)
    return department.name


def _admins(organisation: Organisation, reader: Reader) -> Line:
    words, admins = reader.words, organisation.workspace.admins
    if not admins:
        return text(words("Whoever looks after Staffel here can change that."))
    return joined(
        [text(words("Who can change that:")), joined([element(User(one)) for one in admins], ", ")], " "
    )
