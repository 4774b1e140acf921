"""What is kept of a mail: what became of it, and its text only while somebody has to say something about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.mail.headers import Headers
from bot.domain.mail.mail import Attachment, Mail


class Outcome(StrEnum):
    """What became of a mail."""

    OFFERED = "offered"  # it has become a handoff
    APPENDED = "appended"  # it stands in the thread of its handoff
    HELD = "held"  # it waits for somebody's word
    NOTED = "noted"  # a department has it in copy, and somebody else is asked
    LEFT_ALONE = "left_alone"  # a machine wrote it
    REFUSED = "refused"  # it went back to where it came from
    DENIED = "denied"  # nobody here has sent it
    EXPIRED = "expired"  # nobody has said anything, and its text was let go


class Reason(StrEnum):
    """Why a mail is held or refused; why one is left alone, says `Automatic`."""

    UNVERIFIED = "unverified"  # it bears the address of somebody here, and no server speaks for it
    STRANGER = "stranger"  # who wrote it is nobody who could hand over here
    OWN_DEPARTMENT = "own_department"  # who wrote it belongs to it, and to no other one
    NOT_AUTHENTICATED = "not_authenticated"
    NO_SENDER = "no_sender"
    NO_THREAD = "no_thread"  # it answers nothing, and names no department


@dataclass(frozen=True, slots=True)
class HeldMail:
    """What a mail that waits says; `answers` are the ids it names, `recipients` the addresses it went to."""

    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    whole: bool = True
    answers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MailRecord:
    """One mail to one of our addresses.

    `department` is the one it was addressed to, None for the common address; `number` the handoff it belongs to.
    `sender` is its address, kept while the mail is held and for those whom only mail reaches; `user` who that is in
    Slack. `size` in bytes. `thread` are the ids that answers to it name, None if there must be none.
    """

    at: datetime
    outcome: Outcome
    reason: str = ""
    department: str | None = None
    number: int | None = None
    sender: str = ""
    user: str | None = None
    message_id: str = ""
    size: int = 0
    attachments: int = 0
    thread: str | None = None
    held: HeldMail | None = None
    id: int = 0

    @property
    def mail(self) -> Mail:
        """Return the mail that is held, as far as it was kept."""
        held = self.held or HeldMail("", "")
        fields = [("From", self.sender), ("Subject", held.subject), ("Message-ID", self.message_id)]
        fields += [("In-Reply-To", " ".join(held.answers)), ("To", ", ".join(held.recipients))]
        return Mail(Headers(fields), held.text, held.attachments, held.whole)


@dataclass(frozen=True, slots=True)
class ThreadMail:
    """A mail that belongs to a handoff, by the Message-ID that answers name."""

    message_id: str
    department: str | None
    number: int
