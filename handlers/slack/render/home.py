"""App Home: what waits for me, what I wait for, and what my department has not accepted."""

from dataclasses import replace

from bot.domain.company.organisation import Organisation
from bot.domain.matter.lists import Listing, Page
from bot.services.look_up import Desk
from handlers.slack.render import limits
from handlers.slack.render.blocks import actions, button, divider, header
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.nudges.preferences import settings_button
from handlers.slack.render.pages import names
from handlers.slack.render.pages.admin import admin_button
from handlers.slack.render.pages.department import page_button
from handlers.slack.render.rich import element, paragraph, text
from handlers.slack.render.rows import Links, row
from handlers.words import msg

_TITLES = {
    Listing.MINE: msg("Waiting for you"),
    Listing.QUEUE: msg("Not accepted yet in your department"),
    Listing.FROM_ME: msg("You are waiting for"),
}
_FILTERS = {
    None: msg("Everything"),
    Listing.MINE: msg("For me"),
    Listing.QUEUE: msg("My department"),
    Listing.FROM_ME: msg("I am waiting for"),
}
FILTER = "show_list"
_SEVERAL = 2
_ROWS = limits.BLOCKS_IN_VIEW // len(_TITLES) // 2 - 2
"""A row takes two blocks; each part has three more at most."""
MOST = limits.BLOCKS_IN_VIEW // 2 - 4
"""Rows of a list that stands alone."""


def home(
    desk: Desk, user: str, reader: Reader, links: Links | None = None, only: Listing | None = None
) -> Json:
    """Return the home view; each row has the first thing that `user` can do with it; `only` one list, if they chose one."""
    own = replace(reader, user=user)
    pages = {
        Listing.MINE: desk.waiting_for_me,
        Listing.QUEUE: desk.queue,
        Listing.FROM_ME: desk.from_me,
    }
    blocks = [
        *_hello(desk, user, own),
        *_filters(desk, only, own),
        *(
            block
            for which, page in pages.items()
            if only in {None, which}
            for block in _part(which, page, desk.organisation, own, links or {}, rows=MOST if only else _ROWS)
        ),
    ]
    return {
        "type": "home",
        "callback_id": "home",
        "private_metadata": only or "",
        "blocks": blocks[: limits.BLOCKS_IN_VIEW],
    }


def _filters(desk: Desk, only: Listing | None, reader: Reader) -> list[Json]:
    """Return the buttons that leave one list, as soon as there is more than one; the chosen one stands out."""
    full = [page for page in (desk.waiting_for_me, desk.queue, desk.from_me) if page.total]
    if len(full) < _SEVERAL and only is None:
        return []
    return actions(
        [
            button(
                reader.words(name),
                f"{FILTER}.{which or ''}",
                which or "all",
                "primary" if which is only else None,
            )
            for which, name in _FILTERS.items()
        ]
    )


def _hello(desk: Desk, user: str, reader: Reader) -> list[Json]:
    words = reader.words
    if desk.admin and not desk.organisation.departments:
        return _welcome(reader)
    looks_after = [admin_button(reader)] if desk.admin else []
    if not desk.organisation.departments_of(user):
        sentence = words(
            "You do not belong to a department yet. Ask whoever looks after Staffel here to add you."
        )
        return [*([] if desk.admin else paragraph(element(sentence))), *actions(looks_after)]
    led = [one for one in desk.organisation.departments if one.lead == user]
    new = actions(
        [
            button(words("New handoff"), "new_handoff", "", "primary"),
            settings_button(reader),
            *(page_button(one, reader) for one in led),
            *looks_after,
        ]
    )
    if desk.waiting_for_me.total or desk.from_me.total or desk.queue.total:
        return new
    empty = words("All clear: nothing waits for you, and you wait for nobody.")
    return [*paragraph(element(empty)), *new]


def _welcome(reader: Reader) -> list[Json]:
    """Return what an admin sees before there is a department."""
    words = reader.words
    return [
        header(words("Welcome to Staffel")),
        *paragraph(
            text(
                words(
                    "Staffel makes handing over between departments safe: whoever hands over stays accountable until somebody accepts."
                )
            ),
            text(
                words(
                    "Three steps, five minutes: choose the channels of your departments, say who leads them, and what holds for all."
                )
            ),
        ),
        *actions([button(words("Set up Staffel"), names.FIRST_DEPARTMENTS, "", "primary")]),
    ]


def _part(
    which: Listing, page: Page, organisation: Organisation, reader: Reader, links: Links, *, rows: int
) -> list[Json]:
    if not page.handoffs:
        return []
    shown = page.handoffs[:rows]
    rest = page.total - len(shown)
    more = reader.words.many("and {n} more: /handoff list", "and {n} more: /handoff list", rest)
    return [
        divider(),
        header(reader.words(_TITLES[which])),
        *(
            block
            for one in shown
            for block in row(
                one, organisation, reader, links, page.snoozed.get(one.number), aged=which is Listing.QUEUE
            )
        ),
        *(paragraph(element(more)) if rest > 0 else []),
    ]
