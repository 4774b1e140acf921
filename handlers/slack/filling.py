"""What goes into the form of a new handoff: what was given, what the text says itself, and what is proposed."""

from dataclasses import dataclass, replace

from bot.domain.company.department import Department
from bot.domain.proposing.routing import Proposal
from handlers.slack.edge import Caller, Edge
from handlers.slack.memory import Known
from handlers.slack.metadata import Opening
from handlers.slack.proposing import propose
from handlers.slack.reading import read_in
from handlers.slack.values import Typed


@dataclass(frozen=True, slots=True)
class Filled:
    """The values of the fields, for which department, and what the form carries along."""

    values: Typed
    receiver: Department | None
    carried: Opening


async def fill(edge: Edge, caller: Caller, known: Known, values: Typed, opened: Opening) -> Filled:
    """Return the form's content for what was given; nothing given is changed."""
    carried = await with_proposal(edge, caller, known, values, opened)
    receiver = receiver_of(known, values, carried)
    filled, marks = read_in(values, receiver, known.reader(edge.clock(), caller.user))
    return Filled(filled, receiver, replace(carried, marks=marks))


async def with_proposal(edge: Edge, caller: Caller, known: Known, values: Typed, carried: Opening) -> Opening:
    """Return what the form carries along, with the department that is proposed for what it holds now."""
    by_rules = await propose(edge, caller, known.organisation, values, carried)
    guessed = None if values.get("department") else guessed_department(carried)
    return replace(carried, proposal=by_rules or guessed)


def guessed_department(carried: Opening) -> Proposal | None:
    """Return the department that the language model proposes, if it does."""
    guess = carried.guesses.get("department")
    return Proposal(str(guess.value), guess.words) if guess else None


def receiver_of(known: Known, values: Typed, carried: Opening) -> Department | None:
    """Return the department that the form is for: chosen, else proposed."""
    organisation, proposal = known.organisation, carried.proposal
    chosen = organisation.department(str(values.get("department", "")))
    return chosen or organisation.department(proposal.department if proposal else None)
