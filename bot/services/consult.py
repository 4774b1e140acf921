"""One question that goes out to the language model: paid for before, settled after, and what the model is worth is noted."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bot.domain.guest.asking import Asked
from bot.domain.guest.breaker import Breaker
from bot.domain.guest.budget import Budget, Cost
from bot.domain.guest.inquiry import Provenance, Task
from bot.domain.guest.limits import AT_ONCE, Limits
from bot.errors import UNSAVED, ModelError, NotAskedError
from bot.ports import UnitOfWork
from bot.ports.language_model import GuestWatch, LanguageModel
from bot.services import guest_books
from bot.services.guest_books import NameBook
from bot.services.reach_model import reach_model

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Means:
    """What asking takes; what is remembered is this process's own."""

    unit_of_work: UnitOfWork
    model: LanguageModel
    watch: GuestWatch
    limits: Limits
    budget: Budget
    names: dict[str, NameBook] = field(default_factory=dict)
    # One for those who wait and one for the rest: a model may be too slow for three seconds and good for twenty.
    breakers: dict[bool, Breaker] = field(default_factory=lambda: defaultdict(Breaker))
    under_way: set[object] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is ready to go, and where it comes from; `key` is what its answer is kept under."""

    task: Task
    waits: bool
    about: Provenance
    now: datetime
    asked: Asked
    key: str


async def consult(means: Means, question: Question, read: Callable[[str], Answer]) -> Answer:
    """Return what `read` makes of the model's answer; raise ModelError or NotAskedError.

    `read` raises ValueError for what is no answer.
    """
    with _turn(means, question):
        reserved = means.budget.most(question.asked)
        await _reserve(means, question, reserved)
        try:
            answered = await reach_model(means.model, question.asked)
        except ModelError as error:
            if not error.unsure:  # where nobody knows whether the model worked, what was reserved counts
                await _settle(means, question, Cost() - reserved)
            raise
        change = means.budget.actual(answered, reserved) - reserved
        try:
            answer = read(answered.text)
        except ValueError as error:
            await _settle(means, question, change)
            raise ModelError("nonsense", type(error).__name__) from error
        await _settle(means, question, change, answered.text)
        return answer


@contextmanager
def _turn(means: Means, question: Question) -> Iterator[None]:
    """Take one of the few places at the model; raise NotAskedError if it is busy, or left alone."""
    if len(means.under_way) >= AT_ONCE:
        raise NotAskedError("busy")
    begun = means.breakers[question.waits].begun(question.now)
    if begun is None:
        raise NotAskedError("left_alone")
    means.breakers[question.waits] = begun
    place = object()
    means.under_way.add(place)
    try:
        yield
    except ModelError:
        means.breakers[question.waits] = means.breakers[question.waits].failed(question.now)
        raise
    else:
        means.breakers[question.waits] = Breaker()
    finally:
        means.under_way.discard(place)


async def _reserve(means: Means, question: Question, cost: Cost) -> None:
    entry = guest_books.departure(
        question.task, means.model.name, question.about, len(question.asked.data), question.now
    )
    await guest_books.reserve(means.unit_of_work, question.about, cost, means.budget.limit, entry)


async def _settle(means: Means, question: Question, change: Cost, answer: str | None = None) -> None:
    kept = None if answer is None else (question.key, answer)
    # A good answer is one whether it could be noted or not; what was reserved then stays spent.
    with suppress(*UNSAVED):
        await guest_books.settle(means.unit_of_work, question.about, question.now, change, kept)
