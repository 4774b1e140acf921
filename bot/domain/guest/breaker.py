"""A model that fails several times in a row is left alone for a while, then asked once to see whether it is well."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FAILURES = 4
PAUSE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Breaker:
    """How often the model has failed in a row, and until when it is left alone."""

    failures: int = 0
    until: datetime | None = None

    def begun(self, now: datetime) -> "Breaker | None":
        """Return the breaker while an inquiry is under way; None if the model is left alone.

        After the pause one inquiry goes ahead; until it has ended well, all others wait for the next pause's end.
        """
        if self.until is None:
            return self
        return None if now < self.until else Breaker(self.failures, now + PAUSE)

    def failed(self, now: datetime) -> "Breaker":
        """Return the breaker after a failure."""
        failures = self.failures + 1
        return Breaker(failures, now + PAUSE if failures >= FAILURES else self.until)
