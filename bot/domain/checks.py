"""Field checks that several decisions share; they collect problems, so that all are shown at once."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain.limits import limit
from bot.errors import InvalidFieldsError, Problem

FAR = timedelta(days=3652)
"""Ten years: who means a later time has most likely mistyped it."""


class Checks:
    """Collects the problems of one form."""

    def __init__(self) -> None:
        self._problems: dict[str, Problem] = {}

    def problem(self, field: str, reason: str, **facts: str | int) -> None:
        """Note a problem; the first one of a field stands."""
        self._problems.setdefault(field, Problem(reason, facts))

    def filled(self, field: str, text: str) -> None:
        """Note a problem if a text that is needed is missing."""
        if not text:
            self.problem(field, "missing")

    def lengths(self, texts: Mapping[str, str]) -> None:
        """Note a problem for every text that is longer than its field takes."""
        for field, text in texts.items():
            if len(text) > limit(field):
                self.problem(field, "too_long", limit=limit(field), length=len(text))

    def in_future(self, field: str, at: datetime | None, now: datetime) -> None:
        """Note a problem if a time that is to come has passed, or is more than ten years away."""
        if at is not None and at <= now:
            self.problem(field, "in_past")
        elif at is not None and at - now > FAR:
            self.problem(field, "too_far")

    def error(self) -> InvalidFieldsError:
        """Return everything that was noted as one error."""
        return InvalidFieldsError(self._problems)

    def done(self) -> None:
        """Raise InvalidFieldsError if anything was noted."""
        if self._problems:
            raise self.error()
