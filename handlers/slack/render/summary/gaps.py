"""What has changed beyond chance, what nobody may be looking at, and what is not shown."""

from collections.abc import Callable

from bot.domain.summary.figures import BlindSpot, BlindSpotKind, Signal, SignalRule
from handlers.slack.render.content import Json
from handlers.slack.render.rich import Bold, Line, element, paragraph, text
from handlers.slack.render.summary.measures import MEASURES
from handlers.slack.render.summary.told import Told
from handlers.words import Words, msg

_MOST = 5

_SPOTS = {
    BlindSpotKind.WENT_SILENT: msg("{flow}: nothing any more"),
    BlindSpotKind.ONE_WAY: msg("{flow}: one way only"),
    BlindSpotKind.RULE_NOT_REVIEWED: msg("{department}: a routing rule that nobody has reviewed for long"),
    BlindSpotKind.RULE_OVERRIDDEN: msg(
        "{department}: a routing rule against which senders often choose otherwise"
    ),
    BlindSpotKind.NEED_ASKED: msg("{department}: asks back for the same week after week: {need}"),
}
_RULES = {
    SignalRule.OUTSIDE: msg("{what}: {value}, usually {centre}"),
    SignalRule.RUN_OF_8: msg("{what}: {value}, usually {centre}; eight weeks in a row on this side"),
    SignalRule.NEAR_LIMIT: msg("{what}: {value}, usually {centre}; for some weeks now"),
}
_COUNTED = {"opened": msg("new handoffs"), "closed": msg("closed handoffs"), "open": msg("open handoffs")}
_NAMES = {measure.key: measure.name for measure in MEASURES}


def changes(told: Told) -> list[Json]:
    """Return the block of figures that changed more than weeks differ by chance, or none."""
    lines = [text(f"•  {_change(told, one)}") for one in told.summary.signals[:_MOST]]
    return paragraph(element(Bold(told.words("Changed, and not by chance"))), *lines) if lines else []


def blind_spots(told: Told) -> list[Json]:
    """Return the block of what nobody may be looking at, or none."""
    spots = told.summary.blind_spots
    quiet = [
        told.name(key) for one in spots if one.kind is BlindSpotKind.NO_HANDOFFS for key in one.departments
    ]
    lines = (
        [text("•  " + told.words("no handoffs at all: {departments}", departments=", ".join(quiet)))]
        if quiet
        else []
    )
    lines += [text(f"•  {_unheard(told)}")] if _deaf(told) else []
    others = [one for one in spots if one.kind in _SPOTS]
    lines += [text(f"•  {_spot(told, one)}") for one in others[: _MOST - len(lines)]]
    return paragraph(element(Bold(told.words("Easily overlooked"))), *lines) if lines else []


def withheld(told: Told) -> Line:
    """Return what is not shown, and why."""
    number = len(told.summary.withheld)
    if not number:
        return []
    return text(
        told.words.many(
            "{n} flow has too few handoffs or people to show.",
            "{n} flows have too few handoffs or people to show.",
            number,
        )
    )


def _deaf(told: Told) -> list[str]:
    """Return the departments whose channel nothing of ours reaches, as far as they are in view."""
    scope = told.summary.scope
    return [
        told.name(one.key)
        for one in told.organisation.departments
        if one.channel in told.unheard and scope in {None, one.key}
    ]


def _unheard(told: Told) -> str:
    return told.words("nothing reaches the channel of: {departments}", departments=", ".join(_deaf(told)))


def _change(told: Told, signal: Signal) -> str:
    words, figure = told.words, signal.figure.partition(".")[0]
    name = words(_COUNTED.get(figure) or _NAMES.get(figure, figure))
    where = f"{told.way(signal.pair.source, signal.pair.target)}, {name}" if signal.pair else name
    written = _unit(signal.figure, words)
    now, usually = written(signal.value), written(signal.centre)
    return words(_RULES[signal.rule], what=where, value=now, centre=usually)


def _unit(figure: str, words: Words) -> Callable[[float], str]:
    if figure.endswith("share"):
        return words.percent
    return words.hours if figure.startswith("hours_") else words.number


def _spot(told: Told, spot: BlindSpot) -> str:
    source, target = spot.departments[0], spot.departments[-1]
    need = told.need(target, str(spot.facts.get("need", "")))
    return told.words(
        _SPOTS[spot.kind], flow=told.way(source, target), department=told.name(target), need=need
    )
