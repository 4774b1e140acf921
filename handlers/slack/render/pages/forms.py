"""The forms that change a question to senders, or how a department works."""

from bot.domain.company.department import Department, Kind, Office, ReadBack
from bot.domain.company.needs import Need, NeedKind
from bot.domain.company.organisation import LanguageModelSettings, WorkspaceSettings
from bot.domain.time.hours import DEFAULT_HOURS
from handlers.slack.render.blocks import Choice
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.inputs import (
    TICKED,
    channel_input,
    channels_input,
    people_input,
    person_input,
    radio,
    text_input,
    tick,
)
from handlers.slack.render.forms.modal import modal
from handlers.slack.render.pages import names
from handlers.slack.render.pages.assigning import assignment_fields
from handlers.slack.render.pages.hours import written_hours
from handlers.slack.render.pages.words import NEED_KINDS, OFFICES, READ_BACKS
from handlers.slack.render.rich import paragraph, text
from handlers.words import LOCALES

CHANNELS_OFF = 50
"""More of them stand in org.yaml, and stay there."""


def need_form(need: Need | None, reader: Reader, *, metadata: str) -> Json:
    """Return the form of a question to senders; empty for a new one."""
    words = reader.words
    label, helped = (need.label, need.help) if need else ({}, {})
    kinds = [Choice(words(name), kind.value) for kind, name in NEED_KINDS.items()]
    blocks = [
        text_input(
            "label_de",
            words("Question in German"),
            label.get("de"),
            hint=words("As short as “Kundennummer”."),
            multiline=False,
        ),
        text_input("label_en", words("Question in English"), label.get("en"), multiline=False),
        tick(
            "required",
            words("Needed to start"),
            words("Senders have to answer it"),
            TICKED if need and need.required else None,
        ),
        radio("kind", words("Kind of answer"), kinds, need.kind if need else NeedKind.TEXT),
        text_input(
            "choices",
            words("Answers to choose from"),
            "\n".join(need.choices) if need else "",
            hint=words("For “One of several”: one a line."),
        ),
        text_input(
            "help_de",
            words("Help in German"),
            helped.get("de"),
            hint=words("Where do senders find it?"),
            multiline=False,
        ),
        text_input("help_en", words("Help in English"), helped.get("en"), multiline=False),
    ]
    name = words("Change question") if need else words("New question")
    return modal(names.EDIT_NEED, name, words("Save"), blocks, reader, metadata=metadata)


def department_form(department: Department | None, reader: Reader, *, metadata: str, admin: bool) -> Json:
    """Return the form of a department, empty for a new one; its lead sees how it works, an admin all of it."""
    words = reader.words
    blocks = [*(_frame(department, reader) if admin else []), *_ways(department, reader)]
    name = department.name if department else words("New department")
    return modal(names.EDIT_DEPARTMENT, name, words("Save"), blocks, reader, metadata=metadata)


def _frame(department: Department | None, reader: Reader) -> list[Json]:
    """Return the fields that are the admins'."""
    words, known = reader.words, department.model_dump() if department else {}
    offices = [Choice(words(name), office.value) for office, name in OFFICES.items()]
    is_partner = known.get("kind") is Kind.PARTNER
    return [
        text_input("name", words("Name"), known.get("name"), optional=False, multiline=False),
        channel_input(
            "channel",
            words("Channel"),
            known.get("channel"),
            hint=words("Its cards stand there. Invite Staffel: /invite @Staffel"),
        ),
        radio("office", words("Where does it stand?"), offices, known.get("office", Office.BACK)),
        person_input("lead", words("Who leads it?"), known.get("lead")),
        tick("partner", words("Partner"), words("It is another company"), TICKED if is_partner else None),
    ]


def _ways(department: Department | None, reader: Reader) -> list[Json]:
    """Return the fields that are the lead's."""
    words = reader.words
    read_backs = [Choice(words(name), value.value) for value, name in READ_BACKS.items()]
    follows = department is not None and department.usergroup
    members = department.members if department else ()
    hours = department.hours if department else DEFAULT_HOURS
    return [
        *([] if follows else [people_input("members", words("People"), members)]),
        *assignment_fields(department, reader),
        text_input(
            "hours",
            words("Working hours"),
            written_hours(hours, words.language),
            hint=words("One line for each stretch of days, as in: Mon-Thu 08:00-12:00, 13:00-16:30"),
            optional=False,
        ),
        text_input(
            "topics",
            words("Topics"),
            "\n".join(department.topics) if department else "",
            hint=words("Words by which senders find you, one a line."),
        ),
        radio(
            "read_back",
            words("Does accepting ask for the next step in your own words?"),
            read_backs,
            department.read_back if department else ReadBack.WHEN_IT_MATTERS,
        ),
        tick(
            "language_model",
            words("Language model"),
            words("May read your texts, where there is one"),
            TICKED if department is None or department.language_model else None,
            hint=words("Names, mail addresses, phone numbers and IBANs are replaced before."),
        ),
    ]


def workspace_form(workspace: WorkspaceSettings, reader: Reader, *, first_run: bool = False) -> Json:
    """Return the form of what holds for the whole workspace; in the first run it is the last step."""
    words = reader.words
    languages = [
        Choice(locale.get_language_name(words.language) or code, code) for code, locale in LOCALES.items()
    ]
    step = words("Step 3 of 3: What holds for all departments, where they say nothing else.")
    blocks = [
        *(paragraph(text(step)) if first_run else []),
        radio("language", words("Language of the channels"), languages, workspace.language),
        text_input("timezone", words("Time zone"), workspace.timezone, optional=False, multiline=False),
        text_input(
            "holidays",
            words("Holidays"),
            workspace.holidays,
            hint=words("A country, or a country and a state, as in DE or DE-BW."),
            multiline=False,
        ),
        channel_input(
            "summary",
            words("Channel for the weekly summary of the whole company"),
            workspace.summary.channel,
            optional=True,
        ),
        people_input(
            "admins",
            words("Who looks after Staffel"),
            workspace.admins,
            hint=words("Slack's admins may do so anyway."),
        ),
        *([] if first_run else _language_model(workspace.language_model, reader)),
    ]
    return modal(names.EDIT_WORKSPACE, words("For all of them"), words("Save"), blocks, reader, metadata="")


def _language_model(settings: LanguageModelSettings, reader: Reader) -> list[Json]:
    words = reader.words
    return [
        tick(
            "language_model",
            words("Language model"),
            words("May read texts, where there is one"),
            TICKED if settings.allowed else None,
            hint=words("Confidential matters and what partners write it never reads."),
        ),
        channels_input(
            "not_in",
            words("It reads nothing of these channels"),
            settings.not_in,
            most=CHANNELS_OFF,
            optional=True,
        ),
    ]
