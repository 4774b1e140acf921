"""What is wrong with a file, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from bot.errors import StaffelError

Place = tuple[str | int, ...]
"""Where a value stands in the file: ("departments", 1, "lead")."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value; its line is looked up from the path."""

    path: Place
    text: str


@dataclass(frozen=True, slots=True, order=True)
class FileProblem:
    """One problem; `line` counts from 1, and is 0 where the whole file is meant."""

    line: int
    field: str
    text: str


class OrganisationFileError(StaffelError):
    """The file cannot be taken as it is; `problems` are in the order of the file, one line each in its text."""

    def __init__(self, file: str, problems: Iterable[FileProblem]) -> None:
        self.file = file
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(self._line(problem) for problem in self.problems))

    def _line(self, problem: FileProblem) -> str:
        where = f"{self.file}:{problem.line}" if problem.line else self.file
        return ": ".join(part for part in (where, problem.field, problem.text) if part)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the end of a sentence that proposes the known word that is nearest, or nothing."""
    near = get_close_matches(word.casefold(), list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""
