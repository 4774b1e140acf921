"""Handoffs and events as rows, and back."""

from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Row

from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import ENDED, Brief, Handoff, Question, Round, Source, SourceState, State
from bot.domain.text import words
from storage.search import searched
from storage.tables import handoff_events, handoffs

_IN_BRIEF = tuple(field.name for field in fields(Brief) if field.name not in {"due", "urgent", "needs"})
_PLAIN = tuple(
    field.name
    for field in fields(Handoff)
    if field.name not in {"state", "resume", "brief", "question", "source", "trail", "round", "chosen"}
)

HANDOFF = tuple(
    handoffs.c[name]
    for name in (
        *_PLAIN,
        "state",
        "resume",
        "due_at",
        "urgent",
        "brief",
        "question",
        "source",
        "trail",
        "round",
        "chosen",
    )
)
"""What is read of a handoff."""

_OF_EVENT = tuple(field.name for field in fields(Event))
EVENT = tuple(handoff_events.c[name] for name in _OF_EVENT)
"""What is read of a log entry."""


def handoff_values(handoff: Handoff) -> dict[str, Any]:
    """Return the columns of `handoff`."""
    brief = handoff.brief
    return {
        **{name: getattr(handoff, name) for name in _PLAIN},
        "state": handoff.state.value,
        "resume": handoff.resume.value if handoff.resume else None,
        "next_actor": next_actor(handoff),
        "ended_at": handoff.state_since if handoff.state in ENDED else None,
        "due_at": brief.due,
        "urgent": brief.urgent,
        "brief": {**{name: getattr(brief, name) for name in _IN_BRIEF}, "needs": dict(brief.needs)},
        "question": asdict(handoff.question) if handoff.question else None,
        "source": asdict(handoff.source) if handoff.source else None,
        "source_channel": handoff.source.channel if handoff.source else None,
        "source_ts": handoff.source.ts if handoff.source else None,
        "trail": list(handoff.trail),
        "chosen": None if handoff.chosen is None else f" {' '.join(handoff.chosen)} ",
        "round": asdict(handoff.round) if handoff.round else None,
        "words": searched(handoff),
        "customer": " ".join(words(brief.customer)),
        "dormant": False,
    }


def read_handoff(row: Row[Any]) -> Handoff:
    """Return the handoff of a row with the columns HANDOFF."""
    return Handoff(
        **dict(
            zip(_PLAIN, row, strict=False)
        ),  # which HANDOFF begins with; by name they would take thrice as long
        state=State(row.state),
        resume=State(row.resume) if row.resume else None,
        brief=Brief(**row.brief, due=row.due_at, urgent=row.urgent),
        question=_question(row.question),
        source=_source(row.source),
        trail=tuple(row.trail),
        chosen=None if row.chosen is None else tuple(row.chosen.split()),
        round=_round(row.round),
    )


def next_actor(handoff: Handoff) -> str | None:
    """Return who has to do something now, if it is one person: it stands in their list *mine*."""
    match handoff.state:
        case State.ACCEPTED:
            return handoff.assignee
        case State.NEEDS_INFO | State.DECLINED | State.DONE:
            return handoff.requester
        case _:
            return None


def event_values(workspace: str, number: int, event: Event) -> dict[str, Any]:
    """Return the columns of a log entry."""
    own = {name: getattr(event, name) for name in _OF_EVENT}
    return {
        **own,
        "workspace": workspace,
        "number": number,
        "activity": event.activity.value,
        "said": dict(event.said),
    }


def read_event(row: Row[*tuple[Any, ...]]) -> Event:
    """Return the log entry of a row that begins with the columns EVENT."""
    return Event(**{**dict(zip(_OF_EVENT, row, strict=False)), "activity": Activity(row.activity)})


def _question(stored: dict[str, Any] | None) -> Question | None:
    return Question(**{**stored, "needs": tuple(stored["needs"])}) if stored else None


def _round(stored: dict[str, Any] | None) -> Round | None:
    lists = {name: tuple(stored[name]) for name in ("here", "there", "yes")} if stored else {}
    return Round(**{**stored, **lists}) if stored else None


def _source(stored: dict[str, Any] | None) -> Source | None:
    return Source(**{**stored, "state": SourceState(stored["state"])}) if stored else None
