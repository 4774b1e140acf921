"""What can be done with a summary that somebody reads: ask what a figure is, see one's own department, take it along."""

from contextlib import suppress
from functools import partial

from bot.errors import RefusedError, StaffelError
from bot.services.explain_figure import FigureInWords
from handlers.slack.answers import show_form, tell
from handlers.slack.conversations import Conversations
from handlers.slack.edge import Body, Caller, Edge, known_now, reader_of
from handlers.slack.errors import UNREACHABLE
from handlers.slack.metadata import well_formed
from handlers.slack.render.content import Content
from handlers.slack.render.notice import notice
from handlers.slack.render.summary.csv import file_name, summary_csv
from handlers.slack.render.summary.explaining import explained, measured
from handlers.slack.render.summary.post import summary_post
from handlers.slack.render.summary.told import Told
from handlers.slack.silo import answer_later, told_of
from handlers.words import msg

_SENT = msg("The figures are in your conversation with Staffel now, as a CSV file.")
_NOT_SENT = msg("The file could not be sent just now. Please try again in a minute.")


async def explain_figure(edge: Edge, caller: Caller, value: str) -> None:
    """Open what a figure means, and its values; a language model may add a sentence while somebody reads."""
    figure, _, which = value.partition(":")
    week, scope = _which(which)
    told = await told_of(edge, caller, week, scope)
    with well_formed():
        form = explained(told, figure)
    show_form(edge, caller, lambda: form, partial(_add_words, edge, caller, told, figure))


async def _add_words(edge: Edge, caller: Caller, told: Told, figure: str, view: Body) -> None:
    """Put what the language model says of the figure into the form that stands open; nothing if it is no help."""
    place = edge.forms.arrived(view)
    said = None
    with suppress(StaffelError):  # the database is away: the form is complete without
        asked = FigureInWords(edge.unit_of_work, edge.guest, caller.workspace, caller.user, edge.clock())
        said = await asked.say(told.summary, figure, told.words.language)
    if said:
        await edge.forms.update(edge.client, view, place, explained(told, figure, said))


async def how_measured(edge: Edge, caller: Caller, _: str) -> None:
    """Open how everything is measured, and what is not."""
    words = (await reader_of(edge, caller)).words
    show_form(edge, caller, lambda: measured(words))


async def my_department(edge: Edge, caller: Caller, value: str) -> None:
    """Show the caller's own department in that week, to them alone."""
    known = await known_now(edge, caller)
    own = known.organisation.departments_of(caller.user)
    if not own:
        raise RefusedError("no_own_view")
    week, _ = _which(value)
    for department in own:
        tell(edge, caller, summary_post(await told_of(edge, caller, week, department.key)))


async def send_csv(edge: Edge, caller: Caller, value: str) -> None:
    """Send the figures as a file into the caller's conversation with Staffel."""
    answer_later(edge, caller, partial(_csv_sent, edge, caller, *_which(value)))


async def _csv_sent(edge: Edge, caller: Caller, week: str, scope: str | None) -> Content:
    told = await told_of(edge, caller, week, scope)
    try:
        channel = await Conversations(edge.client).direct(caller.workspace, caller.user)
        name, written = file_name(told.summary), summary_csv(told.summary)
        await edge.client.files_upload_v2(channel=channel, filename=name, content=written)
    except UNREACHABLE:
        return notice(told.words(_NOT_SENT))
    return notice(told.words(_SENT))


def _which(value: str) -> tuple[str, str | None]:
    week, _, scope = value.partition(":")
    return week, scope or None
