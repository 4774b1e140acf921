"""How much may come in an hour from one sender."""

from collections import OrderedDict, deque
from collections.abc import Callable, Collection
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


class Waiting:
    """The unread mails of a mailbox: those over the limit of their sender wait, without being fetched again for it."""

    def __init__(self, most: int) -> None:
        self._per_hour = PerHour(most)
        self._senders: dict[str, str] = {}
        self._admitted: set[str] = set()

    def forget_others(self, unread: Collection[str]) -> None:
        """Keep in mind only mails that are unread still."""
        self._senders = {mail: sender for mail, sender in self._senders.items() if mail in unread}
        self._admitted.intersection_update(unread)

    def waits(self, mail: str, sender: str | None = None) -> bool:
        """Return whether the mail has to wait; its sender is told once it was fetched. What comes again counts once."""
        known = self._senders.setdefault(mail, sender) if sender is not None else self._senders.get(mail)
        if known is None or mail in self._admitted:
            return False
        if self._per_hour.admit(known):
            self._admitted.add(mail)
        return mail not in self._admitted
