"""The mail server of the tests that takes what Staffel sends: it says what it is told to, and keeps what it took."""

import asyncio
import ssl
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

LOGIN = ("staffel", "geheim")


class Outside:
    """Mails that were taken; `says` are the answers to the next ones, 250 when there are no more."""

    def __init__(self) -> None:
        self.port = 0
        self.says: deque[str] = deque()
        self.tries = 0
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.tries += 1
        answer = self.says.popleft() if self.says else "250 OK"
        if answer.startswith("250"):
            mail = message_from_bytes(envelope.original_content or b"", policy=default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
            self.recipients += envelope.rcpt_tos
        return answer


@asynccontextmanager
async def outside(tls: ssl.SSLContext | None = None) -> AsyncIterator[Outside]:
    """Open the server on a free port; with `tls` it asks for STARTTLS and a login."""
    taking, loop = Outside(), asyncio.get_running_loop()

    def opened() -> SMTP:
        return SMTP(
            taking,
            hostname="outside.example",
            loop=loop,
            tls_context=tls,
            require_starttls=tls is not None,
            auth_required=tls is not None,
            authenticator=_known,
        )

    server = await loop.create_server(opened, "127.0.0.1", 0)
    taking.port = server.sockets[0].getsockname()[1]
    try:
        yield taking
    finally:
        server.close()


def _known(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: object
) -> AuthResult:
    said = (given.login.decode(), given.password.decode()) if isinstance(given, LoginPassword) else None
    return AuthResult(success=said == LOGIN, handled=False)
