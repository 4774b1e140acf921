"""A mailbox by IMAP, as far as it is needed: unread mail, and what is said about it afterwards. It blocks."""

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Literal

from imap_tools import AND, BaseMailBox, MailBox, MailboxLoginError, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

_PATIENCE = 30.0
_LOST = (OSError, imaplib.IMAP4.error)


class MailboxError(Exception):
    """The mailbox cannot be read: `login`, `folder` or `unreachable`."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where a mailbox is; `done` is the folder for what was taken in, None if it stays. Without `port`, the usual."""

    host: str
    security: Literal["tls", "starttls", "none"]
    user: str
    password: str
    port: int | None = None
    folder: str = "INBOX"
    done: str | None = None


class Mailbox:
    """An open mailbox. Mails are fetched one at a time and as bytes: the library would parse them without limits."""

    def __init__(self, box: BaseMailBox, account: Account) -> None:
        self._box = box
        self._account = account

    def unread(self) -> list[str]:
        """Return the ids of unread mails, the oldest first."""
        with _told():
            return self._box.uids(AND(seen=False))

    def fetch(self, mail: str, most: int) -> bytes | None:
        """Return the first `most` bytes of a mail, which stays unread; None if it is not to be had just now."""
        with _told():
            status, parts = self._box.client.uid("fetch", mail, f"(BODY.PEEK[]<0.{most}>)")
        if status != "OK" or parts == [None]:
            return None
        return next((part[1] for part in parts if isinstance(part, tuple)), b"")

    def taken(self, mail: str) -> None:
        """Mark a mail as read, and put it away where that is wanted."""
        with _told():
            self._box.flag(mail, "\\Seen", True)
            if self._account.done:
                self._box.move(mail, self._account.done)

    def refused(self, mail: str) -> None:
        """Mark a mail as read and as worth a look."""
        with _told():
            self._box.flag(mail, ["\\Seen", "\\Flagged"], True)


@contextmanager
def open_mailbox(account: Account) -> Iterator[Mailbox]:
    """Open the mailbox; raise MailboxError."""
    with _told():
        box = _connected(account)
    try:
        with _told():
            box.login(account.user, account.password, None)
            box.folder.set(account.folder)
            if account.done and not box.folder.exists(account.done):
                box.folder.create(account.done)
        yield Mailbox(box, account)
    finally:
        _leave(box)


def _connected(account: Account) -> BaseMailBox:
    match account.security:
        case "tls":
            return MailBox(account.host, account.port or 993, timeout=_PATIENCE)
        case "starttls":
            return MailBoxStartTls(account.host, account.port or 143, timeout=_PATIENCE)
        case "none":
            return MailBoxUnencrypted(account.host, account.port or 143, timeout=_PATIENCE)


def _leave(box: BaseMailBox) -> None:
    try:
        box.logout()
    except (*_LOST, ImapToolsError):
        with suppress(OSError):  # a server that left without a word is gone already
            box.client.shutdown()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except MailboxLoginError as error:
        raise MailboxError("login") from error
    except ImapToolsError as error:
        raise MailboxError("folder") from error
    except _LOST as error:
        raise MailboxError("unreachable") from error
