"""What happened at Hansen & Töchter before the demo begins: flows, each with a story that its manager would know.

Weeks are counted from the oldest one, 1, to the last complete one, WEEKS; the one after it is under way.
"""

from collections.abc import Callable
from dataclasses import dataclass

WEEKS = 13
"""Twelve to compare with, and the one that the first summary is about."""

Weekly = Callable[[int], float]
"""A share, or how many, in the week of that number."""


def always(value: float) -> Weekly:
    """Return what is the same in all weeks."""
    return lambda _week: value


def until(week: int, before: float, after: float) -> Weekly:
    """Return what is `before` up to that week, and `after` from the next one on."""
    return lambda number: before if number <= week else after


_MOSTLY, _RARELY, _NEVER, _A_DAY = always(0.85), always(0.1), always(0), always(7)


@dataclass(frozen=True, slots=True)
class Flow:
    """What one department hands to another.

    `cases`: how many a week. `in_time`: the share that is accepted within four hours of work; `asked`: the share that
    is asked back for `need` before, beginning with those that are late; `hours`: about how many of work it takes;
    `ignored`: the share that nobody accepts; `bounced`: the share that is passed on to `bounces_to` and comes back;
    `thanked`: the share of what is confirmed.
    """

    source: str
    target: str
    cases: Weekly
    in_time: Weekly = _MOSTLY
    asked: Weekly = _RARELY
    need: str = ""
    hours: Weekly = _A_DAY
    ignored: Weekly = _NEVER
    bounced: float = 0
    bounces_to: str = ""
    thanked: float = 0.3


FLOWS = (
    # Half of it was asked back for the amount, until the form asked for it at once.
    Flow("sales", "accounting", always(11), until(7, 0.55, 0.9), until(7, 0.5, 0), "amount"),
    # Nobody writes the delivery date since the new price list, and without it Logistik cannot plan.
    Flow(
        "sales",
        "logistics",
        always(9),
        until(10, 0.9, 0.56),
        until(10, 0.1, 0.6),
        "delivery_date",
        hours=until(10, 8, 24),
        ignored=until(10, 0, 0.12),
    ),
    # Whose is a customer's login? IT thinks the Kundendienst's, which thinks IT's.
    Flow("sales", "it", always(6), bounced=0.45, bounces_to="service"),
    Flow("service", "it", always(6), in_time=always(0.8)),
    Flow("it", "service", always(5), in_time=always(0.8)),
    # It works, and they say so.
    Flow("service", "logistics", always(7), in_time=always(0.9), asked=always(0.05), thanked=0.8),
    Flow("accounting", "sales", always(6), thanked=0.6),
    # Freight bills came this way every week, and then no more. Where do they go? It is told when the last are closed:
    # before, there is too little to show.
    Flow("logistics", "accounting", until(WEEKS - 3, 6, 0), in_time=always(0.95)),
    # Too few to show: there are only two people in Recht.
    Flow("sales", "legal", always(2), in_time=always(0.5)),
    Flow("legal", "accounting", always(1)),
)

COLLEAGUES = {"sales": 5, "service": 4, "accounting": 4, "logistics": 4, "it": 4}
"""How many there are besides those whom the practice workspace knows; they are known by their ids only."""
