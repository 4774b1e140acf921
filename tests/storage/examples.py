"""Values that the storage tests store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.company.department import Department, Office
from bot.domain.company.organisation import Organisation
from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.mail.mail import Attachment
from bot.domain.mail.records import HeldMail, MailRecord, Outcome, Reason
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import Brief, Handoff, State
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.nudges import Nudge

HANSEN = "T0HANSEN"
PETERSEN = "T0PETERSEN"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def a_handoff(number: int = 1, *, summary: str = "Gutschrift für Müller", **changes: Any) -> Handoff:
    """Return Anna's offer to accounting, with `changes`."""
    handoff = Handoff(
        workspace=HANSEN,
        number=number,
        state=State.OFFERED,
        requester="U0ANNA",
        from_department="sales",
        to_department="accounting",
        brief=Brief(summary=summary),
        opened_at=NOW,
        changed_at=NOW,
        state_since=NOW,
    )
    return replace(handoff, **changes)


def an_event(sequence: int = 1, activity: Activity = Activity.OPENED, **said: str) -> Event:
    """Return a log entry of Anna's offer."""
    return Event(sequence, activity, NOW, "U0ANNA", "sales", "accounting", said=said)


def a_nudge(number: int = 1, *, to: str = "U0ANNA", **changes: Any) -> Nudge:
    """Return what Anna is told when nobody has accepted her offer, with `changes`."""
    nudge = Nudge(number, LadderKind.NOT_ACCEPTED, since=NOW, rung=2, to=to, due_at=NOW)
    return replace(nudge, **changes)


def a_mail(**changes: Any) -> MailRecord:
    """Return what is kept of a stranger's mail that waits for somebody in accounting."""
    held = HeldMail("Gutschrift", "Wo bleibt sie?", (Attachment("rabatt.pdf", 12_300),))
    record = MailRecord(
        at=NOW,
        outcome=Outcome.HELD,
        reason=Reason.STRANGER,
        department="accounting",
        sender="kunde@mueller.example",
        message_id="<1@mueller.example>",
        size=1000,
        attachments=1,
        held=held,
    )
    return replace(record, **changes)


def card(number: int = 1, hop: int = 1, to: str = "C0ACC") -> Message:
    """Return the card of a hop."""
    return Message(MessageKind.CARD, to, number, hop)


def line(event: int, number: int = 1, to: str = "C0ACC") -> Message:
    """Return a line in the card's thread."""
    return Message(MessageKind.LINE, to, number, 1, event)


def direct(event: int, number: int = 1, to: str = "U0ANNA") -> Message:
    """Return a message to one person."""
    return Message(MessageKind.DIRECT, to, number, 1, event)


def a_department(key: str = "accounting", **changes: Any) -> Department:
    """Return a back office with a channel of its own."""
    values = {"key": key, "name": key.title(), "channel": f"C0{key.upper()}", "office": Office.BACK}
    return Department.model_validate({**values, **changes})


def a_company(*departments: Department) -> Organisation:
    """Return a company of these departments, or of accounting alone."""
    return Organisation(departments=departments or (a_department(),))
