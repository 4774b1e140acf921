"""How much may come in an hour from one sender."""

from collections import OrderedDict, deque
from collections.abc import Callable
from time import monotonic

_HOUR = 3600.0
_MOST_SENDERS = 10_000


class PerHour:
    """Lets `most` an hour of each sender pass; it remembers the senders that came last, and not forever more of them."""

    def __init__(self, most: int, seconds: Callable[[], float] = monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._passed: OrderedDict[str, deque[float]] = OrderedDict()

    def admit(self, sender: str) -> bool:
        """Return whether one more may pass, and count it if so."""
        now = self._seconds()
        passed = self._passed.setdefault(sender, deque())
        self._passed.move_to_end(sender)
        if len(self._passed) > _MOST_SENDERS:
            self._passed.popitem(last=False)
        while passed and passed[0] <= now - _HOUR:
            passed.popleft()
        if len(passed) >= self._most:
            return False
        passed.append(now)
        return True
