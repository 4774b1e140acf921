"""The form of a new handoff: opened empty or filled in, changed with the department, submitted."""

import structlog

from bot.domain.handoff import Source
from bot.errors import RefusedError
from bot.services.open_handoff import open_handoff
from handlers.slack.answers import show_form
from handlers.slack.edge import Body, Caller, Edge, known_lately, known_now
from handlers.slack.errors import UNREACHABLE, sending_error
from handlers.slack.metadata import Opening
from handlers.slack.metadata import opening as carried_by
from handlers.slack.render.forms import open_form
from handlers.slack.submissions import opening
from handlers.slack.values import NEED, Typed, typed

log = structlog.get_logger(__name__)


async def show_opening(
    edge: Edge, caller: Caller, values: Typed | None = None, source: Source | None = None
) -> None:
    """Open the form with what is known so far; raise RefusedError if the caller belongs to no department."""
    known = await known_lately(edge, caller)
    if not known.organisation.departments_of(caller.user):
        known = await known_now(edge, caller)  # they may have been welcomed a moment ago
        if not known.organisation.departments_of(caller.user):
            raise RefusedError("in_no_department")
    reader = known.reader(edge.clock(), caller.user)

    def form() -> Body:
        carried = Opening(source).written()
        return open_form(known.organisation, values or {}, reader, metadata=carried)

    show_form(edge, caller, form)


async def choose_department(edge: Edge, caller: Caller) -> None:
    """Show the needs of the department that was chosen; what was typed stays."""
    form = await rebuilt(edge, caller)
    view = caller.view or {}
    edge.tasks.start(_update(edge, view, form))


async def submit_opening(edge: Edge, caller: Caller) -> None:
    """Offer what the form holds."""
    view = caller.view or {}
    reader = (await known_now(edge, caller)).reader(edge.clock(), caller.user)
    command = opening(typed(view), reader.zone, carried_by(view.get("private_metadata", "")).source)
    if await open_handoff(edge.unit_of_work, caller.request(edge), command):
        edge.wake()


async def rebuilt(edge: Edge, caller: Caller, notice: str = "") -> Body:
    """Return the form anew, as the organisation is now, with everything that was typed."""
    view = caller.view or {}
    known = await known_now(edge, caller)
    reader = known.reader(edge.clock(), caller.user)
    values, carried = typed(view), carried_by(view.get("private_metadata", ""))
    answers = {
        field: text for field, text in values.items() if field.startswith(NEED) and isinstance(text, str)
    }
    kept = {**carried.kept, **answers}
    metadata = Opening(carried.source, kept).written()
    return open_form(known.organisation, {**kept, **values}, reader, metadata=metadata, notice=notice)


async def _update(edge: Edge, view: Body, form: Body) -> None:
    # The hash makes Slack refuse an update that comes after a later one, or to a form that was closed meanwhile.
    try:
        await edge.client.views_update(view_id=view["id"], hash=view.get("hash"), view=form)
    except UNREACHABLE as error:
        log.info("form_not_updated", error=sending_error(error))
