"""A real IMAP server in a process of its own: pymap, with one mailbox in memory."""

import asyncio
import imaplib
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.message import EmailMessage

USER, PASSWORD = "staffel", "geheim"
_PATIENCE = 60


@dataclass(frozen=True)
class ImapServer:
    """The server, and what a mail server or a person does with its mailbox."""

    port: int

    def put(self, *mails: EmailMessage | bytes) -> None:
        """Let mails arrive."""
        with self._open() as client:
            for mail in mails:
                raw = mail if isinstance(mail, bytes) else mail.as_bytes()
                status, _ = client.append("INBOX", "", "", raw)
                assert status == "OK"

    def ids(self, folder: str, criterion: str = "ALL") -> list[bytes]:
        """Return which mails of a folder are UNSEEN, FLAGGED or there at all."""
        with self._open() as client:
            status, _ = client.select(folder, readonly=True)
            if status != "OK":
                return []
            found: list[bytes] = client.search(None, criterion)[1][0].split()
            return found

    def _open(self) -> imaplib.IMAP4:
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=_PATIENCE)
        client.login(USER, PASSWORD)
        return client


@asynccontextmanager
async def imap_server() -> AsyncIterator[ImapServer]:
    """Run the server until the block ends."""
    port = _free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", "from pymap.main import main; main()"),
        *("--host", "127.0.0.1", "--port", str(port), "--no-tls"),
        *("dict", "--demo-user", USER, "--demo-password", PASSWORD),
        env={"PATH": os.environ["PATH"]},
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(_PATIENCE):
            while not await asyncio.to_thread(_answers, port):
                assert process.returncode is None
        yield ImapServer(port)
    finally:
        process.terminate()
        await process.wait()


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            return connection.recv(4) == b"* OK"
    except OSError:
        return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
