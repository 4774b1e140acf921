"""What is proposed while somebody writes: by the company's rules and topics, else by what was accepted before."""

import structlog

from bot.domain.company.organisation import Organisation
from bot.domain.proposing.likeness import propose_by_past, telling_words
from bot.domain.proposing.routing import Matter, Proposal
from bot.errors import StorageUnavailableError
from handlers.slack.edge import Caller, Edge
from handlers.slack.metadata import Opening
from handlers.slack.values import Typed, line, text

log = structlog.get_logger(__name__)

_EARLIER = 200
"""How many earlier handoffs are looked at: the latest tell best who does what."""


async def propose(
    edge: Edge, caller: Caller, organisation: Organisation, values: Typed, carried: Opening
) -> Proposal | None:
    """Return what to propose to the caller for what they have written; None if nothing speaks for one department."""
    matter = _matter(caller, organisation, values, carried)
    if not matter.text.strip():
        return None
    router = edge.memory.router(caller.workspace, organisation)
    return router.propose(matter) or await _by_past(edge, caller, organisation, matter)


def _matter(caller: Caller, organisation: Organisation, values: Typed, carried: Opening) -> Matter:
    chosen = organisation.department(text(values, "from_department"))
    sender = chosen or organisation.sender(caller.user, None)
    return Matter(
        text=f"{text(values, 'summary')}\n{text(values, 'details')}",
        customer=line(values, "customer"),
        channel=carried.source.channel if carried.source else carried.channel,
        urgent=bool(values.get("urgent")),
        from_department=sender.key if sender else None,
    )


async def _by_past(edge: Edge, caller: Caller, organisation: Organisation, matter: Matter) -> Proposal | None:
    wanted = telling_words(matter.text)
    try:
        async with edge.unit_of_work.read() as work:
            earlier = await work.routings.accepted_with(caller.workspace, list(wanted), limit=_EARLIER)
    except StorageUnavailableError as error:  # the form is worth more than a proposal
        log.warning("nothing_proposed", error=str(error))
        return None
    others = {one.key for one in organisation.departments} - {matter.from_department}
    return propose_by_past(wanted, earlier, others)
