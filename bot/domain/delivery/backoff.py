"""How long to wait before the next attempt."""

_FIRST = 0.5
_LONGEST = 300.0
_HASTE = 0.25


def pause(attempts: int, spread: float, asked: float | None = None) -> float:
    """Return the seconds to wait after `attempts` failures: doubling, at most 5 minutes.

    `spread` (0 to 1, drawn by the caller) takes off up to a half, so that not all come back at once. Where Slack
    asked for a time, nobody comes back earlier.
    """
    if asked is not None:
        return asked + spread * _HASTE
    longest = min(_FIRST * 2.0 ** min(attempts, 16), _LONGEST)
    return longest * (1 - spread / 2)
