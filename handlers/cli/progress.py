"""How far something is that takes long, on a terminal; nobody else is told."""

import sys
from time import monotonic

_EVERY = 0.2


class Progress:
    """Shows on standard error how many events were read, checked, stored or written, five times a second."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._next = 0.0
        self._line = ""

    def __call__(self, stage: str, events: int) -> None:
        """Take in that so many events are at this stage by now."""
        if not self._shown or (now := monotonic()) < self._next:
            return
        self._next = now + _EVERY
        self._show(f"{events:,} events {stage}")

    def done(self) -> None:
        """Leave the terminal as it was."""
        if self._line:
            self._show("")
            print("\r", end="", file=sys.stderr, flush=True)
            self._line = ""

    def _show(self, line: str) -> None:
        print(f"\r{line:<{len(self._line)}}", end="", file=sys.stderr, flush=True)
        self._line = line
