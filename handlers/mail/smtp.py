"""The listener for a company's mail server, by SMTP or LMTP: who may come in, and how many at a time."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

import structlog

from bot.errors import StaffelError
from handlers.mail.door import Door, LmtpDoor
from handlers.mail.postman import Postman
from handlers.mail.reception import Reception

log = structlog.get_logger(__name__)

Network = IPv4Network | IPv6Network

MOST_CONNECTIONS = 20


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


@asynccontextmanager
async def listening_for_mail(postman: Postman, listening: Listening, seconds: float) -> AsyncIterator[int]:
    """Listen until the block ends; then finish what is begun within `seconds`. Yield the port, a free one for 0.

    Raises StaffelError if the port is taken.
    """
    reception = Reception(postman, per_hour=listening.per_hour, lmtp=listening.lmtp, login=listening.login)
    house = _House(reception, listening)
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
        await reception.finish(seconds)
        house.close()


class _House:
    """Lets in who may bring mail, and counts them."""

    def __init__(self, reception: Reception, listening: Listening) -> None:
        self._reception = reception
        self._listening = listening
        self._inside: set[Door] = set()

    def door(self) -> Door:
        """Return the protocol of a new connection."""
        listening = self._listening
        door = (LmtpDoor if listening.lmtp else Door)(
            self._reception,
            hostname=listening.hostname,
            ident="Staffel",
            data_size_limit=listening.most_bytes,
            enable_SMTPUTF8=True,
            tls_context=listening.tls,
            require_starttls=listening.tls_required,
            auth_required=listening.login is not None,
            authenticator=self._reception.authenticate,
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
