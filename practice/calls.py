"""Web API calls: the record of each, and how many are let through."""

from dataclasses import dataclass, field

from practice.values import Json


@dataclass(frozen=True)
class Call:
    """One Web API call of the bot; `at` is on the practice clock, `token_kind` is bot, app or None."""

    method: str
    args: Json
    at: float
    ok: bool
    error: str | None = None
    token_kind: str | None = None


@dataclass
class Limits:
    """How many messages a channel takes, and how many entries a page of a listing has.

    `per_channel` is (messages per second, burst); None lets everything through. `page` is the size of a page
    for clients that do not ask for one, `most` the largest that they can ask for.
    """

    per_channel: tuple[float, float] | None = None
    page: int = 5
    most: int = 1000
    _buckets: dict[str, tuple[float, float]] = field(default_factory=dict, repr=False)

    def wait(self, channel: str, now: float, limit: tuple[float, float] | None, first: float) -> float:
        """Take one message out of a channel's bucket; return the seconds to wait when it is empty, else 0.

        `first` is what a bucket holds that nobody has used yet.
        """
        if limit is None:
            return 0.0
        rate, burst = limit
        left, since = self._buckets.get(channel, (first, now))
        left = min(burst, left + (now - since) * rate)
        allowed = left >= 1
        self._buckets[channel] = (left - 1 if allowed else left, now)
        return 0.0 if allowed else (1 - left) / rate

    def forget(self) -> None:
        """Empty all buckets, because the weather changed."""
        self._buckets.clear()
