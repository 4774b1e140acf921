"""What a department is called in a mail address, before the @: by its key, its name, and what it chose besides."""

from collections.abc import Mapping, Sequence

from bot.domain.company.department import Department
from bot.domain.detector.folding import fold

HANDOFF = "handoff"
"""Where our own mails come from; it takes answers to them, and is no department's."""


def mail_name(name: str) -> str:
    """Return how a name is written in an address: Kundendienst Süd is kundendienst-sued."""
    return "-".join(fold(name).split())


def mail_names(departments: Sequence[Department]) -> Mapping[str, str]:
    """Return each department's key by all that it is called; a key is never another one's name."""
    by_name = {mail_name(one.name): one.key for one in departments}
    by_choice = {name: one.key for one in departments for name in one.mail}
    return by_name | by_choice | {one.key: one.key for one in departments}


def fault_in(departments: Sequence[Department]) -> tuple[int, str] | None:
    """Return the position of a department whose chosen name cannot be its own, and why; None if all can."""
    taken = {HANDOFF: "Staffel's own"}
    for one in departments:
        taken |= {one.key: f"the key of {one.name}", mail_name(one.name): f"the name of {one.name}"}
    for position, one in enumerate(departments):
        for name in one.mail:
            if name in taken:
                return position, f"{name}@ is {taken[name]} already"
            taken[name] = f"an address of {one.name}"
    return None
