"""From the rows of a case to its handoff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.event_log.course import Course
from bot.domain.event_log.rows import BadRow, LogRow
from bot.domain.events import Event
from bot.domain.handoff import ENDED, Brief, Handoff, Question, State


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
    )
    return Rebuilt(first.case, handoff, tuple(_event(*entry) for entry in enumerate(course.rows, 1)))


def _bad(reason: str, row: LogRow, course: Course) -> BadRow:
    facts = {"activity": row.activity.value}
    if course.rows:
        facts |= {
            "after": course.rows[-1].activity.value,
            "sender": course.rows[0].from_department,
            "receiver": course.department,
        }
    return BadRow(row.line, row.case, reason, facts)


def _event(sequence: int, row: LogRow) -> Event:
    return Event(
        sequence,
        row.activity,
        row.at,
        row.actor,
        row.from_department,
        row.to_department,
        row.detail,
        {"thanks": row.thanks} if row.thanks else {},
    )
