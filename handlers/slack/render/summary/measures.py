"""The figures that each flow has: how they are written, and where they stand out most."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.summary.figures import Count, Flow, Share, Times
from handlers.words import Words, msg

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a flow; `weight` says how much it stands out there, None if it does not."""

    key: str
    name: str
    written: Callable[[Flow, Words], str]
    weight: Callable[[Flow], float | None]


def share(value: Share, words: Words) -> str:
    """Return a share with what it is of and how sure it is."""
    if value.share is None or value.low is None or value.high is None:
        return NOTHING
    return words(
        "{k} of {n} · {share} (likely {low} to {high})",
        k=value.k,
        n=value.n,
        share=words.percent(value.share),
        low=words.percent(value.low),
        high=words.percent(value.high),
    )


def times(value: Times, words: Words) -> str:
    """Return within which time half of them and 85 % were there."""
    if value.median is None:
        return words("half of them not yet") if value.n else NOTHING
    half = words("half within {time}", time=words.hours(value.median))
    most = value.p85
    rest = words("85 % within {time}", time=words.hours(most)) if most is not None else words("85 % not yet")
    return f"{half} · {rest}"


def count(value: Count, words: Words) -> str:
    """Return how many of how many."""
    return words("{k} of {n}", k=value.k, n=value.n) if value.n else NOTHING


def _moved(flow: Flow, words: Words) -> str:
    return words(
        "{opened} new · {closed} closed · {open} open", opened=flow.opened, closed=flow.closed, open=flow.open
    )


def _overdue(flow: Flow, words: Words) -> str:
    late = words("{overdue} overdue", overdue=flow.overdue)
    oldest = flow.oldest_open_hours
    if oldest is None:
        return late
    age = words("oldest open for {time}", time=words.hours(oldest))
    return f"{late} · {age}"


def _unless_all(value: Count) -> float | None:
    return 1 - value.k / value.n if value.n and value.k < value.n else None


MEASURES = (
    Measure("moved", msg("New, closed, open"), _moved, lambda flow: flow.opened or None),
    Measure(
        "accept_target",
        msg("Accepted in time"),
        lambda flow, words: share(flow.accept_target, words),
        lambda flow: (
            None if flow.accept_target.share in {None, 1.0} else 1 - (flow.accept_target.share or 0.0)
        ),
    ),
    Measure(
        "hours_to_accept",
        msg("Time until accepted"),
        lambda flow, words: times(flow.hours_to_accept, words),
        lambda flow: flow.hours_to_accept.median,
    ),
    Measure(
        "hours_to_close",
        msg("Time until closed"),
        lambda flow, words: times(flow.hours_to_close, words),
        lambda flow: flow.hours_to_close.median,
    ),
    Measure("overdue", msg("Overdue, and the oldest"), _overdue, lambda flow: flow.oldest_open_hours),
    Measure(
        "never_accepted",
        msg("Not accepted in time, and still not"),
        lambda flow, _: str(flow.never_accepted),
        lambda flow: flow.never_accepted or None,
    ),
    Measure(
        "ping_pong",
        msg("Back and forth"),
        lambda flow, words: count(flow.ping_pong, words),
        lambda flow: flow.ping_pong.k or None,
    ),
    Measure(
        "complete_and_accurate",
        msg("Started without asking back"),
        lambda flow, words: count(flow.complete_and_accurate, words),
        lambda flow: _unless_all(flow.complete_and_accurate),
    ),
)
