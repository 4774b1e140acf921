"""Mails that came in: what became of them, and which handoffs they belong to."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.mail.awaiting import AwaitedMail
from bot.domain.mail.records import MailRecord, Outcome, Reason, ThreadMail
from bot.domain.mail.watching import Watch


class Mails(Protocol):
    """What is kept of mails."""

    async def add(self, workspace: str, record: MailRecord) -> int:
        """Keep a record; return its id."""
        ...

    async def get(self, workspace: str, mail: int) -> MailRecord | None:
        """Return the record of that id, if there is one."""
        ...

    async def settle(self, workspace: str, mail: int, outcome: Outcome, *, number: int | None = None) -> bool:
        """Say what became of a held mail, and let its text go; return False if it was not held any more.

        `number` is the handoff it belongs to now.
        """
        ...

    async def count_held(self, workspace: str, reason: Reason, **asked: str | None) -> int:
        """Return how many mails are held for this reason; `asked` names the `department` or `user` they wait for."""
        ...

    async def held_before(self, workspace: str, before: datetime, *, limit: int) -> list[int]:
        """Return the ids of mails that are held since before that time, the oldest first."""
        ...

    async def recent(self, workspace: str, *, limit: int, held: bool = False) -> list[MailRecord]:
        """Return the latest records, the newest first; `held`: only of mails that wait for somebody's word."""
        ...

    async def of_handoff(self, workspace: str, number: int) -> list[MailRecord]:
        """Return the records of a handoff's mails, the oldest first."""
        ...

    async def older(self, workspace: str, before: datetime, *, after: int, limit: int) -> list[int]:
        """Return the ids of records from before that time that are not held, those over `after`."""
        ...

    async def drop(self, workspace: str, ids: Sequence[int]) -> None:
        """Forget these records."""
        ...

    async def link(self, workspace: str, mail: ThreadMail) -> None:
        """Note that answers to this mail belong to its handoff."""
        ...

    async def linked(self, workspace: str, message_ids: Collection[str]) -> list[ThreadMail]:
        """Return what is known of the mails with these ids, by handoff."""
        ...

    async def hold_threads(self, workspace: str) -> None:
        """Let nobody else look which handoff a mail belongs to, until the transaction ends."""
        ...

    async def await_mails(self, workspace: str, awaited: Sequence[AwaitedMail], now: datetime) -> None:
        """Note which mails were named before they came; what was noted first holds."""
        ...

    async def awaited(
        self, workspace: str, message_ids: Collection[str], department: str
    ) -> list[AwaitedMail]:
        """Return who named these ids in mails to the department, by handoff."""
        ...

    async def forget_awaited(self, workspace: str, before: datetime) -> None:
        """Forget which mails were named earlier than `before`."""
        ...


class Watches(Protocol):
    """Mails that are watched, each by the prompt about it."""

    async def begin(self, workspace: str, watch: Watch) -> None:
        """Watch a mail whose prompt was stored."""
        ...

    async def get(self, workspace: str, prompt: int) -> Watch | None:
        """Return the watch of that prompt, if it is about a mail."""
        ...

    async def of_mails(self, workspace: str, message_ids: Collection[str]) -> list[Watch]:
        """Return the watches of the mails with these ids, those that are over too."""
        ...

    async def end(self, workspace: str, prompts: Sequence[int]) -> None:
        """Let go of subject and addresses: nobody is asked about these any more."""
        ...

    async def drop(self, workspace: str, before: datetime) -> None:
        """Forget the watches whose answer was due earlier than `before`."""
        ...
