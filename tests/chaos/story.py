"""What people do with one matter, from the offer to the confirmation; every act carries words of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bot.domain.matter.events import Activity
from bot.domain.matter.transitions import Action
from tests.chaos.company import CHANNELS, MEMBERS, READ_BACK


@dataclass(frozen=True, slots=True)
class Step:
    """One act: who does what, the field that is filled in, and the words that must stand in the log once."""

    actor: str
    action: Action
    activity: Activity
    field: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """One piece of work with its course."""

    name: str
    requester: str
    department: str
    steps: tuple[Step, ...]

    @property
    def channel(self) -> str:
        """Return the channel of the receiving department."""
        return CHANNELS[self.department]


def matters(count: int, random: Random) -> list[Matter]:
    """Return as many matters with courses drawn from `random`."""
    return [_matter(f"Matter {number:05}", random) for number in range(1, count + 1)]


def _matter(name: str, random: Random) -> Matter:
    sender, receiver = random.sample(sorted(MEMBERS), 2)
    requester, assignee = random.choice(MEMBERS[sender]), random.choice(MEMBERS[receiver])
    asks, reopens = random.random() < 0.3, random.random() < 0.2
    steps = tuple(_steps(name, requester, assignee, asks=asks, reopens=reopens, says=receiver in READ_BACK))
    return Matter(name, requester, receiver, steps)


def _steps(
    name: str, requester: str, assignee: str, *, asks: bool, reopens: bool, says: bool
) -> Iterator[Step]:
    def words(what: str) -> str:
        return f"{what} for {name}."

    if asks:
        question, answer = words("Question"), words("Answer")
        yield Step(assignee, Action.ASK_INFORMATION, Activity.INFORMATION_ASKED, "question", question)
        yield Step(requester, Action.ANSWER_INFORMATION, Activity.INFORMATION_ANSWERED, "answer", answer)
    if says:
        yield Step(assignee, Action.ACCEPT, Activity.ACCEPTED, "next_step", words("Next step"))
    else:
        yield Step(assignee, Action.ACCEPT, Activity.ACCEPTED)
    if reopens:
        yield Step(assignee, Action.FINISH, Activity.FINISHED, "result", words("First result"))
        yield Step(requester, Action.REOPEN, Activity.REOPENED, "reason", words("Reason"))
    yield Step(assignee, Action.FINISH, Activity.FINISHED, "result", words("Result"))
    yield Step(requester, Action.CONFIRM, Activity.CONFIRMED, "thanks", words("Thanks"))
