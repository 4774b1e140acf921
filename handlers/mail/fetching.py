"""Fetches the unread mail of a mailbox: a mail is marked after it is kept, so that one that was not comes again."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.domain.delivery.troubles import MAILBOX, STRANGE
from bot.domain.mail.headers import addresses_in
from bot.domain.mail.mail import Mail
from bot.domain.mail.records import Outcome
from bot.errors import StaffelError
from bot.ports import Clock, UnitOfWork
from bot.services.mailbox_troubles import mend_mailbox, tell_of_mail
from bot.services.receive_mail import Received
from handlers.mail.imap import Account, Mailbox, MailboxError, open_mailbox
from handlers.mail.limits import Waiting
from handlers.mail.postman import Answer, Envelope, Postman
from handlers.schedule import every
from handlers.tasks import Tasks

log = structlog.get_logger(__name__)

_ADDRESSED = ("Delivered-To", "X-Original-To", "To", "Cc")


class Fetcher:
    """Looks into one mailbox; `department` gets what names none of our addresses."""

    def __init__(
        self,
        postman: Postman,
        account: Account,
        unit_of_work: UnitOfWork,
        workspace: str,
        clock: Clock,
        *,
        most_bytes: int,
        per_hour: int,
        department: str | None = None,
    ) -> None:
        self._postman = postman
        self._account = account
        self._unit_of_work = unit_of_work
        self._workspace = workspace
        self._clock = clock
        self._most_bytes = most_bytes
        self._department = department
        self._waiting = Waiting(per_hour)
        self._broke: set[str] = set()
        self._tasks = Tasks()
        self._one_at_a_time = asyncio.Lock()

    @asynccontextmanager
    async def fetching(self, period: timedelta, seconds: float) -> AsyncIterator[None]:
        """Look now and again and again, until the block ends; then finish what is begun within `seconds`."""
        self._tasks.start(self.look())
        try:
            async with every(period, self._tick):
                yield
        finally:
            await self._tasks.finish(seconds)

    async def look(self) -> None:
        """Take in what is unread; tell the admins if that cannot be done."""
        async with self._one_at_a_time:
            try:
                await self._look()
                await mend_mailbox(self._unit_of_work, self._workspace)
            except MailboxError as error:
                log.warning("mailbox_unread", error=str(error), cause=str(error.__cause__))
                await self._tell(MAILBOX, str(error))
            except StaffelError as error:  # the database is away: all of it is still unread when it is back
                log.warning("mailbox_put_off", error=str(error))

    async def _tick(self) -> None:
        if not self._one_at_a_time.locked():
            self._tasks.start(self.look())

    async def _look(self) -> None:
        opened = open_mailbox(self._account)
        mailbox = await asyncio.to_thread(opened.__enter__)
        try:
            unread = await asyncio.to_thread(mailbox.unread)
            self._waiting.forget_others(unread)
            for one in sorted(
                unread, key=self._broke.__contains__
            ):  # what broke the last look comes last in this one
                self._broke.add(one)
                await self._guarded(mailbox, one)
                self._broke.discard(one)
        finally:
            await asyncio.to_thread(opened.__exit__, None, None, None)

    async def _guarded(self, mailbox: Mailbox, one: str) -> None:
        """Take a mail in; one at which something fails that nobody has thought of is left to a person."""
        try:
            await self._take(mailbox, one)
        except (MailboxError, StaffelError):
            raise
        except Exception:
            log.exception("mail_not_taken", mail=one)
            await asyncio.to_thread(mailbox.refused, one)
            await self._tell(STRANGE, self._clock().date().isoformat())

    async def _take(self, mailbox: Mailbox, one: str) -> None:
        if self._waiting.waits(one):
            return
        raw = await asyncio.to_thread(mailbox.fetch, one, self._most_bytes)
        if raw is None:  # the next look tries again; the mails behind it need not wait
            log.warning("mail_not_fetched", mail=one)
            return
        mail = await self._postman.read(raw)
        path = _return_path(mail)
        if self._waiting.waits(one, (mail.sender if path is None else path).casefold()):
            log.warning("mail_over_limit", mail=one)
            return
        if len(raw) == self._most_bytes:
            mail = replace(mail, whole=False)
        answers = await self._delivered(mail, len(raw))
        if all(isinstance(answer, Received) for answer in answers):
            refused = all(isinstance(one, Received) and one.outcome is Outcome.REFUSED for one in answers)
            await asyncio.to_thread(mailbox.refused if refused else mailbox.taken, one)

    async def _delivered(self, mail: Mail, size: int) -> Sequence[Answer]:
        """Return what became of the mail at each of its addresses; the common one, if it has none of ours."""
        mailboxes = await self._postman.mailboxes()
        named = addresses_in(value for field in _ADDRESSED for value in mail.headers.all(field))
        ours = [*dict.fromkeys(filter(mailboxes.takes, named))]
        envelope = Envelope(ours or [self._postman.address(self._department)], _return_path(mail), size)
        return [*(await self._postman.deliver(mail, envelope)).values()]

    async def _tell(self, place: str, error: str) -> None:
        try:
            if await tell_of_mail(self._unit_of_work, self._workspace, place, error, self._clock()):
                self._postman.wake()
        except StaffelError as unsaved:  # the next look tells
            log.warning("trouble_not_told", error=str(unsaved))


def _return_path(mail: Mail) -> str | None:
    """Return the sender of the envelope, where the mailbox has kept it."""
    return next((value.strip("<> ") for value in mail.headers.all("Return-Path")), None)
