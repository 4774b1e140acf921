"""The forms that change a question to senders, or how a department works."""

from bot.domain.department import Department
from bot.domain.needs import Need, NeedKind
from handlers.slack.render.blocks import Choice
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.inputs import TICKED, people_input, radio, text_input, tick
from handlers.slack.render.forms.modal import modal
from handlers.slack.render.pages import names
from handlers.slack.render.pages.hours import written_hours
from handlers.slack.render.pages.words import NEED_KINDS, READ_BACKS


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


def department_form(department: Department, reader: Reader, *, metadata: str) -> Json:
    """Return the form of how a department works, as its lead may change it."""
    words = reader.words
    read_backs = [Choice(words(name), value.value) for value, name in READ_BACKS.items()]
    people = [] if department.usergroup else [people_input("members", words("People"), department.members)]
    blocks = [
        *people,
        text_input(
            "hours",
            words("Working hours"),
            written_hours(department.hours, words.language),
            hint=words("One line for each stretch of days, as in: Mon-Thu 08:00-12:00, 13:00-16:30"),
            optional=False,
        ),
        text_input(
            "topics",
            words("Topics"),
            "\n".join(department.topics),
            hint=words("Words by which senders find you, one a line."),
        ),
        radio(
            "read_back",
            words("Does accepting ask for the next step in your own words?"),
            read_backs,
            department.read_back,
        ),
    ]
    return modal(names.EDIT_DEPARTMENT, department.name, words("Save"), blocks, reader, metadata=metadata)
