"""A mail's header fields, as they arrived: in order, any of them several times."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime
from itertools import islice

_MOST = 50
"""How many fields of one kind are looked at for addresses."""


@dataclass(frozen=True, slots=True)
class Headers:
    """Names and values; names are compared without case."""

    fields: Sequence[tuple[str, str]] = ()

    def all(self, name: str) -> Iterator[str]:
        """Yield the values of every field of that name."""
        wanted = name.casefold()
        return (value.strip() for field, value in self.fields if field.casefold() == wanted)

    def first(self, name: str) -> str:
        """Return the value of the first field of that name; empty if there is none."""
        return next(self.all(name), "")

    def any_begins(self, prefix: str) -> bool:
        """Return whether there is a field whose name begins like that."""
        wanted = prefix.casefold()
        return any(field.casefold().startswith(wanted) for field, _ in self.fields)


def addresses_in(fields: Iterable[str]) -> list[str]:
    """Return the addresses in fields such as To, in their order; none of a field that nobody can read."""
    return [address for field in islice(fields, _MOST) for address in _addresses(field) if address]


def arrived_at(headers: Headers) -> datetime | None:
    """Return when the last server that took the mail says that it did; None if nobody can read it."""
    said = headers.first("Received").rpartition(";")[2] or headers.first("Date")
    try:
        arrived = parsedate_to_datetime(said[:200])
    except (ValueError, TypeError, OverflowError):
        return None
    return arrived if arrived.tzinfo else arrived.replace(tzinfo=UTC)


def _addresses(field: str) -> list[str]:
    try:
        return [address for _, address in getaddresses([field])]
    except RecursionError:  # the library calls itself for each group in a group
        return []
