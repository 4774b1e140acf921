"""Which flows have too little to show, so that no figure tells of single people.

What is shown is chosen once a week for everything that is shown: the view of a department, the CSV and every picture are
cut out of the same figures and add none. So there are two ways to a withheld flow only, and both are closed here.

- **By subtraction from the totals.** The withheld flows together are shown as one, and that one has to pass the same
  threshold and to be made of at least two. Otherwise the smallest of the others is withheld too.
- **By the week after.** What is open at the end of a week is what is open a week later, less what was opened and plus
  what was closed. So a flow that was too small stays withheld for one more week, even if it is empty by then; and of the
  flows that were withheld together none or at least two stay so, or the last one could be told from the others.
"""

from collections.abc import Collection, Iterable, Mapping

from bot.domain.prompting.prompts import Counts
from bot.domain.summary.counting import Key
from bot.domain.summary.figures import Prompts
from bot.domain.summary.tally import FEWEST, Tally, enough

_FEWEST_MERGED = 2


def small(tallies: Mapping[Key, Tally]) -> frozenset[Key]:
    """Return the flows that have too little to show by themselves."""
    return frozenset(key for key, tally in tallies.items() if not tally.enough)


def withheld(
    tallies: Mapping[Key, Tally], small_before: Collection[Key] = (), withheld_before: Collection[Key] = ()
) -> frozenset[Key] | None:
    """Return the flows that are not shown, given those of the week before; None if not even the totals may be."""
    hidden = {*small(tallies), *small_before}
    others = sorted(tallies.keys() - hidden, key=lambda key: _size(tallies, key))
    while hidden and not _merged_enough([tallies[key] for key in hidden if key in tallies]):
        if not others:
            return None
        hidden.add(others.pop(0))
    company = sorted(set(withheld_before) - hidden, key=lambda key: _size(tallies, key))
    if company and len(hidden.intersection(withheld_before)) == 1:
        hidden.add(company[0])
    return frozenset(hidden)


def prompts_shown(counts: Counts, authors: int) -> Prompts | None:
    """Return what may be told of the prompts to so many people; None if these are too few."""
    if counts.shown and min(counts.shown, authors) < FEWEST:
        return None
    return Prompts(counts.shown, counts.turned, counts.dismissed)


def _merged_enough(tallies: Collection[Tally]) -> bool:
    return len(tallies) >= _FEWEST_MERGED and enough(
        sum(tally.handoffs for tally in tallies),
        _all(tally.senders for tally in tallies),
        _all(tally.receivers for tally in tallies),
    )


def _size(tallies: Mapping[Key, Tally], key: Key) -> tuple[int, Key]:
    return tallies[key].handoffs if key in tallies else 0, key


def _all(groups: Iterable[set[str]]) -> set[str]:
    return set().union(*groups)
