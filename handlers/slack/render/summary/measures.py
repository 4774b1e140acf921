"""The figures that each flow has: how they are written, and where they stand out most."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.summary.figures import Count, Flow, Share, Times
from handlers.words import Words, msg

NOTHING = "–"


Written = Callable[[Flow, Words], str]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a flow, in full and `short`; `weight` says how much it stands out there, None if it does not."""

    key: str
    name: str
    written: Written
    short: Written
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
        return _half(value, words)
    most = value.p85
    rest = words("85 % within {time}", time=words.hours(most)) if most is not None else words("85 % not yet")
    return f"{_half(value, words)} · {rest}"


def count(value: Count, words: Words) -> str:
    """Return how many of how many."""
    return words("{k} of {n}", k=value.k, n=value.n) if value.n else NOTHING


def _half(value: Times, words: Words) -> str:
    if value.median is None:
        return words("half of them not yet") if value.n else NOTHING
    return words("half within {time}", time=words.hours(value.median))


def _moved(flow: Flow, words: Words) -> str:
    return words(
        "{opened} new · {closed} closed · {open} open", opened=flow.opened, closed=flow.closed, open=flow.open
    )


def _overdue(flow: Flow, words: Words) -> str:
    late = words("{overdue} overdue", overdue=flow.overdue)
    return late if flow.oldest_open_hours is None else f"{late} · {_oldest(flow, words)}"


def _oldest(flow: Flow, words: Words) -> str:
    return words("oldest open for {time}", time=words.hours(flow.oldest_open_hours or 0.0))


def _late(flow: Flow) -> float | None:
    share_in_time = flow.accept_target.share
    return None if share_in_time in {None, 1.0} else 1 - (share_in_time or 0.0)


def _asked_back(flow: Flow) -> float | None:
    ready = flow.complete_and_accurate
    return 1 - ready.k / ready.n if ready.k < ready.n else None


MEASURES = (
    Measure(
        "moved",
        msg("New, closed, open"),
        _moved,
        lambda flow, words: words("{opened} new", opened=flow.opened),
        lambda flow: flow.opened or None,
    ),
    Measure(
        "accept_target",
        msg("Accepted in time"),
        lambda flow, words: share(flow.accept_target, words),
        lambda flow, words: count(Count(flow.accept_target.k, flow.accept_target.n), words),
        _late,
    ),
    Measure(
        "hours_to_accept",
        msg("Time until accepted"),
        lambda flow, words: times(flow.hours_to_accept, words),
        lambda flow, words: _half(flow.hours_to_accept, words),
        lambda flow: flow.hours_to_accept.median,
    ),
    Measure(
        "hours_to_close",
        msg("Time until closed"),
        lambda flow, words: times(flow.hours_to_close, words),
        lambda flow, words: _half(flow.hours_to_close, words),
        lambda flow: flow.hours_to_close.median,
    ),
    Measure(
        "overdue", msg("Overdue, and the oldest"), _overdue, _oldest, lambda flow: flow.oldest_open_hours
    ),
    Measure(
        "never_accepted",
        msg("Not accepted in time, and still not"),
        lambda flow, _: str(flow.never_accepted),
        lambda flow, _: str(flow.never_accepted),
        lambda flow: flow.never_accepted or None,
    ),
    Measure(
        "ping_pong",
        msg("Back and forth"),
        lambda flow, words: count(flow.ping_pong, words),
        lambda flow, words: count(flow.ping_pong, words),
        lambda flow: flow.ping_pong.k or None,
    ),
    Measure(
        "complete_and_accurate",
        msg("Started without asking back"),
        lambda flow, words: count(flow.complete_and_accurate, words),
        lambda flow, words: count(flow.complete_and_accurate, words),
        _asked_back,
    ),
)
