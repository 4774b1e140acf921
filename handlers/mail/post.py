"""The way out for mail: one SMTP session for each, in a thread, hung up when its time is over."""

import asyncio
import smtplib
import socket
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass

import structlog

from bot.errors import PermanentError, SendingError, TryLaterError

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Post:
    """The mail server that takes our mail; `tls` is None where it is spoken to in clear.

    `implicit`: TLS begins with the connection, and not with STARTTLS. `answers_to` is where answers become lines.
    `seconds` is how long the server may be silent.
    """

    host: str
    port: int
    sender: str
    answers_to: str
    seconds: float
    tls: ssl.SSLContext | None = None
    implicit: bool = False
    login: tuple[str, str] | None = None

    @property
    def domain(self) -> str:
        """Return the domain of our Message-IDs."""
        return self.answers_to.rpartition("@")[2]

    async def send(self, mail: bytes, to: str) -> None:
        """Hand the mail over to the server; raise TryLaterError or PermanentError."""
        session = _Session(self, mail, to)
        try:
            await asyncio.to_thread(session.run)
        except asyncio.CancelledError:
            session.hang_up()
            raise
        except (smtplib.SMTPException, OSError) as error:
            meant = _meaning(error)
            log.warning("answer_not_sent", error=str(meant))
            raise meant from error


class _Session:
    """One mail on its way, in a thread of its own."""

    def __init__(self, post: Post, mail: bytes, to: str) -> None:
        self._post = post
        self._mail = mail
        self._to = to
        self._client: smtplib.SMTP | None = None
        self._over = False

    def run(self) -> None:
        """Connect and send; what the server says after it took the mail changes nothing."""
        with closing(self._connected()) as client:
            self._client = client
            if self._over:
                return
            self._greet(client)
            client.sendmail(self._post.sender, [self._to], self._mail)
            with suppress(smtplib.SMTPException, OSError):
                client.quit()

    def hang_up(self) -> None:
        """End the session, whatever it is waiting for."""
        self._over = True
        if self._client is not None and self._client.sock is not None:
            with suppress(OSError):
                self._client.sock.shutdown(socket.SHUT_RDWR)

    def _connected(self) -> smtplib.SMTP:
        post = self._post
        if post.tls and post.implicit:
            return smtplib.SMTP_SSL(post.host, post.port, timeout=post.seconds, context=post.tls)
        return smtplib.SMTP(post.host, post.port, timeout=post.seconds)

    def _greet(self, client: smtplib.SMTP) -> None:
        if self._post.tls and not self._post.implicit:
            client.starttls(context=self._post.tls)
        if self._post.login:
            client.login(*self._post.login)


def _meaning(error: smtplib.SMTPException | OSError) -> SendingError:
    """Return what an error means for the mail: what lies at the settings, or at the server's state, may be mended."""
    match error:
        case smtplib.SMTPAuthenticationError() | smtplib.SMTPNotSupportedError() | ssl.SSLError():
            return TryLaterError("smtp_settings")
        case smtplib.SMTPSenderRefused():
            return TryLaterError("smtp_sender_refused")
        case smtplib.SMTPRecipientsRefused():
            return _refused(max(code for code, _ in error.recipients.values()))
        case smtplib.SMTPResponseException() if not isinstance(error, smtplib.SMTPConnectError):
            return _refused(error.smtp_code)
        case _:
            return TryLaterError("smtp_unreachable", unsure=True)


def _refused(code: int) -> SendingError:
    return PermanentError(f"smtp_{code}") if code >= 500 else TryLaterError(f"smtp_{code}")
