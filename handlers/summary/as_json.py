"""The summary as JSON, with names that other programs rely on."""

from collections.abc import Iterator
from dataclasses import asdict, fields

from bot.domain.summary.figures import OTHER, Flow, Pair, Prompts, Signal, Summary

Json = dict[str, object]

_PROMPTS = [field.name for field in fields(Prompts)]
_WITHHELD = Flow(OTHER, OTHER, shown=False)


def as_json(summary: Summary, narrative: str) -> Json:
    """Return the summary; what is withheld has null for its figures, so that no zero is taken for one."""
    totals = asdict(summary.totals) if summary.totals else dict.fromkeys(("opened", "closed", "open"))
    return {
        "week": summary.week,
        "since": summary.since.isoformat(),
        "until": summary.until.isoformat(),
        "scope": summary.scope,
        "departments": [*summary.departments],
        "totals": totals,
        "overall": _flow(summary.overall) if summary.overall else None,
        "flows": [*_flows(summary)],
        "reciprocity": [asdict(pair) for pair in summary.reciprocity],
        "hhi": summary.hhi,
        "most_asked_needs": [asdict(asked) for asked in summary.most_asked_needs],
        "prompts": asdict(summary.prompts) if summary.prompts else dict.fromkeys(_PROMPTS),
        "signals": [_signal(signal) for signal in summary.signals],
        "talking_points": [_told(asdict(point)) for point in summary.talking_points],
        "last_week": [_told(asdict(follow_up)) for follow_up in summary.last_week],
        "blind_spots": [asdict(spot) for spot in summary.blind_spots],
        "thanks": [_told(asdict(thanks)) for thanks in summary.thanks],
        "narrative": narrative,
    }


def _flows(summary: Summary) -> Iterator[Json]:
    for flow in (*summary.flows, *((summary.other,) if summary.other else ())):
        yield _flow(flow)
    for pair in summary.withheld:
        yield _emptied(_told({**asdict(_WITHHELD), **asdict(pair)}))


def _flow(flow: Flow) -> Json:
    return _told(asdict(flow))


def _emptied(flow: Json) -> Json:
    return {
        name: value if name in {"from", "to", "shown"} else _nothing(value) for name, value in flow.items()
    }


def _nothing(value: object) -> object:
    return dict.fromkeys(value) if isinstance(value, dict) else None


def _signal(signal: Signal) -> Json:
    return _told({**asdict(signal), **_ends(signal.pair)}, left_out="pair")


def _ends(pair: Pair | None) -> Json:
    return asdict(pair) if pair else {"source": None, "target": None}


def _told(value: Json, left_out: str = "") -> Json:
    """Call the ends of flows `from` and `to`, wherever they stand in `value`."""
    names = {"source": "from", "target": "to"}
    return {
        names.get(name, name): _told(inner) if isinstance(inner, dict) else inner
        for name, inner in value.items()
        if name != left_out
    }
