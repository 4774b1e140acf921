"""Work through what is due, many at once; what fails for a reason of its own holds up nobody else."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.errors import ConflictError, StorageUnavailableError
from bot.services.turn_handoff import persistently

PUT_OFF = timedelta(hours=1)
"""After so long what failed is tried again: often enough for who mends it, seldom enough for all the others."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that was due: a handoff (`name` is its number) or a listener (`name` is its id)."""

    workspace: str
    name: str


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be worked on, and why."""

    due: Due
    error: BaseException


class StumbledError(Exception):
    """Nobody thought of what went wrong with one of those that were `due`; nothing of it is stored."""

    def __init__(self, due: Sequence[Due]) -> None:
        super().__init__(f"{len(due)} due")
        self.due = tuple(due)


@contextmanager
def stumbling_over(due: Sequence[Due]) -> Iterator[None]:
    """Raise StumbledError for whatever is neither a race nor a database in trouble."""
    try:
        yield
    except (ConflictError, StorageUnavailableError):
        raise
    except Exception as error:
        raise StumbledError(due) from error


async def work_through(
    some: Callable[[int], Awaitable[int]], put_off: Callable[[Due], Awaitable[None]], limit: int
) -> list[Failure]:
    """Call `some` with how many to take at once, until it found less; return what failed, which is put off.

    `some` returns how many it found, or raises StumbledError; then those are taken one by one, to find which it was.
    """
    failures: list[Failure] = []
    alone = 0
    while True:
        size = 1 if alone else limit
        alone = max(alone - 1, 0)
        try:
            found = await persistently(partial(some, size))
        except StumbledError as stumbled:
            found = size
            if len(stumbled.due) > 1:
                alone = len(stumbled.due)
                continue
            (one,) = stumbled.due
            await put_off(one)
            failures.append(Failure(one, stumbled.__cause__ or stumbled))
        if found < size:  # what others hold at the moment is theirs, or comes with the next look
            return failures
