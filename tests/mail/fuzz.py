"""`make fuzz`: broken mails for ten minutes, each delivered twice; nothing is lost, nothing twice, no crash, and memory stays.

FUZZ_MINUTES and FUZZ_SEED set how long, and repeat a run that went wrong.
"""

import asyncio
import logging
import os
import resource
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

import structlog

from bot.services.receive_mail import Received
from handlers.mail.postman import Envelope, Postman
from storage.database import open_storage
from storage.migrate import upgrade
from tests.company import COMPANY, MONDAY, WORKSPACE
from tests.mail.letters import ADDRESSES, STAFF
from tests.mail.sending import ACCOUNTING, RELAY, Server
from tests.mail.test_a_thread import mails

MINUTES = float(os.environ.get("FUZZ_MINUTES", "10"))
SEED = int(os.environ.get("FUZZ_SEED", "0")) or time.time_ns() % 1_000_000
MOST_MEGABYTES = 400
_TOKENS = (
    *(
        b"\r\n",
        b"\n\n",
        b"--b",
        b"--",
        b"=?utf-8?q?",
        b"?=",
        b"\x00",
        b"\xff\xfe",
        b"<",
        b">",
        b'"',
        b";",
        b"charset=utf-16",
    ),
    *(
        b"Content-Type: multipart/mixed; boundary=b\n",
        b"Content-Type: message/rfc822\n",
        b"Content-Type: text/html\n",
    ),
    *(
        b"Content-Transfer-Encoding: base64\n",
        b"From: a@b\n",
        b"Message-ID: <x>\n",
        b"References: <0@x> <1@x>\n",
    ),
)


def broken(raw: bytes, random: Random) -> bytes:
    """Return a mail with some of its bytes changed, left out, doubled, or replaced by what means something."""
    mail = bytearray(raw)
    for _ in range(random.randrange(12)):
        at, length = random.randrange(len(mail) + 1), random.randrange(40)
        match random.randrange(5):
            case 0:
                mail[at : at + length] = random.randbytes(length)
            case 1:
                del mail[at : at + length]
            case 2:
                mail[at:at] = mail[at : at + length] * random.choice((1, 2, 500))
            case 3:
                mail[at:at] = random.choice(_TOKENS)
            case 4:
                mail[at : at + length] = random.choice(_TOKENS)
    return bytes(mail)


async def fuzz(directory: Path) -> Counter[str]:
    """Deliver until the time is over; return what became of the mails."""
    random, corpus = Random(SEED), [mail.as_bytes() for mail in mails()]  # noqa: S311
    url = f"sqlite:///{directory / 'fuzz.db'}"
    await upgrade(url)
    end, became = time.monotonic() + MINUTES * 60, Counter[str]()
    async with open_storage(url) as storage:
        async with storage.unit_of_work.write() as work:
            await work.organisations.save(WORKSPACE, COMPANY)
            await work.people.put(WORKSPACE, STAFF)
        uow = storage.unit_of_work
        postman = Postman(
            uow, WORKSPACE, lambda: MONDAY, lambda: None, domain="staffel.example", authserv_id=RELAY
        )
        while time.monotonic() < end:
            raw = broken(random.choice(corpus), random) if random.randrange(4) else random.randbytes(2000)
            became[await _twice(postman, raw)] += 1
        server = Server(0, uow)
        assert len(await server.handoffs()) == min(became["offered"], 2000)
    return became


async def _twice(postman: Postman, raw: bytes) -> str:
    mail = await postman.read(raw)
    envelope = Envelope([ACCOUNTING], ADDRESSES["U0ANNA"], len(raw))
    first = (await postman.deliver(mail, envelope))[ACCOUNTING]
    second = (await postman.deliver(await postman.read(raw), envelope))[ACCOUNTING]
    if not isinstance(first, Received):  # too many are held: nothing was kept, and it may come again
        assert not isinstance(second, Received), raw
        return "busy"
    assert isinstance(second, Received), raw
    assert second.again, raw
    assert (first.outcome, first.number) == (second.outcome, second.number), raw
    return f"{first.outcome}, again" if first.again else str(first.outcome)


def main() -> None:
    """Run, and print what became of the mails."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    print(f"FUZZ_SEED={SEED} FUZZ_MINUTES={MINUTES:g}")  # noqa: T201
    with tempfile.TemporaryDirectory() as directory:
        became = asyncio.run(fuzz(Path(directory)))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{became.total()} mails, each twice: {dict(became)}; at most {megabytes} MB")  # noqa: T201
    assert megabytes < MOST_MEGABYTES


if __name__ == "__main__":
    main()
