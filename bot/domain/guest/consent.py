"""Whether a text may leave for the language model at all."""

from enum import StrEnum

from bot.domain.company.department import Department, Kind
from bot.domain.company.organisation import Organisation
from bot.domain.company.partners import is_partners
from bot.domain.guest.inquiry import Provenance


class Withheld(StrEnum):
    """Why a text stays here."""

    CONFIDENTIAL = "confidential"
    OFF = "off"
    PARTNER = "partner"
    DEPARTMENT = "department_off"
    CHANNEL = "channel_off"
    UNKNOWN = "unknown_department"


def withheld(organisation: Organisation, about: Provenance) -> Withheld | None:
    """Return why the text may not leave; None: it may."""
    if about.confidential:
        return Withheld.CONFIDENTIAL
    if any(organisation.department(key) is None for key in about.departments):
        return Withheld.UNKNOWN  # whether it was a partner's, nobody can say any more
    concerned = _concerned(organisation, about)
    readers = [one for one in (about.user, about.channel) if one]
    if any(one.kind is Kind.PARTNER for one in concerned) or any(
        is_partners(organisation, reader) for reader in readers
    ):
        return Withheld.PARTNER
    return None


def _concerned(organisation: Organisation, about: Provenance) -> list[Department]:
    """Return the departments whose text it is: those that are named, and the one whose channel it stands in."""
    return [
        one
        for one in organisation.departments
        if one.key in about.departments or one.channel == about.channel
    ]
