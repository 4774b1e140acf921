"""Mails arrive while the process is killed again and again: each one that was told as taken is exactly one handoff.

`make chaos` runs it long; CHAOS_MAILS sets how many. The senders are mail servers: what was not taken they send again.
"""

import asyncio
import os
import smtplib
import socket
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from random import Random

from bot.domain.company.people import Person
from bot.services.import_organisation import import_organisation
from handlers.manifest import manifest
from practice import open_practice
from storage.database import Storage, open_storage
from tests.chaos.company import EVERYBODY, MEMBERS, company, organisation
from tests.chaos.misfortunes import tell
from tests.chaos.processes import Processes, serving
from tests.chaos.records import Records

MAILS = int(os.environ.get("CHAOS_MAILS", "60"))
KILLS = max(3, MAILS // 50)
SERVERS = 4
RELAY = "mx.chaos.example"
_PATIENCE = 300.0
_PAUSE = 0.1  # between two attempts, as mail servers make them; nothing is expected of the time


@dataclass
class Post:
    """The mails still to be sent, and those that were told as taken; `tries` counts what was sent in vain."""

    port: int
    waiting: list[int]
    senders: list[str]
    taken: list[int] = field(default_factory=list)
    tries: int = 0
    _more: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def work(self) -> None:
        """Send until nothing waits, each mail again until it is taken."""
        while self.waiting:
            number = self.waiting.pop()
            while not await asyncio.to_thread(self._sent, number):
                self.tries += 1
                await asyncio.sleep(_PAUSE)
            async with self._more:
                self.taken.append(number)
                self._more.notify_all()

    async def reached(self, count: int) -> None:
        """Wait until that many were taken."""
        async with self._more, asyncio.timeout(_PATIENCE):
            await self._more.wait_for(lambda: len(self.taken) >= count)

    def _sent(self, number: int) -> bool:
        with (
            suppress(smtplib.SMTPException, OSError),
            smtplib.SMTP("127.0.0.1", self.port, timeout=30) as server,
        ):
            server.send_message(self._mail(number))
            return True
        return False

    def _mail(self, number: int) -> EmailMessage:
        mail = EmailMessage()
        mail["Authentication-Results"] = f"{RELAY}; dmarc=pass"
        mail["From"] = self.senders[number % len(self.senders)]
        mail["To"] = ("it" if number % 2 else "accounting") + "@staffel.example"
        mail["Subject"], mail["Message-ID"] = f"Mail {number:05}", f"<{number}@chaos.example>"
        mail.set_content(f"Text of {number}.")
        return mail


async def test_each_mail_that_was_taken_is_one_handoff_whenever_the_process_dies(
    database_url: str, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    mail = {
        "STAFFEL_MAIL_DOMAIN": "staffel.example",
        "STAFFEL_MAIL_PORT": str(port),
        "STAFFEL_MAIL_AUTHSERV_ID": RELAY,
        "STAFFEL_MAIL_PER_HOUR": "100000",
    }
    async with (
        open_practice(manifest(), company=company()) as slack,
        open_storage(database_url, patience=_PATIENCE) as storage,
    ):
        await import_organisation(storage.unit_of_work, slack.team_id, organisation())
        addresses = {user: slack.workspace.company.people[user].email for user in EVERYBODY}
        await _introduce(storage, slack.team_id, addresses)
        post = Post(port, list(range(MAILS)), [addresses[user] for user in MEMBERS["sales"]])
        log = tmp_path / "staffel.log"
        async with serving(slack, database_url, log, count=1, more=mail) as processes:
            servers = [asyncio.create_task(post.work()) for _ in range(SERVERS)]
            await _misfortunes(post, processes, Random(MAILS))  # noqa: S311 -- chaos that can be repeated
            await asyncio.gather(*servers)
        handoffs = await Records(storage, slack.team_id).handoffs()
    tell(f"{len(post.taken)} mails taken, {post.tries} sent in vain, {processes.kills} kills")
    assert processes.kills == KILLS
    assert sorted(post.taken) == list(range(MAILS))
    assert Counter(one.brief.summary for one in handoffs) == {
        f"Mail {number:05}": 1 for number in range(MAILS)
    }


async def _introduce(storage: Storage, workspace: str, addresses: dict[str, str]) -> None:
    async with storage.unit_of_work.write() as work:
        people = [Person(user, user, email=address) for user, address in addresses.items()]
        await work.people.put(workspace, people)


async def _misfortunes(post: Post, processes: Processes, random: Random) -> None:
    """Kill the process while mails are on their way, at moments spread over all of them."""
    for moment in sorted(random.sample(range(1, MAILS * 9 // 10), KILLS)):
        await post.reached(moment)
        processes.kill(random)
