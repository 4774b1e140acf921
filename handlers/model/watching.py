"""Counts and logs what becomes of inquiries; no text of anybody's comes here."""

import structlog

from bot.domain.guest.asking import Answered, Asked
from bot.domain.guest.inquiry import Task
from bot.ports.language_model import LanguageModel
from handlers.metrics import Metrics

log = structlog.get_logger(__name__)


class ModelWatch:
    """Fulfils the port `GuestWatch`."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def ended(self, task: Task, outcome: str, detail: str = "") -> None:
        """Count how an inquiry ended, and log it."""
        self._metrics.inquired(task, outcome)
        log.info("inquiry_ended", task=task, outcome=outcome, detail=detail)


class MeasuredModel:
    """Fulfils the port `LanguageModel` by another one, and tells how long it takes and how many tokens."""

    def __init__(self, model: LanguageModel, metrics: Metrics) -> None:
        self._model = model
        self._metrics = metrics

    @property
    def name(self) -> str:
        """Return what the other one is called."""
        return self._model.name

    async def answer(self, asked: Asked) -> Answered:
        """Return what the other one says; raise ModelError as it does."""
        with self._metrics.consulting():
            answered = await self._model.answer(asked)
        self._metrics.tokens(answered.tokens_in or 0, answered.tokens_out or 0)
        return answered
