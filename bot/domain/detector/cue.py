"""A cue: one way in which people say that they let go of a matter, or that they do not."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a cue tells."""

    HAND_OVER = "hand_over"
    """The author has sent, forwarded or reported something."""
    LETTING_GO = "letting_go"
    """For the author the matter is done, or with somebody who has not said yes."""
    BOTH = "both"
    """Handed over and let go, in one phrase."""
    HINT = "hint"
    """Nothing by itself; of a mail to a department it tells that its author has done with it."""
    ANSWERED = "answered"
    """The other side has done something, or is thanked; so a hint alone is too little."""
    CLOSES = "closes"
    """Somebody has it, or the author stays on it."""
    DOUBT = "doubt"
    """It is not so, not yet, not meant, or not said by the author."""


class Reach(StrEnum):
    """How far a doubt reaches."""

    CLAUSE = "clause"
    """It takes back what is handed over in its clause."""
    SENTENCE = "sentence"
    """It takes back what is handed over and let go from its clause to the end of the sentence."""
    MESSAGE = "message"
    """It takes back everything."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue with its patterns (see `patterns`), texts in which it is found, and texts in which it is not.

    With a word of `unless` in the clause, outside of what was matched, it is none. `questions`: it is found in questions, and
    only there. `reach` matters for doubts.
    """

    id: str
    language: str
    role: Role
    patterns: tuple[str, ...]
    found_in: tuple[str, ...]
    not_in: tuple[str, ...]
    unless: str = ""
    reach: Reach = Reach.CLAUSE
    questions: bool = False
