"""What the guest thinks of a message where the rules are unsure; it has to show the words that made it think so."""

from typing import Literal

from pydantic import BaseModel, Field

from bot.domain.detector.deciding import Kind
from bot.domain.detector.folding import fold
from bot.domain.detector.stripping import strip
from bot.domain.guest.inquiry import Inquiry, Task

_ENOUGH = 2
"""A single word proves nothing."""
_INSTRUCTION = """\
The data is one message of a company's chat. Does its author tell that they have passed a piece of work to another \
department by mail, ticket or message and regard it as done for themselves, although nobody there has accepted it \
("fire_and_forget")? Or has somebody accepted it, or does the author stay on it ("closed_loop")? Anything else, as a \
question, a plan, an information or what others did, is "harmless". If in doubt it is "harmless". Quote the words of \
the message that made you think so, exactly as they stand there."""


class Opinion(BaseModel):
    """One of the detector's kinds, and words of the message."""

    kind: Literal["fire_and_forget", "closed_loop", "harmless"]
    words: str = Field(max_length=200)


def inquiry(text: str) -> Inquiry[Opinion]:
    """Return the question about a message: what its author writes now, without quotes, code and signature."""
    return Inquiry(Task.SECOND_OPINION, _INSTRUCTION, strip(text), Opinion)


def sounds_thrown(opinion: Opinion, text: str) -> bool:
    """Return whether the opinion is that the matter was thrown, and its words stand in what was asked about."""
    words, said = _alike(opinion.words), _alike(strip(text))
    proven = len(words.split()) >= _ENOUGH and f" {words} " in f" {said} "
    return opinion.kind == Kind.FIRE_AND_FORGET.value and proven


def _alike(text: str) -> str:
    """Return the words of a text, folded; what stands between them does not matter."""
    return " ".join("".join(char if char.isalnum() else " " for char in fold(text)).split())
