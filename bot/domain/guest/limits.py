"""What the guest may take: time and tokens."""

from dataclasses import dataclass

AT_ONCE = 8
"""Questions of one process that are under way; what comes then is not asked, as it would come too late."""
LONGEST_MATERIAL = 12_000
"""Characters of what people wrote that a model gets to read; a long thread loses its end."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for an answer, `wait_seconds` where somebody waits; tokens of one answer."""

    seconds: float = 20.0
    wait_seconds: float = 3.0
    answer_tokens: int = 1000

    def patience(self, *, waits: bool) -> float:
        """Return for how many seconds an answer is worth waiting."""
        return self.wait_seconds if waits else self.seconds
