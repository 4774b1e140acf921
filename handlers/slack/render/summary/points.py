"""What is worth talking about: what was seen, a question that helps, and whose it is to ask."""

from bot.domain.guest.worded import WordedPoint
from bot.domain.summary.figures import Became, FollowUp, PointKind, TalkingPoint
from handlers.slack.render.content import Json
from handlers.slack.render.rich import Bold, Line, Part, element, joined, paragraph, rich, text
from handlers.slack.render.summary.phrased import phrased
from handlers.slack.render.summary.told import Told
from handlers.words import msg

_MOST = 3

_SEEN = {
    PointKind.STALLED: msg("{flow} is stuck: {k} of {n} were accepted in time"),
    PointKind.PING_PONG: msg("{flow} goes back and forth: {k} of {n} came back to where they had been"),
    PointKind.NEED_ASKED: msg("{flow}: {target} had to ask back {times} times, most of all for: {need}"),
    PointKind.ONE_WAY: msg("{flow} runs one way: {opened} over, nothing back"),
    PointKind.SILENT: msg("{flow} has gone silent: nothing in this week"),
}
_QUESTIONS = {
    PointKind.STALLED: msg("When did {target} accept at once, and what was different then?"),
    PointKind.PING_PONG: msg("How could {source} see at once who has what it takes?"),
    PointKind.NEED_ASKED: msg("What would help {target} to start without asking back?"),
    PointKind.ONE_WAY: msg("What would {target} like to hand to {source}?"),
    PointKind.SILENT: msg("What works so well between {source} and {target} that it needs no handoffs?"),
}
_BECAME = {
    Became.SETTLED: msg("{flow}: is solved. What helped?"),
    Became.REMAINS: msg("{flow}: is still so."),
    Became.TOO_FEW: msg("{flow}: too few to tell."),
}


def points(told: Told) -> list[Json]:
    """Return the block of at most three things to talk about, or none."""
    shown = told.summary.talking_points[:_MOST]
    if not shown:
        return []
    return paragraph(
        element(Bold(told.words("Worth talking about"))),
        *(_point(told, one, told.worded.point(place)) for place, one in enumerate(shown)),
    )


def last_week(told: Told) -> list[Json]:
    """Return the block that says what became of last week's three, or none."""
    lines = [_follow_up(told, one) for one in told.summary.last_week[:_MOST]]
    return paragraph(element(Bold(told.words("What became of last week's"))), *lines) if lines else []


def seen(told: Told, point: TalkingPoint) -> Line:
    """Return what was seen, without a full stop; its figures are those of the table."""
    return rich(told.words(_SEEN[point.kind]), **_parts(told, point))


def asked_of(told: Told, point: TalkingPoint) -> str:
    """Return the question that helps."""
    source, target = told.name(point.pair.source), told.name(point.pair.target)
    return told.words(_QUESTIONS[point.kind], source=source, target=target)


def _point(told: Told, point: TalkingPoint, worded: WordedPoint) -> Line:
    need = str(point.facts.get("need", ""))
    what = phrased(told, worded.seen, point.pair, need) if worded.seen else [*seen(told, point), *text(".")]
    question = (
        phrased(told, worded.question, point.pair, need) if worded.question else text(asked_of(told, point))
    )
    owner = told.words("for the lead of {department}", department=told.name(point.owner))
    return joined([[*text("•  "), *what], question, text(f"({owner})")], " ")


def _follow_up(told: Told, follow_up: FollowUp) -> Line:
    pair = follow_up.point.pair
    return [
        *text("•  "),
        *rich(told.words(_BECAME[follow_up.became]), flow=Bold(told.way(pair.source, pair.target))),
    ]


def _parts(told: Told, point: TalkingPoint) -> dict[str, Part]:
    pair, facts = point.pair, {name: str(value) for name, value in point.facts.items()}
    if point.kind is PointKind.NEED_ASKED:
        facts["need"] = told.need(pair.target, facts["need"])
    return {**facts, "target": told.name(pair.target), "flow": Bold(told.way(pair.source, pair.target))}
