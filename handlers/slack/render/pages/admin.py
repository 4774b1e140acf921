"""The page of those who look after Staffel: departments, the workspace, and what was changed last."""

from collections.abc import Sequence

from bot.domain.company.audit import AuditEntry
from bot.domain.company.department import Department
from bot.domain.company.organisation import LanguageModelSettings, Organisation
from handlers.slack.render import limits
from handlers.slack.render.blocks import (
    Choice,
    actions,
    button,
    divider,
    header,
    overflow,
    plain_text,
    section,
)
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.pages import names
from handlers.slack.render.rich import (
    Channel,
    Line,
    Said,
    User,
    element,
    joined,
    literal,
    paragraph,
    rich,
    text,
)
from handlers.words import LOCALES

_ROWS = 70


def admin_page(organisation: Organisation, reader: Reader, *, notice: str = "") -> Json:
    """Return the page; `notice` says what was done just now."""
    words, departments = reader.words, organisation.departments
    rest = len(departments) - _ROWS
    blocks = [
        *paragraph(element(notice)),
        header(words("Departments")),
        *(_row(one, reader) for one in departments[:_ROWS]),
        *(
            paragraph(text(words.many("and {n} more, in org.yaml", "and {n} more, in org.yaml", rest)))
            if rest > 0
            else []
        ),
        *actions([button(words("Add a department"), names.ADD_DEPARTMENT, "")]),
        divider(),
        header(words("For all of them")),
        *paragraph(*_facts(organisation, reader)),
        *actions(
            [
                button(words("Change"), names.EDIT_WORKSPACE, ""),
                button(words("Last changes"), names.LAST_CHANGES, ""),
            ]
        ),
        divider(),
        *paragraph(
            text(
                words(
                    "What Staffel never shows: who was slow. Summaries name no person, and small groups are withheld."
                )
            )
        ),
    ]
    return _view(names.ADMIN_PAGE, words("Look after Staffel"), blocks, reader)


def admin_button(reader: Reader) -> Json:
    """Return the button that opens the page."""
    return button(reader.words("Look after Staffel"), names.ADMIN_PAGE, "")


def changes_page(entries: Sequence[AuditEntry], reader: Reader) -> Json:
    """Return who changed what, the last first."""
    words = reader.words
    lines = [_entry(entry, reader) for entry in entries] or [text(words("Nothing was changed yet."))]
    how = text(words("staffel audit export prints all of it."))
    return _view(names.LAST_CHANGES, words("Last changes"), [*paragraph(*lines), *paragraph(how)], reader)


def _entry(entry: AuditEntry, reader: Reader) -> Line:
    said = joined([element(Said(entry.before, 80)), element(Said(entry.after, 80))], " → ")
    what = rich(
        "{when} · {who} · {what}", when=reader.when(entry.at), who=User(entry.who), what=Said(entry.what, 120)
    )
    return joined([what, said], ": ")


def _row(department: Department, reader: Reader) -> Json:
    words = reader.words
    people = words.many("{n} person", "{n} people", len(department.people()))
    menu = [
        Choice(words("Open"), f"{names.DEPARTMENT_PAGE}:{department.key}"),
        Choice(words("Remove"), f"{names.REMOVE_DEPARTMENT}:{department.key}"),
    ]
    lead = [] if department.lead else [words("nobody leads it")]
    row = section(" · ".join([literal(department.name), people, *lead]), overflow("more", menu))
    return {**row, "block_id": f"department.{department.key}"}


def _facts(organisation: Organisation, reader: Reader) -> list[Line]:
    words, workspace = reader.words, organisation.workspace
    summary, language = workspace.summary, LOCALES[workspace.language].get_language_name(words.language)
    admins = joined([element(User(one)) for one in workspace.admins], ", ")
    where = (
        element(Channel(summary.channel))
        if summary.channel
        else text(words("no channel for the whole company yet"))
    )
    return [
        rich(
            words("Language: {language} · Time zone: {zone}"),
            language=language or workspace.language,
            zone=workspace.timezone,
        ),
        text(words("Holidays: {region}", region=workspace.holidays or words("none"))),
        joined([text(words("Weekly summary:")), where], " "),
        _language_model(workspace.language_model, reader),
        joined([text(words("Who looks after Staffel, besides Slack's admins:")), admins or text("–")], " "),
    ]


def _language_model(settings: LanguageModelSettings, reader: Reader) -> Line:
    words = reader.words
    if not settings.allowed:
        return text(words("A language model reads nothing here."))
    channels = joined([element(Channel(one)) for one in settings.not_in], ", ")
    if not channels:
        return text(words("A language model may read texts, where there is one."))
    told = text(words("A language model may read texts, where there is one, but not from:"))
    return joined([told, channels], " ")


def _view(callback_id: str, title: str, blocks: Sequence[Json], reader: Reader) -> Json:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain_text(title, limits.VIEW_TITLE),
        "close": plain_text(reader.words("Close"), limits.VIEW_TITLE),
        "blocks": list(blocks)[: limits.BLOCKS_IN_VIEW],
    }
