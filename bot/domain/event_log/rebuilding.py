"""From the rows of a case to its handoff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from bot.domain.event_log.course import Course
from bot.domain.event_log.rows import BadRow, LogRow
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import ENDED, Brief, Handoff, Question, State


@dataclass(frozen=True, slots=True)
class Frame:
    """What a log does not tell: the workspace, the channel of each department, and the summary of what is imported.

    `summary` is a template with a place for `{case}`.
    """

    workspace: str
    channels: Mapping[str, str]
    summary: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A case's handoff, and its log."""

    case: str
    handoff: Handoff
    events: tuple[Event, ...]


def follow(rows: Sequence[LogRow | BadRow]) -> Course | BadRow:
    """Return where the rows of a case lead, or the first of them that is bad or does not fit."""
    course = Course()
    for row in rows:
        if isinstance(row, BadRow):
            return row
        if wrong := course.wrong(row):
            return _bad(wrong, row, course)
        course.take(row)
    return _bad("not_offered", course.rows[-1], course) if course.unfinished else course


def rebuild(course: Course, number: int, frame: Frame) -> Rebuilt:
    """Return the handoff as the case's rows leave it."""
    first, last = course.rows[0], course.rows[-1]
    asked = course.state is State.NEEDS_INFO
    handoff = Handoff(
        workspace=frame.workspace,
        number=number,
        state=course.state,
        requester=first.actor,
        from_department=first.from_department,
        to_department=course.department,
        brief=Brief(
            summary=frame.summary.format(case=first.case),
            due=datetime.fromisoformat(first.detail) if first.detail else None,
        ),
        opened_at=first.at,
        changed_at=last.at,
        state_since=course.since or last.at,
        events=len(course.rows),
        hop=course.hop,
        assignee=course.assignee,
        resume=course.resume,
        question=Question(course.asked_by, "", tuple(course.needs)) if asked else None,
        ended_as=last.activity.value if course.state in ENDED else "",
        channel=frame.channels.get(course.department, ""),
        handed_on=sum(row.activity is Activity.HANDED_ON for row in course.rows),
    )
    return Rebuilt(
        first.case,
        handoff,
        tuple(_event(sequence, course.rows) for sequence in range(1, len(course.rows) + 1)),
    )


def _bad(reason: str, row: LogRow, course: Course) -> BadRow:
    facts = {"activity": row.activity.value}
    if course.rows:
        facts |= {
            "after": course.rows[-1].activity.value,
            "sender": course.rows[0].from_department,
            "receiver": course.department,
        }
    return BadRow(row.line, row.case, reason, facts)


def _event(sequence: int, rows: Sequence[LogRow]) -> Event:
    row = rows[sequence - 1]
    return Event(
        sequence,
        row.activity,
        row.at,
        row.actor,
        row.from_department,
        row.to_department,
        row.detail,
        _said(sequence - 1, rows),
    )


def _said(place: int, rows: Sequence[LogRow]) -> dict[str, str]:
    """Return what the log tells elsewhere, as those who read a history look for it in an entry of our own."""
    row = rows[place]
    match row.activity:
        case Activity.REROUTED:
            return {"department": rows[place + 1].to_department}
        case Activity.INFORMATION_ASKED if not place or not _same_question(rows[place - 1], row):
            together = takewhile(lambda other: _same_question(row, other), rows[place:])
            needs = " ".join(asked.detail for asked in together if asked.detail)
            return {"needs": needs} if needs else {}
        case _:
            return {"thanks": row.thanks} if row.thanks else {}


def _same_question(row: LogRow, other: LogRow) -> bool:
    return (row.activity, row.at, row.actor) == (other.activity, other.at, other.actor)
