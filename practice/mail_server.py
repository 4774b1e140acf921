"""The company's mail server: brings people's mails to an address by SMTP, and vouches for who sent them."""

import asyncio
import re
import smtplib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, make_msgid

from practice.clock import Clock
from practice.company import Member

NAME = "mail.practice.example"
"""What it signs its findings with (RFC 8601)."""
_PATIENCE = 10.0
_ANSWERED = re.compile(r"^\s*(?:(?:re|aw)\s*:\s*)+", re.IGNORECASE)


class NotTakenError(Exception):
    """The other server has not taken the mail, or cannot be reached."""


@dataclass
class MailServer:
    """Where mails go, and the `addresses` that the page proposes.

    `sent` has the last mail by subject: the next one of that subject answers it, as mail programs do.
    """

    host: str
    port: int
    addresses: list[str]
    clock: Clock
    sent: dict[str, str] = field(default_factory=dict)

    async def send(self, sender: Member, to: str, subject: str, text: str) -> None:
        """Bring a mail there; raise NotTakenError with what the other server says."""
        mail = self._written(sender, to, subject, text)
        await asyncio.to_thread(self._bring, mail)
        self.sent[_bare(subject)] = mail["Message-ID"]

    def _written(self, sender: Member, to: str, subject: str, text: str) -> EmailMessage:
        mail = EmailMessage()
        mail["Authentication-Results"] = f"{NAME}; auth=pass smtp.auth={sender.email}"
        mail["From"], mail["To"] = formataddr((sender.real_name, sender.email)), to
        mail["Subject"], mail["Date"] = (
            subject,
            format_datetime(datetime.fromtimestamp(self.clock.now(), UTC)),
        )
        mail["Message-ID"] = make_msgid(domain=NAME)
        if before := self.sent.get(_bare(subject)):
            mail["In-Reply-To"] = mail["References"] = before
        mail.set_content(text)
        return mail

    def _bring(self, mail: EmailMessage) -> None:
        try:
            with smtplib.SMTP(self.host, self.port, local_hostname=NAME, timeout=_PATIENCE) as server:
                server.send_message(mail)
        except smtplib.SMTPRecipientsRefused as error:
            code, told = next(iter(error.recipients.values()))
            raise NotTakenError(f"{code} {told.decode(errors='replace')}") from error
        except smtplib.SMTPResponseException as error:
            raise NotTakenError(f"{error.smtp_code} {_text(error.smtp_error)}") from error
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise NotTakenError(str(error)) from error


def _bare(subject: str) -> str:
    return _ANSWERED.sub("", subject).strip().casefold()


def _text(told: bytes | str) -> str:
    return told.decode(errors="replace") if isinstance(told, bytes) else told
