"""Whoever puts a department in copy lets Staffel watch the mail: if nobody answers, its sender is asked once. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.company.organisation import Organisation
from bot.domain.mail.addresses import Mailboxes
from bot.domain.mail.headers import addresses_in
from bot.domain.mail.mail import ADDRESS, Mail
from bot.domain.text import shorten

PLACE = "mail"
"""Where a prompt's message stands, if it is a mail and in no channel."""

CUE = "mail.no_answer"

_MOST_ASKED = 20
_LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True)
class Watch:
    """A mail that is watched, known by the prompt about it.

    `asked` are the addresses of those who are to answer. `subject` and they are let go when the watch is over.
    """

    prompt: int
    message_id: str
    author: str
    department: str | None
    subject: str | None
    asked: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        """Return whether nobody is asked about the mail any more."""
        return self.subject is None


def asked_by(mail: Mail, mailboxes: Mailboxes) -> tuple[str, ...]:
    """Return the addresses that the mail is for; none where one of ours is among them, since it asks us then."""
    found = addresses_in(mail.headers.all("To"))
    addresses = [address.casefold() for address in found if ADDRESS.fullmatch(address)]
    if any(mailboxes.takes(address) for address in addresses):
        return ()
    others = dict.fromkeys(address for address in addresses if address != mail.sender)
    return tuple(others)[:_MOST_ASKED]


def subject_kept(mail: Mail) -> str:
    """Return as much of the subject as its sender needs to know the mail again."""
    return shorten(mail.subject, _LONGEST_SUBJECT)


def answered_by(
    watches: Sequence[Watch], address: str, user: str | None, organisation: Organisation
) -> list[Watch]:
    """Return which of the watches somebody's answer ends: they are asked themselves, or belong to the department."""
    return [one for one in watches if _is_awaited(one, address, user, organisation)]


def _is_awaited(watch: Watch, address: str, user: str | None, organisation: Organisation) -> bool:
    if watch.over or (user is not None and user == watch.author):
        return False
    department = organisation.department(watch.department)
    return address in watch.asked or (user is not None and department is not None and department.has(user))
