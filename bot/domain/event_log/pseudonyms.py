"""Names for people in exported logs: always the same one for a person, and nobody's own."""

import hmac
from functools import lru_cache
from hashlib import sha256

_DIGITS = 16  # 64 bits: among 100 000 people two share one with a probability of 3 in 10 000 000 000


class Pseudonyms:
    """The pseudonyms of one workspace: a keyed hash, so that a list of all user ids is not enough to undo them."""

    def __init__(self, key: str) -> None:
        self._key = bytes.fromhex(key)
        self.of = lru_cache(maxsize=65536)(self._of)

    def _of(self, user: str) -> str:
        """Return the pseudonym of a user id; the clock, which has none, stays empty."""
        return f"p-{hmac.new(self._key, user.encode(), sha256).hexdigest()[:_DIGITS]}" if user else ""
