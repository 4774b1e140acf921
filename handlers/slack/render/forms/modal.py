"""The frame around a form."""

from collections.abc import Sequence

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from handlers.slack.render import limits
from handlers.slack.render.blocks import plain_text
from handlers.slack.render.briefs import headline
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.rich import Line, paragraph
from handlers.slack.render.states import title


def modal(
    callback_id: str, name: str, submit: str, blocks: Sequence[Json], reader: Reader, *, metadata: str
) -> Json:
    """Return the view; `metadata` is the caller's and has to keep within 3000 characters."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain_text(name, limits.VIEW_TITLE),
        "submit": plain_text(submit, limits.VIEW_TITLE),
        "close": plain_text(reader.words("Cancel"), limits.VIEW_TITLE),
        "private_metadata": metadata,
        "blocks": list(blocks)[: limits.BLOCKS_IN_VIEW],
    }


def matter(handoff: Handoff, organisation: Organisation, reader: Reader, *more: Line) -> list[Json]:
    """Return what the form is about, to stand above its fields."""
    return paragraph(title(handoff), headline(handoff, organisation, reader), *more)
