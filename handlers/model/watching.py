"""Counts and logs what becomes of inquiries; no text of anybody's comes here."""

import structlog

from bot.domain.guest.inquiry import Task
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
