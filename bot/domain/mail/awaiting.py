"""Mails are overtaken by their answers: which thread a late one belongs to, though nothing in it names that thread.

Whoever writes to a department may name any id. So a mail belongs to whoever named it only if it says itself that they
had it: nobody catches a mail that was not sent to them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from bot.domain.mail.headers import addresses_in
from bot.domain.mail.mail import ADDRESS, Mail
from bot.domain.mail.threads import answered_ids
from bot.domain.text import clean

_MOST_PARTIES = 100


@dataclass(frozen=True, slots=True)
class AwaitedMail:
    """A mail that was named before it came, and the handoff of the one that named it.

    `named_by` stands for the address of whoever wrote that one, which nobody shall read.
    """

    message_id: str
    department: str
    number: int
    named_by: str


def awaited_by(mail: Mail, department: str, number: int) -> list[AwaitedMail]:
    """Return the mails that this one of a handoff answers, whether they are known or not."""
    named_by = _pseudonym(mail.sender)
    return [AwaitedMail(one, department, number, named_by) for one in answered_ids(mail.headers)]


def overtaken_by(mail: Mail, awaited: Sequence[AwaitedMail]) -> int | None:
    """Return the handoff that waits for this mail, or for one that it answers as well, the nearest first.

    `awaited` is what is known of its own id and of those that it answers, at the department it went to.
    """
    parties = set(map(_pseudonym, _parties(mail)))
    fitting = [one for one in awaited if one.named_by in parties]
    for identity in (mail.identity, *answered_ids(mail.headers)):
        if found := next((one.number for one in fitting if one.message_id == identity), None):
            return found
    return None


def recipients(mail: Mail) -> tuple[str, ...]:
    """Return the addresses in To and Cc."""
    found = addresses_in([*mail.headers.all("To"), *mail.headers.all("Cc")])
    addresses = dict.fromkeys(clean(one).casefold() for one in found if ADDRESS.fullmatch(one))
    return tuple(islice(addresses, _MOST_PARTIES))


def _parties(mail: Mail) -> Iterable[str]:
    return mail.sender, *recipients(mail)


def _pseudonym(address: str) -> str:
    return sha256(address.encode(errors="replace")).hexdigest()
