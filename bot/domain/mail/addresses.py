"""Whom a mail is for: `<department>@…` and `handoff+<department>@…`, at our domains and nowhere else.

`handoff@…` is where our own mails come from: it takes answers to them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.company.department import Department
from bot.domain.company.mail_names import HANDOFF, mail_name, mail_names
from bot.domain.mail.headers import addresses_in


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """The addresses that mail is taken for; `keys` has each department's key by the local parts it is known by."""

    domains: frozenset[str]
    keys: Mapping[str, str]

    @classmethod
    def of(cls, departments: Sequence[Department], domains: Iterable[str]) -> "Mailboxes":
        """Return the mailboxes of the departments: by key, name, and what they chose besides."""
        return cls(frozenset(domain.casefold() for domain in domains), mail_names(departments))

    def department(self, address: str) -> str | None:
        """Return the key of the department that the address is of; None if we do not take mail for it."""
        local, at, domain = address.strip().rpartition("@")
        if not at or domain.casefold() not in self.domains:
            return None
        name = mail_name(local)
        return self.keys.get(name.removeprefix(f"{HANDOFF}+"))

    def takes(self, address: str) -> bool:
        """Return whether mail to the address is ours to take."""
        local, _, domain = address.strip().rpartition("@")
        is_ours = domain.casefold() in self.domains and mail_name(local) == HANDOFF
        return is_ours or self.department(address) is not None

    def departments(self, fields: Iterable[str]) -> list[str]:
        """Return the keys of the departments in To or Cc fields, each once, in their order."""
        found = (self.department(address) for address in addresses_in(fields))
        return [*dict.fromkeys(key for key in found if key)]
