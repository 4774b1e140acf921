"""What a person wants to happen, as typed values; texts arrive cleaned."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from bot.domain.matter.handoff import Brief, Source
from bot.domain.matter.transitions import Action
from bot.domain.proposing.routing import Routed


@dataclass(frozen=True, slots=True)
class OpenHandoff:
    """Offer a piece of work to another department; for `chosen` people alone if they are named.

    `from_department` is the one that somebody of several acts for; one of their others, where they did not say.
    `by_mail`: nobody was asked what the department needs to know, nor why it is handed over to one's own.
    `prompted`: a prompt led here; `watched` is its id, if it was about a mail.
    """

    department: str
    brief: Brief
    source: Source | None = None
    chosen: tuple[str, ...] | None = None
    by_mail: bool = False
    routed: Routed | None = None
    from_department: str | None = None
    watched: int | None = None
    prompted: bool = False


@dataclass(frozen=True, slots=True)
class Accept:
    """Take over; `next_step` is the read-back in the receiver's own words."""

    action: ClassVar = Action.ACCEPT
    next_step: str = ""
    by_when: datetime | None = None


@dataclass(frozen=True, slots=True)
class AskInformation:
    """Ask the requester for what is missing: needs of the department, free text, or both."""

    action: ClassVar = Action.ASK_INFORMATION
    question: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerInformation:
    """Give what was asked for; `needs` are answers by key."""

    action: ClassVar = Action.ANSWER_INFORMATION
    answer: str = ""
    needs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decline:
    """Say no, and why; the matter is back with the requester."""

    action: ClassVar = Action.DECLINE
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reroute:
    """Offer the matter to another department: a new hop with its own clock."""

    action: ClassVar = Action.REROUTE
    department: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Agree:
    """Say yes, for one side, that a matter may move a fourth time."""

    action: ClassVar = Action.AGREE


@dataclass(frozen=True, slots=True)
class Poke:
    """Ask in the receiver's channel who can take it over."""

    action: ClassVar = Action.POKE


@dataclass(frozen=True, slots=True)
class Wait:
    """Pause until a day, and say what for."""

    action: ClassVar = Action.WAIT
    until: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CorrectReadBack:
    """Tell the assignee that the read-back is not what was meant."""

    action: ClassVar = Action.CORRECT_READ_BACK
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RestateNextStep:
    """Say anew what comes next: after a correction, or because it has changed."""

    action: ClassVar = Action.RESTATE_NEXT_STEP
    next_step: str = ""
    by_when: datetime | None = None


@dataclass(frozen=True, slots=True)
class HandOn:
    """Offer the next part to another department, as a handoff of its own; `number` is what that one is called."""

    action: ClassVar = Action.HAND_ON
    department: str = ""
    summary: str = ""
    details: str = ""
    done_when: str = ""
    due: datetime | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Finish:
    """Say that the work is done, and with what result."""

    action: ClassVar = Action.FINISH
    result: str = ""


@dataclass(frozen=True, slots=True)
class Confirm:
    """Close the loop, with an optional thank-you to the assignee; `thanks_public`: before their whole channel."""

    action: ClassVar = Action.CONFIRM
    thanks: str = ""
    thanks_public: bool = False


@dataclass(frozen=True, slots=True)
class Reopen:
    """Say that the matter is not solved, and what is missing."""

    action: ClassVar = Action.REOPEN
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take the matter back for good."""

    action: ClassVar = Action.WITHDRAW
    reason: str = ""


Command = (
    Accept
    | AskInformation
    | AnswerInformation
    | Decline
    | Reroute
    | Agree
    | Poke
    | Wait
    | CorrectReadBack
    | RestateNextStep
    | HandOn
    | Finish
    | Confirm
    | Reopen
    | Withdraw
)
