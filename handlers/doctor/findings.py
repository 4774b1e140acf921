"""What the doctor found, one line each."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from typing_extensions import override


class Level(StrEnum):
    """How bad it is; the value is the sign in front of the line."""

    GOOD = "✓"
    ODD = "!"
    BAD = "✗"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; where it is not good, the text tells the mend."""

    level: Level
    text: str

    @override
    def __str__(self) -> str:
        return f"{self.level} {self.text}"


def good(text: str) -> Finding:
    """Return a finding that needs nothing done."""
    return Finding(Level.GOOD, text)


def odd(text: str) -> Finding:
    """Return a finding that may be meant, or cannot be seen from here."""
    return Finding(Level.ODD, text)


def bad(text: str) -> Finding:
    """Return a finding that keeps Staffel from working."""
    return Finding(Level.BAD, text)


def worst(findings: Iterable[Finding]) -> Level:
    """Return the worst level among the findings."""
    levels = {finding.level for finding in findings}
    return next((level for level in (Level.BAD, Level.ODD) if level in levels), Level.GOOD)
