"""The handoffs that a matter was handed on by: those that it is a part of, and its own parts."""

from dataclasses import dataclass

from bot.domain.matter.handoff import Handoff


@dataclass(frozen=True, slots=True)
class Part:
    """A part that was handed on; `depth` is 1 for a part of the handoff itself, 2 for a part of that."""

    handoff: Handoff
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain around one handoff: `above` from the whole to the next, `below` each part before its own parts."""

    above: tuple[Handoff, ...] = ()
    below: tuple[Part, ...] = ()


ALONE = Chain()
"""Of most handoffs."""
