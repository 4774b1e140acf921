"""The listener for a company's mail server: SMTP or LMTP, listed recipients only, 250 only after the commit."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hmac import compare_digest
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

import structlog
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword, Session
from aiosmtpd.smtp import Envelope as SmtpEnvelope

from bot.domain.mail.records import Outcome, Reason
from bot.errors import BusyError, StaffelError
from bot.services.receive_mail import Received
from handlers.mail.door import Door, LmtpDoor
from handlers.mail.limits import PerHour
from handlers.mail.postman import Answer, Envelope, Postman

log = structlog.get_logger(__name__)

Network = IPv4Network | IPv6Network

MOST_CONNECTIONS = 20
_MOST_RECIPIENTS = 100
_TAKEN = "250 2.0.0 Taken"
_LATER = "451 4.3.0 Cannot be kept just now, please try again"
_BUSY = "452 4.2.2 Too many mails wait for an answer here, please try again later"
_REFUSED = {
    Reason.NOT_AUTHENTICATED: "550 5.7.1 No mail server vouches for this sender",
    Reason.NO_SENDER: "550 5.7.1 The mail does not say who wrote it",
    Reason.NO_THREAD: "550 5.1.1 The mail answers nothing that is known here; write to a department",
}


@dataclass(frozen=True, slots=True)
class Listening:
    """Where to listen and whom to let in; `relays` are the mail servers that may bring mail."""

    host: str
    port: int
    lmtp: bool
    hostname: str
    relays: tuple[Network, ...]
    most_bytes: int
    per_hour: int
    tls: ssl.SSLContext | None = None
    tls_required: bool = False
    login: tuple[str, str] | None = None


class Reception:
    """aiosmtpd's hooks: who may send, to whom, and what becomes of it."""

    def __init__(self, postman: Postman, listening: Listening) -> None:
        self._postman = postman
        self._listening = listening
        self._per_hour = PerHour(listening.per_hour)
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
        user, password = self._listening.login or ("", "")
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
            mail = await self._postman.read(raw)
            way = Envelope(envelope.rcpt_tos, envelope.mail_from, len(raw))
            answers = await self._postman.deliver(mail, way)
        except StaffelError:
            answers = dict.fromkeys(envelope.rcpt_tos, StaffelError("unavailable"))
        replies = [_reply(answers[address]) for address in envelope.rcpt_tos]
        return "\r\n".join(replies) if self._listening.lmtp else _worst(replies)


def _reply(answer: Answer) -> str:
    match answer:
        case BusyError():
            return _BUSY
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


@asynccontextmanager
async def listening_for_mail(postman: Postman, listening: Listening, seconds: float) -> AsyncIterator[int]:
    """Listen until the block ends; then finish what is begun within `seconds`. Yield the port, a free one for 0.

    Raises StaffelError if the port is taken.
    """
    house = _House(Reception(postman, listening), listening)
    loop = asyncio.get_running_loop()
    try:
        server = await loop.create_server(house.door, listening.host, listening.port)
    except OSError as error:
        raise StaffelError(
            f"STAFFEL_MAIL_PORT {listening.port} cannot be used ({error.strerror}): stop what uses it, or set another"
        ) from error
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await house.reception.finish(seconds)
        house.close()


class _House:
    """Lets in who may bring mail, and counts them."""

    def __init__(self, reception: Reception, listening: Listening) -> None:
        self.reception = reception
        self._listening = listening
        self._inside: set[Door] = set()

    def door(self) -> Door:
        """Return the protocol of a new connection."""
        listening = self._listening
        door = (LmtpDoor if listening.lmtp else Door)(
            self.reception,
            hostname=listening.hostname,
            ident="Staffel",
            data_size_limit=listening.most_bytes,
            enable_SMTPUTF8=True,
            tls_context=listening.tls,
            require_starttls=listening.tls_required,
            auth_required=listening.login is not None,
            authenticator=self.reception.authenticate,
            loop=asyncio.get_running_loop(),
        )
        door.admit, door.left = self._admit, self._inside.discard
        return door

    def close(self) -> None:
        """Close every connection."""
        for door in self._inside:
            if door.transport is not None:
                door.transport.close()

    def _admit(self, door: Door, peer: str) -> str | None:
        if not _is_in(peer, self._listening.relays):
            log.info("mail_peer_refused", peer=peer)
            return "554 5.7.1 Only our own mail server brings mail here"
        if len(self._inside) >= MOST_CONNECTIONS:
            return "421 4.7.0 Too many connections, please try again later"
        self._inside.add(door)
        return None


def _is_in(peer: str, networks: tuple[Network, ...]) -> bool:
    try:
        address = ip_address(peer.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return any(address in network for network in networks)
