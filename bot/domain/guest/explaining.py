"""What the guest may say of one figure of a week: one sentence, of the figure of everything together in that view."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from bot.domain.guest import topics
from bot.domain.guest.claims import Claim, Topic, counted, part, within
from bot.domain.guest.inquiry import Inquiry, Task
from bot.domain.guest.number_words import HALF
from bot.domain.guest.numbers import Value
from bot.domain.guest.summary_words import LANGUAGES
from bot.domain.guest.worded import Text
from bot.domain.guest.wording import Sentence, figures
from bot.domain.summary.figures import Flow, Summary, Times

_INSTRUCTION = """\
Somebody reads a weekly report about handoffs between departments and asks what one figure in it says. The data is JSON: \
what the figure is, and its value. Say in one plain, short sentence in {language} what happened, in the words that the \
data uses. Write each number exactly as in the data, in digits, right beside the word for \
what it counts; no other number, amount, share or comparison, no names, \
no people, no judgement, no reason and no advice."""


class Explained(BaseModel, frozen=True):
    """The guest's answer."""

    sentence: Text


@dataclass(frozen=True, slots=True)
class Explaining:
    """What is asked for a figure in one language, and what the answer may say."""

    says: str
    language: str
    sentence: Sentence

    def inquiry(self) -> Inquiry[Explained]:
        """Return the question to the language model, for which somebody waits."""
        material = {"figure": self.says, "value": figures(self.sentence, self.language)}
        written = json.dumps(material, ensure_ascii=False, indent=1)
        instruction = _INSTRUCTION.format(language=LANGUAGES[self.language])
        return Inquiry(Task.EXPLAINING, instruction, written, Explained, waits=True)


def explaining(summary: Summary, figure: str, language: str) -> Explaining | None:
    """Return what to ask for a figure; None where it has no value, or is more than one sentence can say."""
    if summary.overall is None or figure not in _FIGURES:
        return None
    says, claims_of = _FIGURES[figure]
    claims = claims_of(summary.overall)
    return Explaining(says, language, Sentence(claims, frozenset(), longest=200)) if claims else None


def concerned(summary: Summary) -> tuple[str, ...]:
    """Return whose figures these are: the department's whose view it is, and both of a flow that is alone in it."""
    own = {summary.scope} if summary.scope else set()
    if len(summary.flows) == 1 and summary.other is None:
        own |= {summary.flows[0].source, summary.flows[0].target}
    return tuple(sorted(own))


def _moved(flow: Flow) -> tuple[Claim, ...]:
    return (
        counted("new", topics.OPENED, flow.opened),
        counted("closed", topics.CLOSED, flow.closed),
        counted("open", topics.OPEN, flow.open),
    )


def _not_accepted(flow: Flow) -> tuple[Claim, ...]:
    """Return the claim of what nobody took; "not" counts nobody."""
    nobody = counted("not", topics.NOT_ACCEPTED, 0, needed=False)
    return (counted("not accepted", topics.NOT_ACCEPTED, flow.never_accepted), nobody)


def _part(name: str, topic: Topic, k: int, n: int) -> tuple[Claim, ...]:
    return (part(name, topic, k, n),) if n else ()


def _half(name: str, topic: Topic, times: Times) -> tuple[Claim, ...]:
    """Return the claim of a median; the word "half" is a number too."""
    if times.median is None:
        return ()
    hours = within(name, topic, times.median)
    return (hours, Claim("half", topic, frozenset({Value(HALF)}), needed=False))


def _overdue(flow: Flow) -> tuple[Claim, ...]:
    late = counted("overdue", topics.OVERDUE, flow.overdue)
    if flow.oldest_open_hours is None:
        return (late,)
    return (late, within("oldest", topics.OLDEST, flow.oldest_open_hours))


def _ready(flow: Flow) -> tuple[Claim, ...]:
    """Return the claim of those that began without a question, and that "without" counts the questions."""
    ready = flow.complete_and_accurate
    claims = _part("started without asking back", topics.READY, ready.k, ready.n)
    return (*claims, counted("without", topics.ASKING, 0, needed=False)) if claims else ()


_FIGURES: Mapping[str, tuple[str, Callable[[Flow], tuple[Claim, ...]]]] = {
    "moved": (
        "how many handoffs were new, how many closed, and how many open when the week ended",
        _moved,
    ),
    "accept_target": (
        "how many offers were accepted in time",
        lambda flow: _part("accepted in time", topics.IN_TIME, flow.accept_target.k, flow.accept_target.n),
    ),
    "hours_to_accept": (
        "half of the offers were accepted within so many business hours",
        lambda flow: _half("half accepted within", topics.HALF_ACCEPTED, flow.hours_to_accept),
    ),
    "hours_to_close": (
        "half of the handoffs were closed within so many business hours",
        lambda flow: _half("half closed within", topics.HALF_CLOSED, flow.hours_to_close),
    ),
    "overdue": (
        "how many open handoffs were overdue when the week ended, and how old the oldest open handoff was",
        _overdue,
    ),
    "never_accepted": (
        "how many offers were still not accepted when the week ended",
        _not_accepted,
    ),
    "ping_pong": (
        "how many handoffs came back to a department that had had them before",
        lambda flow: _part("came back", topics.CAME_BACK, flow.ping_pong.k, flow.ping_pong.n),
    ),
    "complete_and_accurate": ("how many handoffs were started without asking back", _ready),
}
"""What each figure is, for the guest, and what may be said of it."""
