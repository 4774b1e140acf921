"""What the guest may phrase of a weekly summary: the sentence on top, and each thing to talk about with its question.

It decides nothing of it: the points, their figures and whose they are come from the rules. What is withheld is not in
the summary any more from which this is made, and no name is in it at all.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from bot.domain.guest import topics
from bot.domain.guest.claims import Claim, counted, part
from bot.domain.guest.inquiry import Inquiry, Task
from bot.domain.guest.worded import Worded, WordedPoint
from bot.domain.guest.wording import FLOW, NEED, SOURCE, TARGET, Sentence, accepted, figures
from bot.domain.summary.figures import Headline, Pair, PointKind, Summary, TalkingPoint

LANGUAGES = {"de": "German, addressing nobody", "en": "British English"}

_INSTRUCTION = """\
You phrase a weekly report about handoffs between departments, for all who read its channel. The data is JSON: what was \
found, with the figures that may be named. Write {language}. Be friendly and appreciative: no blame, no comparison, no \
ranking, no people. "sentence": one or two short sentences on top of the report, with the totals and the first point. \
"points", in their order: "seen" says in one sentence what was found, "question" is one open question to its owner that \
helps both sides. Write each figure exactly as in the data, in digits; no other number, amount or share, and nothing that \
is not in the data. Write placeholders in braces as they are: {{flow}} once in "sentence" and in each "seen"; {{from}} or \
{{to}} in each "question"; {{need}} where the data has it. They stand for names; write no other names."""

_FOUND = {
    PointKind.STALLED: "{flow} is stuck: few offers were accepted in time",
    PointKind.PING_PONG: "{flow} goes back and forth: handoffs came back to departments that had had them",
    PointKind.NEED_ASKED: "{flow}: {to} had to ask back, most often for {need}",
    PointKind.ONE_WAY: "{flow} runs one way: handoffs go over, none come back",
    PointKind.SILENT: "{flow} has gone silent: it ran in the weeks before, and not in this week",
}
_HOLDERS = frozenset({FLOW, SOURCE, TARGET})


@dataclass(frozen=True, slots=True)
class AskedPoint:
    """What is asked for the point at `place`."""

    place: int
    kind: PointKind
    seen: Sentence
    question: Sentence


@dataclass(frozen=True, slots=True)
class Phrasing:
    """What is asked for a summary in one language; what may not leave is not asked for."""

    language: str
    sentence: Sentence | None
    points: tuple[AskedPoint, ...]

    def inquiry(self) -> Inquiry[Worded]:
        """Return the question to the language model."""
        instruction = _INSTRUCTION.format(language=LANGUAGES[self.language])
        totals = figures(self.sentence, self.language) if self.sentence else None
        material = {"sentence": totals, "points": [self._given(point) for point in self.points]}
        written = json.dumps(material, ensure_ascii=False, indent=1)
        return Inquiry(Task.WORDING, instruction, written, Worded)

    def checked(self, answer: Worded, names: Collection[str]) -> Worded:
        """Return of the answer what may be shown; each sentence stands or falls by itself."""
        asked = {point.place: (answer.point(order), point) for order, point in enumerate(self.points)}
        points = [
            self._point(*asked[place], names) if place in asked else WordedPoint() for place in range(3)
        ]
        return Worded(sentence=self._text(answer.sentence, self.sentence, names), points=tuple(points))

    def _given(self, point: AskedPoint) -> Mapping[str, object]:
        return {
            "found": _FOUND[point.kind],
            "figures": figures(point.seen, self.language),
            "owner": "the lead of {from}" if point.kind in _SENDERS else "the lead of {to}",
        }

    def _point(self, answer: WordedPoint, point: AskedPoint, names: Collection[str]) -> WordedPoint:
        seen, question = (
            self._text(text, asked, names)
            for text, asked in ((answer.seen, point.seen), (answer.question, point.question))
        )
        return WordedPoint(seen=seen, question=question)

    def _text(self, answer: str, asked: Sentence | None, names: Collection[str]) -> str:
        return (accepted(answer, asked, self.language, names) or "") if asked else ""


_SENDERS = {PointKind.ONE_WAY, PointKind.SILENT}


def phrasing(summary: Summary, language: str, may_leave: Callable[[Pair], bool]) -> Phrasing | None:
    """Return what to ask for a summary; None where our own words say all that there is."""
    points = tuple(
        AskedPoint(place, point.kind, _seen(point), _question())
        for place, point in enumerate(summary.talking_points[:3])
        if may_leave(point.pair)
    )
    first = bool(points) and points[0].place == 0
    return Phrasing(language, _on_top(summary.headline) if first else None, points) if points else None


def _on_top(headline: Headline) -> Sentence | None:
    if headline.totals is None or headline.point is None:
        return None
    claims = (
        counted("handoffs", topics.OPENED, headline.totals.opened),
        counted("closed", topics.CLOSED, headline.totals.closed),
        *_claims(headline.point),
    )
    needed = frozenset({FLOW, NEED} if headline.point.kind is PointKind.NEED_ASKED else {FLOW})
    return Sentence(claims, _HOLDERS | ({NEED} if headline.need else needed), needed)


def _seen(point: TalkingPoint) -> Sentence:
    needed = frozenset({FLOW, NEED} if point.kind is PointKind.NEED_ASKED else {FLOW})
    return Sentence(_claims(point), _HOLDERS | needed, needed, longest=180)


def _question() -> Sentence:
    """Return what a question may say: no figures, but "without" and "no", which count as none."""
    nothing = counted("nothing", topics.ANYTHING, 0, needed=False)
    return Sentence((nothing,), _HOLDERS, ends="?", longest=160)


def _claims(point: TalkingPoint) -> tuple[Claim, ...]:
    facts = {name: int(value) for name, value in point.facts.items() if not isinstance(value, str)}
    match point.kind:
        case PointKind.STALLED:
            return (part("accepted in time", topics.IN_TIME, facts["k"], facts["n"]),)
        case PointKind.PING_PONG:
            return (part("came back", topics.CAME_BACK, facts["k"], facts["n"]),)
        case PointKind.NEED_ASKED:
            return (counted("times asked back", topics.ASKED_BACK, facts["times"]),)
        case PointKind.ONE_WAY:
            nothing = counted("back", topics.NOTHING_BACK, 0, needed=False)
            return (counted("over", topics.ONE_WAY, facts["opened"]), nothing)
        case PointKind.SILENT:
            return (counted("in this week", topics.SILENT, 0, needed=False),)
