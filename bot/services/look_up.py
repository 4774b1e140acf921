"""Everything that only reads: lists, one handoff with its history, search, the desk of App Home."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.domain.company.organisation import Organisation
from bot.domain.company.partners import for_partner, history_for_partner, is_partners
from bot.domain.delivery.outbox import Sent
from bot.domain.matter.chain import ALONE, Chain
from bot.domain.matter.decide import permitted
from bot.domain.matter.decision import Turn
from bot.domain.matter.events import Event
from bot.domain.matter.finding import Query
from bot.domain.matter.handoff import Handoff
from bot.domain.matter.lists import Listing, Page
from bot.domain.matter.roles import departments_for, is_admin, sight_of
from bot.domain.matter.transitions import Action
from bot.domain.proposing.routing import Routed
from bot.errors import NotAllowedError, NotFoundError, RefusedError, WrongStateError
from bot.ports import UnitOfWork, Work
from bot.services.chains import chain_of, veiled_chain
from bot.services.membership import membership_of
from bot.services.request import Request
from bot.services.see_nudges import see_snoozed
from bot.services.turn_handoff import explained, load_turn

PAGE = 10


@dataclass(frozen=True, slots=True)
class Found:
    """One page of handoffs; `places` is where their cards stand, by number, where that is known."""

    page: Page
    organisation: Organisation
    places: Mapping[int, Sent]


@dataclass(frozen=True, slots=True)
class Shown:
    """One handoff with all that was logged of it; `place` is where its card stands, where that is known.

    `routed` is what was proposed to its sender, if anything was.
    """

    handoff: Handoff
    history: tuple[Event, ...]
    organisation: Organisation
    place: Sent | None = None
    routed: Routed | None = None
    chain: Chain = ALONE


@dataclass(frozen=True, slots=True)
class Desk:
    """What App Home shows a person; `places` is where the cards stand, by number, where that is known.

    `admin`: they look after the workspace.
    """

    waiting_for_me: Page
    from_me: Page
    queue: Page
    organisation: Organisation
    places: Mapping[int, Sent] = field(default_factory=dict)
    admin: bool = False


async def list_handoffs(
    unit_of_work: UnitOfWork, request: Request, listing: Listing, offset: int = 0
) -> Found:
    """Return one page of one of the actor's lists."""
    async with unit_of_work.read() as work:
        organisation = await work.organisations.get(request.workspace)
        page = await _page(work, request, organisation, listing, offset=offset)
        return Found(page, organisation, await work.cards.places(request.workspace, page.handoffs))


async def find_handoffs(unit_of_work: UnitOfWork, request: Request, query: Query, offset: int = 0) -> Found:
    """Return the handoffs that fit the query and that the actor may see; raise RefusedError for strangers."""
    async with unit_of_work.read() as work:
        organisation = await work.organisations.get(request.workspace)
        membership = await membership_of(work, request)
        sight = sight_of(request.actor, organisation, membership)
        if not sight.everything and not departments_for(request.actor, organisation, membership):
            raise RefusedError("in_no_department")
        found = await work.handoffs.find(request.workspace, query, sight, offset=offset, limit=PAGE)
        page = await _with_snoozes(work, request, found)
        return Found(page, organisation, await work.cards.places(request.workspace, page.handoffs))


async def show_handoff(unit_of_work: UnitOfWork, request: Request, number: int) -> Shown:
    """Return one handoff and its history; raise NotFoundError, or RefusedError for strangers."""
    async with unit_of_work.read() as work:
        turn = await load_turn(work, request, number)
        check_seen(turn)
        history = await work.handoffs.history(request.workspace, number)
        places = await work.cards.places(request.workspace, [turn.handoff])
        routed = await work.routings.of(request.workspace, number)
        if is_partners(turn.organisation, request.actor):
            known = history_for_partner(history, turn.organisation, request.actor)
            return Shown(for_partner(turn.handoff), known, turn.organisation, places.get(number))
        chain = veiled_chain(await chain_of(work, turn.handoff), turn)
        return Shown(turn.handoff, tuple(history), turn.organisation, places.get(number), routed, chain)


async def see_turn(unit_of_work: UnitOfWork, request: Request, number: int, action: Action) -> Turn:
    """Return what a form for `action` shows; raise what the action itself would raise, before anybody types."""
    async with unit_of_work.read() as work:
        turn = await load_turn(work, request, number)
        try:
            permitted(turn, action)
        except WrongStateError as refusal:
            raise await explained(work, turn.handoff, refusal) from None
        return turn


async def see_desk(unit_of_work: UnitOfWork, request: Request, limit: int = PAGE) -> Desk:
    """Return what waits for the actor, what they wait for, and what their departments have not accepted."""
    async with unit_of_work.read() as work:
        organisation = await work.organisations.get(request.workspace)
        mine, from_me, queue = [
            await _page(work, request, organisation, which, limit=limit)
            for which in (Listing.MINE, Listing.FROM_ME, Listing.QUEUE)
        ]
        shown = [handoff for page in (mine, from_me, queue) for handoff in page.handoffs]
        places = await work.cards.places(request.workspace, shown)
        admin = is_admin(request.actor, organisation, await membership_of(work, request))
        return Desk(mine, from_me, queue, organisation, places, admin)


async def _page(
    work: Work,
    request: Request,
    organisation: Organisation,
    listing: Listing,
    *,
    offset: int = 0,
    limit: int = PAGE,
) -> Page:
    membership = await membership_of(work, request)
    departments = [one.key for one in departments_for(request.actor, organisation, membership)]
    page = await work.handoffs.page(
        request.workspace, listing, request.actor, departments, offset=offset, limit=limit
    )
    return await _with_snoozes(work, request, page)


async def _with_snoozes(work: Work, request: Request, page: Page) -> Page:
    snoozed = await see_snoozed(work, request.workspace, request.actor, page.handoffs, request.now)
    return replace(page, snoozed=snoozed)


def check_seen(turn: Turn) -> None:
    """Raise RefusedError if the handoff is nothing that the actor may see."""
    if turn.roles:
        return
    if turn.handoff.chosen is not None:
        raise NotAllowedError("confidential", action="show", handoff=turn.handoff.name)
    if departments_for(turn.actor, turn.organisation, turn.membership):
        raise NotAllowedError("not_for_you", action="show", handoff=turn.handoff.name)
    raise RefusedError("in_no_department")


def not_found(number: str) -> NotFoundError:
    """Return the refusal for a name that cannot be a handoff's."""
    return NotFoundError("no_such_handoff", handoff=number)
