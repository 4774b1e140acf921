"""Ask the language model, if it may be asked; whatever it does, what holds without it can stand."""

import asyncio
from datetime import datetime
from functools import partial
from typing import TypeVar

from pydantic import BaseModel

from bot.domain.guest.answering import parsed
from bot.domain.guest.asking import asked, digest
from bot.domain.guest.inquiry import Inquiry, Provenance
from bot.domain.guest.limits import LONGEST_MATERIAL
from bot.domain.guest.placeholders import Placeholders, cut, hide
from bot.errors import ModelError, NotAskedError
from bot.ports.transactions import in_transaction
from bot.services import guest_books
from bot.services.consult import Means, Question, consult

Answer = TypeVar("Answer", bound=BaseModel)


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
            return await _ask(self._means, inquiry, about, now)
        except (ModelError, NotAskedError) as error:
            self._means.watch.ended(inquiry.task, error.reason, str(error))
        except Exception as error:  # a guest must not break the house, whatever it does
            self._means.watch.ended(inquiry.task, "failed", type(error).__name__)
        return None


async def _ask(means: Means, inquiry: Inquiry[Answer], about: Provenance, now: datetime) -> Answer:
    if in_transaction():
        raise NotAskedError("in_transaction")
    known = await guest_books.look(means.unit_of_work, about, now, means.names)
    # A long thread takes a tenth of a second, for which no ack shall wait.
    material, put_away = await asyncio.to_thread(hide, inquiry.material[:_READ], inquiry.names, known)
    question = _question(means, inquiry, about, now, cut(material, _longest(inquiry.material, material)))
    read = partial(_read, inquiry, put_away)
    kept = await guest_books.cached(means.unit_of_work, about.workspace, question.key, now)
    if kept is None:
        answer, outcome = await consult(means, question, read), "answered"
    else:
        answer, outcome = read(kept), "cached"
    means.watch.ended(inquiry.task, outcome)
    return answer


_READ = 4 * LONGEST_MATERIAL
"""Characters that are looked through for names."""
_LONGEST_THING = 600
"""Characters of a mail address at the most: half of one, at the end of what was looked through, is not found."""


def _longest(written: str, hidden: str) -> int:
    """Return how much of the text may go: nothing from where the search for names broke off."""
    if len(written) <= _READ:
        return LONGEST_MATERIAL
    return max(0, min(LONGEST_MATERIAL, len(hidden) - _LONGEST_THING))


def _question(
    means: Means, inquiry: Inquiry[Answer], about: Provenance, now: datetime, material: str
) -> Question:
    seconds = means.limits.patience(waits=inquiry.waits)
    call = asked(inquiry, material, tokens=means.limits.answer_tokens, seconds=seconds)
    return Question(inquiry.task, inquiry.waits, about, now, call, digest(call, means.model.name))


def _read(inquiry: Inquiry[Answer], put_away: Placeholders, text: str) -> Answer:
    return parsed(text, inquiry.shape, put_away.restore)
