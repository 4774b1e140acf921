"""The SMTP session: aiosmtpd's, with memory that is bounded by the size limit and a place at a counted door."""

import asyncio
from collections.abc import Callable, Sized

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, syntax
from typing_extensions import override

_LINE_END, _END = b"\r\n", b"\r\n.\r\n"
_TOO_BIG = "552 5.3.4 The mail is too big"

Admit = Callable[["Door", str], str | None]
"""Returns why a peer is turned away, as an SMTP answer; None if it may come in."""


class Door(SMTP):
    """One connection. aiosmtpd keeps each line of a mail as an object, thirty times its size."""

    admit: Admit
    left: Callable[["Door"], None]
    _turned_away = False

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if self.transport is not None:  # after STARTTLS
            return super().connection_made(transport)
        peer = transport.get_extra_info("peername")
        why = self.admit(self, str(peer[0]) if peer else "")
        if why is None:
            return super().connection_made(transport)
        self._turned_away = True
        if isinstance(transport, asyncio.Transport):
            transport.write(f"{why}\r\n".encode())
        transport.close()
        return None

    @override
    def connection_lost(self, error: Exception | None) -> None:
        if not self._turned_away:
            self.left(self)
            super().connection_lost(error)

    @override
    def eof_received(self) -> bool | None:
        return False if self._turned_away else super().eof_received()

    @override
    @syntax("DATA")
    async def smtp_DATA(self, arg: str | None) -> None:
        if await self.check_helo_needed() or await self.check_auth_needed("DATA"):
            return
        assert self.envelope is not None  # noqa: S101 - aiosmtpd makes one with the connection
        if arg or not self.envelope.rcpt_tos:
            await self.push("501 Syntax: DATA" if arg else "503 Error: need RCPT command")
            return
        await self.push("354 End data with <CR><LF>.<CR><LF>")
        content = await self._content()
        if content is None:
            answer = "\r\n".join([_TOO_BIG] * self._answers(self.envelope.rcpt_tos))
        else:
            self.envelope.content = content
            answer = await self.event_handler.handle_DATA(self, self.session, self.envelope)
        self._set_post_data_state()  # type: ignore[no-untyped-call]
        await self.push(answer)

    def _answers(self, _recipients: Sized) -> int:
        """Return how many answers the other side waits for after a mail."""
        return 1

    async def _content(self) -> bytes | None:
        """Return the mail, read to its end; None if it was too big, and then it was let go on the way."""
        # The end begins with the end of a line; before an empty mail there is none.
        put_back(self._reader, _LINE_END)
        content: bytearray | None = bytearray()
        most, ended = (self.data_size_limit or 0) + len(_END), False
        while not ended:
            try:
                piece = await self._reader.readuntil(_END)
                ended = True
            except asyncio.LimitOverrunError as longer:
                piece = await self._reader.read(longer.consumed)
            if content is not None and len(content) + len(piece) <= most:
                content += piece
            else:
                content = None
        return _as_written(content) if content else None


def put_back(reader: asyncio.StreamReader, read: bytes) -> None:
    """Let `read` be what is read next.

    asyncio has no public way to it. The ways without are worse: whoever looks for the end of a mail that may be empty
    has to read line by line, which takes minutes for a mail of 50 MB, or past its end, into the next command.
    """
    reader._buffer[:0] = read  # type: ignore[attr-defined]


def _as_written(content: bytearray) -> bytes:
    """Return what was sent; each line that begins with a dot has come with one more (RFC 5321, 4.5.2)."""
    lines = content[: len(_LINE_END) - len(_END)].replace(b"\r\n.", _LINE_END)
    return bytes(lines[len(_LINE_END) :])


class LmtpDoor(Door, LMTP):
    """The same for LMTP, where each recipient gets an answer of its own."""

    @override
    def _answers(self, recipients: Sized) -> int:
        return len(recipients)
