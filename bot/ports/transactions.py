"""Whether we are inside of a transaction: there nobody may wait for anything but the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class _Transaction:
    # A task that begins inside and outlives the transaction keeps the variable: what is over has to say so itself.
    over: bool = False


_CURRENT: ContextVar[_Transaction | None] = ContextVar("transaction", default=None)


@contextmanager
def transacting() -> Iterator[None]:
    """Mark the block as a transaction."""
    around, transaction = _CURRENT.get(), _Transaction()
    _CURRENT.set(transaction)
    try:
        yield
    finally:
        transaction.over = True
        _CURRENT.set(around)  # not reset(): a generator may be closed in another context than it began in


def in_transaction() -> bool:
    """Return whether a transaction that began around this call is still open."""
    current = _CURRENT.get()
    return current is not None and not current.over
