"""What a partner, a department of another company, may see: the brief and the exchange about it, nothing internal."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.company.department import Kind
from bot.domain.company.organisation import Organisation
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import Handoff

INTERNAL = frozenset(
    {
        Activity.HANDED_ON,
        Activity.ROUND_CALLED,
        Activity.ROUND_AGREED,
        Activity.SOURCE_EDITED,
        Activity.SOURCE_DELETED,
    }
)
"""What concerns the company alone, and is no line in a partner's channel."""


def is_partners(organisation: Organisation, reader: str) -> bool:
    """Return whether a channel is a partner's, or a person belongs to partners alone."""
    departments = [one for one in organisation.departments if one.channel == reader or one.has(reader)]
    return bool(departments) and all(one.kind is Kind.PARTNER for one in departments)


def for_partner(handoff: Handoff) -> Handoff:
    """Return the handoff without where it came from inside the company, and without who is away there."""
    return replace(handoff, source=None, round=None, trail=(), asked_instead_of=None)


def history_for_partner(history: Sequence[Event], organisation: Organisation, user: str) -> tuple[Event, ...]:
    """Return what was logged while the matter lay with a partner of this person, without what is internal."""
    own = {one.key for one in organisation.departments_of(user)}
    return tuple(
        event
        for event in history
        if event.activity not in INTERNAL and (event.to_department in own or event.from_department in own)
    )
