"""The words of a language model that are kept with a week: they were checked, and have placeholders for all names."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

Text = Annotated[str, StringConstraints(max_length=400)]


@dataclass(frozen=True, slots=True)
class Passage:
    """What the words are for: a view of a week in one language; `figure` is empty, or the figure that they explain."""

    week: str
    scope: str | None
    language: str
    figure: str = ""


class WordedPoint(BaseModel, frozen=True):
    """A thing to talk about: what was seen, and a question that helps. What is empty is said in our own words."""

    seen: Text = ""
    question: Text = ""


class Worded(BaseModel, frozen=True):
    """The sentence on top of a week, and its points in their order. What is empty is said in our own words."""

    sentence: Text = ""
    points: tuple[WordedPoint, ...] = Field(default=(), max_length=3)

    def point(self, place: int) -> WordedPoint:
        """Return the words for the point at `place`, counted from 0."""
        return self.points[place] if place < len(self.points) else WordedPoint()

    @property
    def any(self) -> bool:
        """Return whether anything of it is in the model's words."""
        return bool(self.sentence or any(one.seen or one.question for one in self.points))


NOT_WORDED = Worded()
