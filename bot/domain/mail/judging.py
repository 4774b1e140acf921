"""What becomes of a mail. Pure: what has to be known is given."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.domain.mail.loops import automatic
from bot.domain.mail.mail import Mail
from bot.domain.mail.records import Outcome, Reason, ThreadMail


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail at one of our addresses.

    `department` is the one addressed, None for the common address; `in_copy`: it is asked for nothing. `return_path`
    is the sender of the envelope, None if nobody knows. `vouched`: our own mail server says that it comes from whom
    it says; `unchecked`: it could not find that out yet. `is_answered`: we answer mail by mail at all. `asks` are the addresses of those whom a copy asks instead, none if it asks us. `size` in bytes.
    """

    mail: Mail
    department: str | None
    return_path: str | None = None
    vouched: bool = False
    unchecked: bool = False
    in_copy: bool = False
    asks: tuple[str, ...] = ()
    size: int = 0
    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote it, as Slack knows them: `user` is None for a stranger; `belongs`: they may hand over; `at_home`: only to their own department."""

    user: str | None = None
    belongs: bool = False
    at_home: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of the mail, why, and to which handoff it belongs."""

    outcome: Outcome
    reason: str = ""
    number: int | None = None


def judge(arrival: Arrival, sender: Sender, thread: int | None, ours: Collection[str] = ()) -> Verdict:
    """Return what becomes of the mail; `ours` are the addresses that we write from."""
    why = automatic(arrival.mail.headers, return_path=arrival.return_path, ours=ours)
    if why and not why.creates:
        return Verdict(Outcome.LEFT_ALONE, why, thread)
    if not arrival.mail.sender:
        return Verdict(Outcome.REFUSED, Reason.NO_SENDER)
    if not arrival.vouched and not _may_vouch(sender, thread):
        return Verdict(Outcome.REFUSED, Reason.NOT_AUTHENTICATED)
    if thread is None and arrival.department is None:
        return Verdict(Outcome.REFUSED, Reason.NO_THREAD)
    return _believed(arrival, sender, thread)


def _may_vouch(sender: Sender, thread: int | None) -> bool:
    """Return whether something can come of the mail if its sender says in Slack that it is theirs."""
    return sender.user is not None and (sender.belongs or thread is not None)


def _believed(arrival: Arrival, sender: Sender, thread: int | None) -> Verdict:
    if arrival.in_copy and thread is None:  # nothing comes of it, so there is nothing to ask
        return Verdict(Outcome.NOTED, "" if arrival.vouched else Reason.UNVERIFIED)
    if not arrival.vouched:
        return Verdict(Outcome.HELD, Reason.UNVERIFIED, thread)
    if thread is not None:
        return Verdict(Outcome.APPENDED, number=thread)
    if sender.belongs and sender.at_home:
        return Verdict(Outcome.HELD, Reason.OWN_DEPARTMENT)
    return Verdict(Outcome.OFFERED) if sender.belongs else Verdict(Outcome.HELD, Reason.STRANGER)


def thread_of(answered: Iterable[str], known: Sequence[ThreadMail], department: str | None) -> int | None:
    """Return the handoff that a mail to `department` answers, by the ids it names, the nearest first.

    A mail may have become a handoff to each of several departments. Whoever adds a department to a thread hands over
    to it; the common address takes answers of all threads.
    """
    for identity in answered:
        for one in known:
            if one.message_id == identity and (department is None or one.department in {None, department}):
                return one.number
    return None
