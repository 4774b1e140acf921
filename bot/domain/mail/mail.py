"""A mail as it was read: who wrote what. How much of it there may be was checked at the edge."""

import re
from dataclasses import dataclass
from hashlib import sha256

from bot.domain.mail.headers import Headers, addresses_in
from bot.domain.mail.threads import MESSAGE_ID, bare_subject
from bot.domain.text import clean, one_line, shorten

ADDRESS = re.compile(r"[^@\s<>,;:\"]{1,64}@[^@\s<>,;:\"]{1,255}")
_LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail, whose content stays there; `size` in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail; `text` is what its sender wrote, without the history and the signature.

    `headers` are as they arrived, the subject decoded. `whole`: all of its parts were looked at.
    """

    headers: Headers
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    whole: bool = True

    @property
    def sender(self) -> str:
        """Return the one address that the mail says it comes from, in small letters; empty if it says none or several."""
        fields = [*self.headers.all("From")]
        said = addresses_in(fields)
        address = said[0].casefold() if len(fields) == len(said) == 1 else ""
        return address if ADDRESS.fullmatch(address) else ""

    @property
    def subject(self) -> str:
        """Return the subject on one line, without the prefixes of answering and forwarding."""
        return bare_subject(one_line(self.headers.first("Subject")))

    @property
    def identity(self) -> str:
        """Return the Message-ID; where there is none, one made of what stays the same when the mail comes again."""
        if given := MESSAGE_ID.search(self.headers.first("Message-ID")):
            return clean(given.group())
        said = "\0".join([*map(self.headers.first, ("From", "Date", "Subject")), self.text])
        return f"<{_digest(said)}@without-id.invalid>"

    def key(self, target: str) -> str:
        """Return what makes the mail recognisable on its way to one of our addresses, whatever it says itself."""
        return f"mail:{_digest(chr(0).join((self.identity, self.sender, target)))}"

    def named(self) -> str:
        """Return the attachments by name and size, one a line."""
        return "\n".join(
            f"📎 {shorten(one.name, _LONGEST_NAME)} ({_size(one.size)})" for one in self.attachments
        )


def _digest(text: str) -> str:
    return sha256(text.encode(errors="replace")).hexdigest()


def _size(count: int) -> str:
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
