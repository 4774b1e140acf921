"""Takes mail to the use case, whichever door it came through."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import structlog

from bot.domain.company.mail_names import HANDOFF
from bot.domain.mail.addresses import Mailboxes
from bot.domain.mail.headers import Headers
from bot.domain.mail.judging import Arrival
from bot.domain.mail.mail import Mail
from bot.domain.mail.trust import is_fresh, unchecked, vouched
from bot.domain.mail.watching import asked_by
from bot.errors import StaffelError
from bot.ports import Clock, UnitOfWork
from bot.services.receive_mail import Received, receive_mail
from bot.services.request import Request
from handlers.holidays import holidays_of
from handlers.mail.parsing import parse

log = structlog.get_logger(__name__)

Answer = Received | StaffelError
"""What became of a mail at one address; an error means that nothing was kept, and that it may come again."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """How a mail came: for whom, from whom (empty for a bounce, None if nobody knows), and of what size in bytes."""

    recipients: Sequence[str]
    return_path: str | None
    size: int


class Postman:
    """Takes mails in, one after the other, since a big one needs ten times its size of memory while it is read."""

    def __init__(
        self,
        unit_of_work: UnitOfWork,
        workspace: str,
        clock: Clock,
        wake: Callable[[], None],
        *,
        domain: str,
        authserv_id: str = "",
        answers_from: str | None = None,
    ) -> None:
        self._unit_of_work = unit_of_work
        self._workspace = workspace
        self._clock = clock
        self.wake = wake
        self._domain = domain
        self._authserv_id = authserv_id
        self._answers_from = answers_from
        self._one_at_a_time = asyncio.Semaphore(1)

    async def mailboxes(self) -> Mailboxes:
        """Return the addresses that mail is taken for now."""
        async with self._unit_of_work.read() as work:
            organisation = await work.organisations.get(self._workspace)
        return Mailboxes.of(organisation.departments, [self._domain])

    def address(self, department: str | None) -> str:
        """Return the address of a department, or the common one."""
        return f"{department or HANDOFF}@{self._domain}"

    async def read(self, raw: bytes) -> Mail:
        """Return the mail that these bytes are."""
        async with self._one_at_a_time:
            try:
                return await asyncio.to_thread(parse, raw)
            except (
                Exception
            ):  # what nobody has thought of goes back as one that says nothing, and holds nobody up
                log.exception("mail_unreadable", size=len(raw))
                return Mail(Headers(), whole=False)

    async def deliver(self, mail: Mail, envelope: Envelope) -> Mapping[str, Answer]:
        """Return what became of the mail at each of its addresses; what is told as received is kept.

        Raises StaffelError if it cannot be told whom it is for, and then nothing is kept.
        """
        mailboxes = await self.mailboxes()
        departments = {address: mailboxes.department(address) for address in envelope.recipients}
        answers = {
            department: await self._receive(self._arrival(mail, department, envelope, mailboxes))
            for department in dict.fromkeys(departments.values())
        }
        self.wake()
        return {address: answers[department] for address, department in departments.items()}

    def _arrival(
        self, mail: Mail, department: str | None, envelope: Envelope, mailboxes: Mailboxes
    ) -> Arrival:
        in_copy = _in_copy(mail, department, mailboxes)
        return Arrival(
            mail,
            department,
            envelope.return_path,
            vouched=vouched(mail.headers, mail.sender, self._authserv_id),
            unchecked=unchecked(mail.headers, mail.sender, self._authserv_id)
            and is_fresh(mail.headers, self._clock()),
            in_copy=in_copy,
            asks=asked_by(mail, mailboxes) if in_copy else (),
            size=envelope.size,
            is_answered=self._answers_from is not None,
        )

    async def _receive(self, arrival: Arrival) -> Answer:
        request = Request(self._workspace, "", "", self._clock(), holidays_of)
        try:
            ours = [*filter(None, (self.address(None), self._answers_from))]
            received = await receive_mail(self._unit_of_work, request, arrival, ours=ours)
        except StaffelError as error:
            log.warning("mail_not_received", error=str(error))
            return error
        log.info(
            "mail_received",
            outcome=received.outcome,
            reason=received.reason,
            handoff=received.number,
            again=received.again,
        )
        return received


def _in_copy(mail: Mail, department: str | None, mailboxes: Mailboxes) -> bool:
    """Return whether the department stands in the copies, and is not asked for anything."""
    copied, asked = (mailboxes.departments(mail.headers.all(field)) for field in ("Cc", "To"))
    return department is not None and department in copied and department not in asked
