"""The form of a new handoff: opened empty or filled in, changed with the department and the text, submitted."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.company.department import Department
from bot.domain.company.needs import Need
from bot.domain.guest.brief import still_open
from bot.domain.matter.handoff import Source
from bot.domain.proposing.questions import likely_questions
from bot.errors import RefusedError
from bot.services.open_handoff import open_handoff
from handlers.slack.answers import shown_form
from handlers.slack.edge import Body, Caller, Edge, known_lately, known_now
from handlers.slack.filling import Filled, fill, guessed_department, receiver_of, with_proposal
from handlers.slack.guessing import ask_for_guesses
from handlers.slack.memory import Known
from handlers.slack.metadata import Opening
from handlers.slack.metadata import opening as carried_by
from handlers.slack.prompting.turned import tell_where_asked
from handlers.slack.reading import answered_in
from handlers.slack.render.forms import open_form
from handlers.slack.submissions import opening
from handlers.slack.values import NEED, Typed, typed


async def show_opening(
    edge: Edge,
    caller: Caller,
    values: Typed | None = None,
    source: Source | None = None,
    *,
    answer_to: str = "",
    watched: int | None = None,
    authors: tuple[str, ...] = (),
) -> None:
    """Open the form with what is known so far; raise RefusedError if the caller belongs to no department.

    `answer_to` is the `response_url` of the prompt that led here, which is told what came of it; `watched` its id, if
    it was about a mail. `authors` are the people whose words `values` have beside the caller's.
    """
    known = await known_lately(edge, caller)
    if not known.organisation.departments_of(caller.user):
        known = await known_now(edge, caller)  # they may have been welcomed a moment ago
        if not known.organisation.departments_of(caller.user):
            raise RefusedError("in_no_department")

    async def show() -> None:
        channel = None if caller.view else caller.channel
        opened = Opening(source, channel=channel, answer_to=answer_to, watched=watched)
        filled = await fill(edge, caller, known, values or {}, opened)
        form = await _form(edge, caller, known, filled.values, filled.carried)
        if view := await shown_form(edge, caller, form):
            await _ask_guest(edge, replace(caller, view=view), known, filled, authors)

    edge.tasks.start(show())


async def _ask_guest(
    edge: Edge, caller: Caller, known: Known, filled: Filled, authors: tuple[str, ...]
) -> None:
    """Let the language model propose what is empty, in the form as it stands by then."""
    guesses = await ask_for_guesses(edge, caller, known, filled, authors)
    if not guesses:
        return
    view = caller.view or {}
    edge.forms.propose(view, guesses)
    latest, place = edge.forms.latest(view)
    if latest:
        form = await rebuilt(edge, replace(caller, view=latest))
    else:
        form = await _anew(edge, caller, filled.values, replace(filled.carried, guesses=guesses))
    await edge.forms.update(edge.client, latest or view, place, form)


async def drop_guesses(edge: Edge, caller: Caller) -> None:
    """Take the language model's proposals out of the form; what was typed stays."""
    edge.forms.propose(caller.view or {}, {})
    await choose_department(edge, caller)


async def choose_department(edge: Edge, caller: Caller) -> None:
    """Show the needs of the department that was chosen; what was typed stays."""
    view = caller.view or {}
    place = edge.forms.arrived(view)
    edge.tasks.start(edge.forms.update(edge.client, view, place, await rebuilt(edge, caller)))


async def follow_writing(edge: Edge, caller: Caller) -> None:
    """Propose a department for what was written so far, where that is another one than before."""
    edge.tasks.start(_propose_anew(edge, caller, edge.forms.arrived(caller.view or {})))


async def submit_opening(edge: Edge, caller: Caller) -> None:
    """Offer what the form holds."""
    view = caller.view or {}
    reader = (await known_now(edge, caller)).reader(edge.clock(), caller.user)
    carried = carried_by(view.get("private_metadata", ""))
    shown = view.get("state", {}).get("values", {}).keys()
    command = opening(typed(view), reader.zone, carried, shown)
    if handoff := await open_handoff(edge.unit_of_work, caller.request(edge), command):
        edge.wake()
        if carried.answer_to:
            await tell_where_asked(edge, caller, handoff, carried.answer_to)


async def rebuilt(edge: Edge, caller: Caller, notice: str = "") -> Body:
    """Return the form anew, as the organisation is now, with everything that was typed."""
    values, carried = _so_far(edge, caller)
    return await _anew(edge, caller, values, carried, notice)


async def _anew(edge: Edge, caller: Caller, values: Typed, carried: Opening, notice: str = "") -> Body:
    known = await known_now(edge, caller)
    carried = await with_proposal(edge, caller, known, values, carried)
    answers = answered_in(values, receiver_of(known, values, carried))
    marks = {**carried.marks, **{field: str(answer) for field, answer in answers.items()}}
    return await _form(
        edge, caller, known, {**answers, **values}, replace(carried, marks=marks), notice=notice
    )


async def _propose_anew(edge: Edge, caller: Caller, place: int) -> None:
    known = await known_lately(edge, caller)
    values, before = _so_far(edge, caller)
    carried = await with_proposal(edge, caller, known, values, before)
    if carried.proposal != before.proposal:
        form = await _form(edge, caller, known, values, carried)
        await edge.forms.update(edge.client, caller.view or {}, place, form)


def _so_far(edge: Edge, caller: Caller) -> tuple[Typed, Opening]:
    """Return what the form holds, and what it carries along: the answers to other departments' needs too."""
    view = caller.view or {}
    values, carried = typed(view), carried_by(view.get("private_metadata", ""))
    answers = {
        field: text for field, text in values.items() if field.startswith(NEED) and isinstance(text, str)
    }
    kept = {**carried.kept, **answers}
    guessed = edge.forms.guessed(view) if view else None
    guesses = carried.guesses if guessed is None else guessed
    return {**kept, **values}, replace(carried, kept=kept, guesses=guesses)


async def _form(
    edge: Edge, caller: Caller, known: Known, values: Typed, carried: Opening, *, notice: str = ""
) -> Body:
    reader = known.reader(edge.clock(), caller.user)
    receiver = receiver_of(known, values, carried)
    carried = carried.with_guesses(still_open(carried.guesses, _given(values, carried), receiver))
    return open_form(
        known.organisation,
        values,
        reader,
        metadata=carried.written(),
        notice=notice,
        proposal=carried.proposal,
        marks=carried.marks,
        guesses=carried.guesses,
        asks=await _asks(edge, caller, receiver, {*values, *carried.guesses}),
    )


def _given(values: Typed, carried: Opening) -> set[str]:
    """Return the fields for which nothing is to be proposed; a summary that was cut off may still get a better one."""
    given = set(values)
    if carried.proposal != guessed_department(carried):
        given.add("department")
    if str(values.get("summary", "")).endswith("…"):
        given.discard("summary")
    return given


async def _asks(
    edge: Edge, caller: Caller, receiver: Department | None, fields: Collection[str]
) -> tuple[Need, ...]:
    """Return what the receiver will most likely ask back for, as the form stands."""
    if receiver is None or not receiver.needs:
        return ()
    asked = await edge.memory.questions(edge.unit_of_work, caller.workspace, receiver.key, edge.clock())
    answered = {field.removeprefix(NEED) for field in fields if field.startswith(NEED)}
    return likely_questions(receiver, answered, asked)
