"""Whether a text may leave for the language model at all."""

from collections.abc import Collection, Iterator
from enum import StrEnum

from bot.domain.company.department import Department, Kind
from bot.domain.company.organisation import Organisation
from bot.domain.company.partners import is_partners
from bot.domain.company.people import Person
from bot.domain.guest.inquiry import Provenance
from bot.domain.matter.handoff import Handoff


class Withheld(StrEnum):
    """Why a text stays here."""

    OFF = "off"
    CONFIDENTIAL = "confidential"
    PARTNER = "partner"
    DEPARTMENT = "department_off"
    CHANNEL = "channel_off"
    UNKNOWN = "unknown"


def withheld(
    organisation: Organisation,
    about: Provenance,
    handoff: Handoff | None = None,
    people: Collection[Person] = (),
) -> Withheld | None:
    """Return why the text may not leave; None: it may.

    `handoff` is the one that `about` names, `people` who asks and who wrote: what is known of them holds beside what
    was told.
    """
    if not organisation.workspace.language_model.allowed:
        return Withheld.OFF
    if about.handoff is not None and handoff is None:
        return Withheld.UNKNOWN
    if not set(about.authors) <= {one.user for one in people}:
        return Withheld.UNKNOWN
    if about.confidential or (handoff and handoff.chosen is not None):
        return Withheld.CONFIDENTIAL
    if any(one.guest for one in people):
        return Withheld.PARTNER
    return _by_place(organisation, about, handoff)


def may_be_told_of(department: Department) -> bool:
    """Return whether the model may read what a department is called, its topics and its needs."""
    return department.kind is not Kind.PARTNER and department.language_model


def _by_place(organisation: Organisation, about: Provenance, handoff: Handoff | None) -> Withheld | None:
    channels = _channels(about, handoff)
    keys = {*about.departments, *_departments(handoff), *_whose(organisation, about)}
    if not all(organisation.department(key) for key in keys):
        return Withheld.UNKNOWN  # whether it was a partner's, nobody can say any more
    readers = {*channels, *about.authors, *([about.user] if about.user else [])}
    if any(is_partners(organisation, reader) for reader in readers):
        return Withheld.PARTNER
    concerned = [one for one in organisation.departments if one.key in keys or one.channel in channels]
    if any(one.kind is Kind.PARTNER for one in concerned):
        return Withheld.PARTNER
    if not all(one.language_model for one in concerned):
        return Withheld.DEPARTMENT
    off = set(organisation.workspace.language_model.not_in)
    return Withheld.CHANNEL if off & channels else None


def _channels(about: Provenance, handoff: Handoff | None) -> set[str]:
    source = handoff.source if handoff else None
    return {one for one in (about.channel, source.channel if source else None) if one}


def _departments(handoff: Handoff | None) -> Collection[str]:
    return (handoff.from_department, handoff.to_department, *handoff.trail) if handoff else ()


def _whose(organisation: Organisation, about: Provenance) -> Iterator[str]:
    return (one.key for author in about.authors for one in organisation.departments_of(author))
