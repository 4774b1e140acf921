"""What can go wrong, in a form that an edge can put into the words of the person who acted.

Everything that Staffel raises on purpose is a `StaffelError`. The words live at the edges, so an error carries
a reason (a fixed key) and the facts that the sentence needs, never a sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

Fact = str | int | datetime | None


class StaffelError(Exception):
    """Base of all errors that Staffel raises on purpose."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field: a reason and the facts that its sentence needs."""

    reason: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


class InvalidFieldsError(StaffelError):
    """The input cannot be taken as it is; each problem belongs to the field of that name."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__(", ".join(f"{name}: {problem.reason}" for name, problem in problems.items()))
        self.problems = dict(problems)


class RefusedError(StaffelError):
    """The person may not, or the matter cannot: `reason` names the sentence, `facts` fill it."""

    def __init__(self, reason: str, **facts: Fact) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts: Mapping[str, Fact] = facts


class NotAllowedError(RefusedError):
    """This person has no right to this action; the facts name who has."""


class WrongStateError(RefusedError):
    """The matter has moved on, so that this action no longer fits; the facts say who did what."""


class NotFoundError(RefusedError):
    """There is no such thing in this workspace."""


class ConflictError(StaffelError):
    """Somebody else changed the same row first; load it again and decide anew."""


class StorageUnavailableError(StaffelError):
    """The database cannot serve now: it is `lost`, `full`, `read_only`, `locked` for too long, or `outdated`.

    Nothing of the transaction was kept. `outdated` ends with `staffel db upgrade`, the others may end by themselves.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


UNSAVED = (StorageUnavailableError, ConflictError)
"""What ends a request without a trace, and may end well when it is tried again."""


class SendingError(StaffelError):
    """Slack did not take a message."""


class TryLaterError(SendingError):
    """Slack may take the message later; `after` is what it asked for, in seconds, or None.

    `unsure`: nobody knows whether it has taken the message all the same.
    """

    def __init__(self, error: str, after: float | None = None, *, unsure: bool = False) -> None:
        super().__init__(error)
        self.after = after
        self.unsure = unsure


class NoAnswerError(TryLaterError):
    """Slack said nothing in time, and may take the message yet."""

    def __init__(self) -> None:
        super().__init__("timeout", unsure=True)


class NeedlessError(SendingError):
    """The message has become needless; nobody misses it."""


class NotYetError(SendingError):
    """The message may reach its reader from `until` on, and not before: it was held up into their evening."""

    def __init__(self, until: datetime) -> None:
        super().__init__("not_yet")
        self.until = until


class PermanentError(SendingError):
    """Slack will not take the message until somebody mends the cause."""


class ClosedChannelError(PermanentError):
    """Slack takes nothing into that channel until somebody opens it to us."""


class UncheckedError(StaffelError):
    """Our own mail server could not find out whether a mail comes from whom it says; nothing was kept."""


class BusyError(StaffelError):
    """Too much waits here already; nothing was kept, and whoever sent it may try again later."""


class ModelError(StaffelError):
    """The language model gave no answer that can be used; `reason` is a fixed key, `detail` holds no text of people.

    `again`: it may be tried once more, `after` so many seconds if it said so. `unsure`: it may have worked, and charged.
    """

    def __init__(
        self,
        reason: str,
        detail: str = "",
        *,
        again: bool = False,
        after: float | None = None,
        unsure: bool = False,
    ) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
        self.again = again
        self.after = after
        self.unsure = unsure


class NotAskedError(StaffelError):
    """The language model is not asked, for this reason; what holds without it stands."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
