"""Whoever has no Slack hears by mail what became of theirs: who is answered, about what, and how often (ADR 30)."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from bot.domain.company.organisation import Organisation
from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.mail.judging import Arrival, Verdict
from bot.domain.mail.loops import automatic, may_answer
from bot.domain.mail.records import MailRecord, Outcome
from bot.domain.mail.threads import chain
from bot.domain.matter.confidential import as_seen_by
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import Handoff

ANSWERED = frozenset({Activity.OPENED, Activity.ACCEPTED, Activity.FINISHED})
"""What a stranger is told of."""

OPENED = 1
"""The log's first entry."""

_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_REACHABLE = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@[a-z0-9-]+(?:\.[a-z0-9-]+)*")
"""Addresses that every mail server takes as they are; of the others (quoted, or with umlauts) hardly any exist."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a stranger is told, and all that may be: nothing that somebody wrote for colleagues, and no person.

    `subject` is that of their own mail, `thread` the ids to name in References.
    """

    name: str
    about: Activity
    subject: str
    department: str
    language: str
    to: str
    thread: str
    message_id: str


def thread_kept(arrival: Arrival, verdict: Verdict, user: str | None) -> str | None:
    """Return the ids that answers to the mail name, "" if it has none; None if there must be no answer."""
    mail = arrival.mail
    stranger = user is None and verdict.outcome is Outcome.HELD and arrival.vouched
    # Ours and those of machines are not held; what remains is a person who asks for silence.
    silent = automatic(mail.headers, return_path=arrival.return_path) is not None
    may_be = arrival.is_answered and stranger and not silent
    return chain(mail.headers) if may_be and _REACHABLE.fullmatch(mail.sender) else None


def reader_of(record: MailRecord) -> str:
    """Return what stands for the sender's address in the outbox, where nobody shall read it."""
    return f"mail:{_digest(record.sender)}"


def answered_in(records: Collection[MailRecord]) -> list[MailRecord]:
    """Return those of a handoff's mails whose senders are told how it goes on."""
    return [one for one in records if one.thread is not None]


def answer_to(
    record: MailRecord, handoff: Handoff, sequence: int, before: Sequence[datetime], now: datetime
) -> Message | None:
    """Return the answer about an entry of the log; None if the sender was answered too often, at `before`."""
    if not may_answer(before, now):
        return None
    return Message(MessageKind.ANSWER, reader_of(record), handoff.number, handoff.hop, sequence)


def answer_of(
    record: MailRecord, handoff: Handoff, event: Event, organisation: Organisation, *, row: int, domain: str
) -> Answer:
    """Return what the sender reads; `row` is the outbox's id, from which the answer has its Message-ID.

    Whoever knows a Message-ID can write into its thread, so it cannot be guessed without their own.
    """
    department = organisation.department(event.to_department)
    return Answer(
        name=handoff.name,
        about=event.activity,
        subject=as_seen_by(None, handoff, organisation).brief.summary,
        department=department.name if department else event.to_department,
        language=organisation.language_of(department),
        to=record.sender,
        thread=record.thread or "",
        message_id=f"<{row}.{_digest(f'{row} {record.message_id}')}@{domain}>",
    )


def _digest(text: str) -> str:
    return sha256(text.encode(errors="replace")).hexdigest()[:24]
