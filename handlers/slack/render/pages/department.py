"""A department's page: what it has to know, and how it works."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.company.department import Department
from bot.domain.company.needs import Need
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
from handlers.slack.render.pages.assigning import assignment_fact
from handlers.slack.render.pages.hours import written_hours
from handlers.slack.render.pages.words import NEED_KINDS, READ_BACKS
from handlers.slack.render.rich import Line, Said, User, element, joined, literal, paragraph, rich, text

_PROPOSED, _OFTEN = 3, 3
_SHOWN = 20
"""People who are named; the rest is counted."""


def department_page(
    department: Department,
    reader: Reader,
    *,
    metadata: str,
    removed: Need | None = None,
    asked: Mapping[str, int] = MappingProxyType({}),
) -> Json:
    """Return the page.

    `removed` is a need that was removed just now, and can be brought back; `asked` how often needs were asked back
    for lately, by key: the three most often asked for are proposed to be required.
    """
    words = reader.words
    ask = words(
        "What senders are asked when they hand over to {department}:", department=literal(department.name)
    )
    nothing = words("Nothing yet. What do you have to know to start without asking back?")
    blocks = [
        *(_removed(removed, reader) if removed else []),
        *paragraph(text(ask if department.needs else nothing)),
        *(_need(need, position, reader) for position, need in enumerate(department.needs)),
        *actions([button(words("Add a question"), names.ADD_NEED, department.key)]),
        *_proposals(department, asked, reader),
        divider(),
        header(words("How you work")),
        *paragraph(*_facts(department, reader)),
        *actions(
            [
                button(words("Change"), names.EDIT_DEPARTMENT, department.key),
                button(words("Rules that lead to you"), names.RULES_PAGE, department.key),
            ]
        ),
    ]
    return {
        "type": "modal",
        "callback_id": names.DEPARTMENT_PAGE,
        "title": plain_text(department.name, limits.VIEW_TITLE),
        "close": plain_text(words("Close"), limits.VIEW_TITLE),
        "private_metadata": metadata,
        "blocks": blocks[: limits.BLOCKS_IN_VIEW],
    }


def page_button(department: Department, reader: Reader) -> Json:
    """Return the button that opens the page; the dot makes the ids of several in a row differ."""
    name = reader.words("Look after {department}", department=department.name)
    return button(name, f"{names.DEPARTMENT_PAGE}.{department.key}", department.key)


def _removed(need: Need, reader: Reader) -> list[Json]:
    words = reader.words
    gone = words("“{label}” is asked no more.", label=literal(need.label_in(words.language)))
    return [section(gone, button(words("Undo"), names.BRING_NEED_BACK, need.key))]


def _proposals(department: Department, asked: Mapping[str, int], reader: Reader) -> list[Json]:
    """Return which needs to require, since they were asked back for so often."""
    words, language = reader.words, reader.words.language
    often = Counter({need.key: asked.get(need.key, 0) for need in department.needs if not need.required})
    return [
        section(
            words.many(
                "“{label}” was asked back for {n} time in four weeks. Shall senders have to answer it?",
                "“{label}” was asked back for {n} times in four weeks. Shall senders have to answer it?",
                times,
                label=literal(need.label_in(language)),
            ),
            button(words("Require it"), f"{names.REQUIRE_NEED}.{key}", key),
        )
        for key, times in often.most_common(_PROPOSED)
        if times >= _OFTEN and (need := department.need(key))
    ]


def _need(need: Need, position: int, reader: Reader) -> Json:
    words, language = reader.words, reader.words.language
    kind = ", ".join(need.choices) if need.choices else words(NEED_KINDS[need.kind])
    must = words("has to be answered") if need.required else words("may stay empty")
    asked = [literal(part) for part in (need.label_in(language), kind, must)]
    menu = [Choice(words("Change"), f"{names.EDIT_NEED}:{need.key}")]
    if position:
        menu.append(Choice(words("Move up"), f"{names.MOVE_NEED}:{need.key}"))
    menu.append(Choice(words("Remove"), f"{names.REMOVE_NEED}:{need.key}"))
    return {**section(" · ".join(asked), overflow("more", menu)), "block_id": f"asked.{need.key}"}


def _facts(department: Department, reader: Reader) -> list[Line]:
    words = reader.words
    hours = written_hours(department.hours, words.language).replace("\n", ", ")
    return [
        rich(words("Lead: {person}"), person=User(department.lead))
        if department.lead
        else text(words("Nobody leads it yet.")),
        _people(department, reader),
        text(words("They come from a Slack user group.") if department.usergroup else ""),
        assignment_fact(department, reader),
        rich(words("Hours: {hours}"), hours=Said(hours)),
        rich(words("Topics: {topics}"), topics=Said(", ".join(department.topics)))
        if department.topics
        else [],
        rich(words("Next step in your own words: {when}"), when=words(READ_BACKS[department.read_back])),
        text(
            "" if department.language_model else words("A language model reads nothing of this department.")
        ),
    ]


def _people(department: Department, reader: Reader) -> Line:
    words, people = reader.words, department.people()
    if not people:
        return text(words("Nobody belongs to it yet."))
    shown = joined([element(User(one)) for one in people[:_SHOWN]], ", ")
    rest = len(people) - _SHOWN
    more = [text(words.many("and {n} more", "and {n} more", rest))] if rest > 0 else []
    return joined([text(words("People:")), shown, *more], " ")
