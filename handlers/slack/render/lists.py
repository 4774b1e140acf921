"""Answers to /handoff list and /handoff find."""

from collections.abc import Callable

from bot.domain.company.organisation import Organisation
from bot.domain.matter.lists import Listing, Page
from bot.domain.text import shorten
from bot.services.look_up import PAGE
from handlers.slack.render import limits
from handlers.slack.render.blocks import actions, button
from handlers.slack.render.content import Content, Json, Reader
from handlers.slack.render.rich import Bold, element, escaped, paragraph
from handlers.slack.render.rows import Links, row
from handlers.words import msg

_TITLES = {
    Listing.MINE: msg("Waiting for you"),
    Listing.FROM_ME: msg("Handed over by you"),
    Listing.QUEUE: msg("Not accepted yet in your department"),
}
_EMPTY = {
    Listing.MINE: msg("Nothing is waiting for you."),
    Listing.FROM_ME: msg("Nothing that you have handed over is open."),
    Listing.QUEUE: msg("Your department has accepted everything."),
}
_ROWS = 20  # as many as a message holds even if every summary is as long as may be


def listing(
    page: Page, which: Listing, organisation: Organisation, reader: Reader, links: Links | None = None
) -> Content:
    """Return one page of a list, with buttons to its other pages and to the other lists."""
    words = reader.words
    heading = words(_TITLES[which] if page.total else _EMPTY[which])
    return _pages(
        page,
        _counted(heading, page, reader),
        _rows(page, organisation, reader, links or {}),
        reader,
        turn=lambda text, offset: button(text, f"list_page.{offset}", f"{which}:{offset}"),
        more=actions([_open(other, reader) for other in Listing if other is not which]),
    )


def found(
    page: Page, text: str, organisation: Organisation, reader: Reader, links: Links | None = None
) -> Content:
    """Return one page of what was found for `text`."""
    words = reader.words
    template = words("Found for “{text}”") if page.total else words("Nothing found for “{text}”.")
    return _pages(
        page,
        _counted(template.format(text=shorten(text, 100)), page, reader),
        _rows(page, organisation, reader, links or {}),
        reader,
        turn=lambda label, offset: button(label, f"find_page.{offset}", f"{offset}:{text}"[: limits.VALUE]),
        more=[],
    )


def _rows(page: Page, organisation: Organisation, reader: Reader, links: Links) -> list[Json]:
    return [
        block
        for one in page.handoffs[:_ROWS]
        for block in row(one, organisation, reader, links, page.snoozed.get(one.number))
    ]


def _pages(
    page: Page,
    heading: str,
    rows: list[Json],
    reader: Reader,
    *,
    turn: Callable[[str, int], Json],
    more: list[Json],
) -> Content:
    blocks = [
        *paragraph(element(Bold(heading))),
        *rows,
        *actions(_turns(page, reader, turn)),
        *more,
    ]
    return Content(escaped(heading), blocks)


def _turns(page: Page, reader: Reader, turn: Callable[[str, int], Json]) -> list[Json]:
    words, after = reader.words, page.offset + len(page.handoffs[:_ROWS])
    back = [turn(words("Back"), max(0, page.offset - PAGE))] if page.offset else []
    return back + ([turn(words("Next"), after)] if page.offset < after < page.total else [])


def _open(other: Listing, reader: Reader) -> Json:
    return button(reader.words(_TITLES[other]), f"list_page.{other}", f"{other}:0")


def _counted(heading: str, page: Page, reader: Reader) -> str:
    if page.total <= len(page.handoffs):
        return heading
    last = page.offset + len(page.handoffs[:_ROWS])
    span = reader.words("{first}–{last} of {total}", first=page.offset + 1, last=last, total=page.total)
    return f"{heading} · {span}"
