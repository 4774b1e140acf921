"""A long thread in the guest's words: each line stands for one message, which people can look up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, Field

from bot.domain.guest.grounding import grounded
from bot.domain.guest.inquiry import Inquiry, Task
from bot.domain.reading.threads import Remark
from bot.domain.text import one_line, shorten

_READ = 60
"""As many remarks are sent, the latest ones."""
_OF_EACH = 400
_LONGEST = 160
_INSTRUCTION = """\
The data is a thread of a company's chat about one piece of work, oldest message first, each with its number. Somebody \
takes the work over and has no time to read it. Give at most three lines: the last question that matters with its \
answer, what was promised or decided, and how it stands now. Each line names the number of the one message that it \
comes from, and says in at most {longest} characters, in {language}, what that message says. Name nobody: who wrote it \
is shown beside it. Use only numbers, names and dates that stand in that message."""
_LANGUAGES = {"de": "German", "en": "English"}


class Line(BaseModel):
    """One line; `message` is the number of the message that it comes from."""

    message: int
    text: str = Field(max_length=_LONGEST)


class Lines(BaseModel):
    """What the thread has come to."""

    lines: list[Line] = Field(min_length=1, max_length=3)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What one remark says, in the guest's words."""

    remark: Remark
    text: str


def inquiry(remarks: Sequence[Remark], names: Mapping[str, str], language: str) -> Inquiry[Lines]:
    """Return the question about a thread; `names` are of those who wrote in it or are named there, by user id."""
    told = [
        f"{number}. {names.get(remark.author, '?')}: {shorten(one_line(remark.text), _OF_EACH)}"
        for number, remark in enumerate(remarks, 1)
    ]
    instruction = _INSTRUCTION.format(longest=_LONGEST, language=_LANGUAGES[language])
    material = "\n".join(told[-_READ:])
    return Inquiry(Task.CATCH_UP, instruction, material, Lines, tuple(names.values()), waits=True)


def phrased(answer: Lines, remarks: Sequence[Remark], names: Mapping[str, str]) -> tuple[Phrase, ...]:
    """Return the lines in the order of time; none at all if one of them says what its message does not."""
    thread = " ".join([*(remark.text for remark in remarks), *names.values()])
    lines: dict[int, Phrase] = {}
    for line in answer.lines:
        text = one_line(line.text)
        if not (text and 1 <= line.message <= len(remarks)) or line.message in lines:
            return ()
        remark = remarks[line.message - 1]
        if not grounded(text, remark.text, thread, names.values()):
            return ()
        lines[line.message] = Phrase(remark, text)
    return tuple(lines[number] for number in sorted(lines))
