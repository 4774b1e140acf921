"""The event log: one entry for everything that happened to a handoff."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Activity(StrEnum):
    """What happened. Those below the line are told in the thread; the field's event log has no such activities."""

    OPENED = "opened"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    INFORMATION_ASKED = "information_asked"
    INFORMATION_ANSWERED = "information_answered"
    REROUTED = "rerouted"
    DECLINED = "declined"
    HANDED_ON = "handed_on"
    WAITING = "waiting"
    FINISHED = "finished"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"
    CLOSED_UNCONFIRMED = "closed_unconfirmed"
    WITHDRAWN = "withdrawn"
    # ———
    DELIVERED = "delivered"  # the hop's card stands in the receiver's channel: its clock runs
    POKED = "poked"
    ROUND_CALLED = "round_called"
    ROUND_AGREED = "round_agreed"
    READ_BACK_CORRECTED = "read_back_corrected"
    NEXT_STEP_RESTATED = "next_step_restated"
    SOURCE_EDITED = "source_edited"
    SOURCE_DELETED = "source_deleted"
    MAILED = "mailed"  # somebody wrote about it by mail


@dataclass(frozen=True, slots=True)
class Event:
    """One entry; `sequence` counts per handoff, `detail` is what the exported log shows, `said` what people wrote."""

    sequence: int
    activity: Activity
    at: datetime
    actor: str
    from_department: str
    to_department: str
    detail: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
