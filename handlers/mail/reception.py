"""What a mail server is told: who may send, to whom, and what became of a mail; 250 only after the commit."""

import asyncio
from hmac import compare_digest

import structlog
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword, Session
from aiosmtpd.smtp import Envelope as SmtpEnvelope

from bot.domain.mail.records import Outcome, Reason
from bot.errors import BusyError, StaffelError, UncheckedError
from bot.services.receive_mail import Received
from handlers.mail.limits import PerHour
from handlers.mail.postman import Answer, Envelope, Postman

log = structlog.get_logger(__name__)

_MOST_RECIPIENTS = 100
_TAKEN = "250 2.0.0 Taken"
_LATER = "451 4.3.0 Cannot be kept just now, please try again"
_UNCHECKED = "451 4.7.0 The sender could not be checked just now, please try again"
_BUSY = "452 4.2.2 Too many mails wait for an answer here, please try again later"
_REFUSED = {
    Reason.NOT_AUTHENTICATED: "550 5.7.1 No mail server vouches for this sender",
    Reason.NO_SENDER: "550 5.7.1 The mail does not say who wrote it",
    Reason.NO_THREAD: "550 5.1.1 The mail answers nothing that is known here; write to a department",
}


class Reception:
    """aiosmtpd's hooks: who may send, to whom, and what becomes of it."""

    def __init__(self, postman: Postman, *, per_hour: int, lmtp: bool, login: tuple[str, str] | None) -> None:
        self._postman = postman
        self._lmtp = lmtp
        self._login = login
        self._per_hour = PerHour(per_hour)
        self._deliveries: set[asyncio.Task[str]] = set()

    async def handle_MAIL(  # noqa: N802 - the name of the hook
        self, _server: SMTP, _session: Session, envelope: SmtpEnvelope, address: str, options: list[str]
    ) -> str:
        """Take the sender, unless too much comes from there."""
        if not self._per_hour.admit((address or "").casefold()):
            return "452 4.7.1 Too many mails from this sender, please try again later"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: SmtpEnvelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, if it is one of ours."""
        if len(envelope.rcpt_tos) >= _MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        try:
            mailboxes = await self._postman.mailboxes()
        except StaffelError:
            return _LATER
        if not mailboxes.takes(address):
            return "550 5.1.1 No such address here"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: SmtpEnvelope) -> str:  # noqa: N802
        """Take the mail, and answer when it is kept: a connection that breaks meanwhile does not undo it."""
        delivery = asyncio.create_task(self._delivered(envelope))
        self._deliveries.add(delivery)
        delivery.add_done_callback(self._deliveries.discard)
        return await asyncio.shield(delivery)

    async def handle_exception(self, error: Exception) -> str:
        """Answer what nobody has thought of so that the mail comes again."""
        log.error("mail_session_failed", error=type(error).__name__, exc_info=error)
        return _LATER

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: SmtpEnvelope, _mechanism: str, given: object
    ) -> AuthResult:
        """Return whether the mail server knows the password."""
        user, password = self._login or ("", "")
        known = isinstance(given, LoginPassword) and all(
            [compare_digest(given.login, user.encode()), compare_digest(given.password, password.encode())]
        )
        return AuthResult(success=known and bool(password), handled=False)

    async def finish(self, seconds: float) -> None:
        """Wait for the mails that are being kept, but no longer than `seconds`."""
        if self._deliveries:
            await asyncio.wait(set(self._deliveries), timeout=seconds)

    async def _delivered(self, envelope: SmtpEnvelope) -> str:
        content = envelope.content
        raw = content.encode() if isinstance(content, str) else content or b""
        try:
            replies = await self._replies(raw, envelope)
        except StaffelError as error:
            log.warning("mail_put_off", error=str(error))
            replies = [_LATER] * len(envelope.rcpt_tos)
        except Exception:  # LMTP waits for as many answers as there are recipients, whatever happened
            log.exception("mail_not_taken")
            replies = [_LATER] * len(envelope.rcpt_tos)
        return "\r\n".join(replies) if self._lmtp else _worst(replies)

    async def _replies(self, raw: bytes, envelope: SmtpEnvelope) -> list[str]:
        mail = await self._postman.read(raw)
        way = Envelope(envelope.rcpt_tos, envelope.mail_from, len(raw))
        answers = await self._postman.deliver(mail, way)
        return [_reply(answers[address]) for address in envelope.rcpt_tos]


def _reply(answer: Answer) -> str:
    match answer:
        case BusyError():
            return _BUSY
        case UncheckedError():
            return _UNCHECKED
        case Received(outcome=Outcome.REFUSED, reason=reason):
            return _REFUSED[Reason(reason)]
        case Received():
            return _TAKEN
        case _:
            return _LATER


def _worst(replies: list[str]) -> str:
    """Return the one answer of SMTP: try again while anything was not kept, refused only if nothing was taken."""
    later = next((reply for reply in replies if reply.startswith("4")), None)
    return later or (_TAKEN if _TAKEN in replies else replies[0])
