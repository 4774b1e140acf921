"""Ask the language model, if it may be asked; whatever it does, what holds without it can stand."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel

from bot.domain.guest.answering import parsed
from bot.domain.guest.asking import asked
from bot.domain.guest.consent import withheld
from bot.domain.guest.inquiry import Inquiry, Provenance
from bot.domain.guest.limits import Limits
from bot.errors import ModelError, NotAskedError
from bot.ports import UnitOfWork
from bot.ports.language_model import GuestWatch, LanguageModel
from bot.ports.transactions import in_transaction
from bot.services.reach_model import reach_model

Answer = TypeVar("Answer", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Means:
    """What asking takes."""

    unit_of_work: UnitOfWork
    model: LanguageModel
    watch: GuestWatch
    limits: Limits


class Guest:
    """The language model as a guest; without `means` there is none, and nothing is asked or kept."""

    def __init__(self, means: Means | None = None) -> None:
        self._means = means

    @property
    def present(self) -> bool:
        """Return whether there is a model to ask."""
        return self._means is not None

    async def ask(self, inquiry: Inquiry[Answer], about: Provenance, now: datetime) -> Answer | None:
        """Return the model's answer in its shape; None whenever the answer without a model shall stand.

        Never raises. Inside a transaction nothing is asked: the model may take its time, the database may not.
        """
        if self._means is None:
            return None
        try:
            answer = await _ask(self._means, inquiry, about)
        except (ModelError, NotAskedError) as error:
            self._means.watch.ended(inquiry.task, error.reason, str(error))
            return None
        except Exception as error:  # a guest must not break the house, whatever it does
            self._means.watch.ended(inquiry.task, "failed", type(error).__name__)
            return None
        self._means.watch.ended(inquiry.task, "answered")
        return answer


async def _ask(means: Means, inquiry: Inquiry[Answer], about: Provenance) -> Answer:
    if in_transaction():
        raise NotAskedError("in_transaction")
    await _check(means.unit_of_work, about)
    seconds = means.limits.patience(waits=inquiry.waits)
    question = asked(inquiry, inquiry.material, tokens=means.limits.answer_tokens, seconds=seconds)
    answered = await reach_model(means.model, question)
    try:
        return parsed(answered.text, inquiry.shape, str)
    except ValueError as error:
        raise ModelError("nonsense", type(error).__name__) from error


async def _check(unit_of_work: UnitOfWork, about: Provenance) -> None:
    """Raise NotAskedError if the text may not leave."""
    async with unit_of_work.read() as work:
        organisation = await work.organisations.get(about.workspace)
    if reason := withheld(organisation, about):
        raise NotAskedError(reason)
