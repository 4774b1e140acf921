"""Mail that is fetched from a mailbox, over real IMAP."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace

import pytest
from typing_extensions import override

from bot.domain.delivery.messages import MessageKind
from bot.domain.mail.mail import Mail
from bot.domain.mail.records import Outcome
from bot.ports import UnitOfWork
from handlers.mail.fetching import Fetcher
from handlers.mail.imap import Account
from handlers.mail.postman import Answer, Envelope, Postman
from tests.company import ANNA, BEN, MONDAY, NINA, WORKSPACE
from tests.mail.imap_server import PASSWORD, USER, ImapServer, imap_server
from tests.mail.letters import ADDRESSES, CUSTOMER
from tests.mail.sending import Server, message
from tests.services.desk import delivered

MOST_BYTES = 100_000


@pytest.fixture
async def imap() -> AsyncIterator[ImapServer]:
    async with imap_server() as server:
        yield server


@pytest.fixture
def account(imap: ImapServer) -> Account:
    return Account("127.0.0.1", "none", USER, PASSWORD, imap.port)


@pytest.fixture
def office(uow: UnitOfWork) -> Server:
    return Server(0, uow)


def fetcher(
    uow: UnitOfWork, postman: Postman, account: Account, department: str | None = None, per_hour: int = 100
) -> Fetcher:
    return Fetcher(
        postman,
        account,
        uow,
        WORKSPACE,
        lambda: MONDAY,
        most_bytes=MOST_BYTES,
        per_hour=per_hour,
        department=department,
    )


async def test_unread_mail_becomes_handoffs_and_is_marked_as_read(
    uow: UnitOfWork, postman: Postman, account: Account, imap: ImapServer, office: Server
) -> None:
    imap.put(message(), message("Und?", message_id="<2@x>", In_Reply_To="<1@hansen.example>"))
    fetching = fetcher(uow, postman, account)
    await fetching.look()
    await fetching.look()
    [handoff] = await office.handoffs()
    assert (handoff.requester, await office.lines(1)) == (ANNA, ["Und?"])
    assert imap.ids("INBOX", "UNSEEN") == []
    assert len(imap.ids("INBOX")) == 2


async def test_what_was_taken_in_is_put_away_where_that_is_wanted(
    uow: UnitOfWork, postman: Postman, account: Account, imap: ImapServer
) -> None:
    imap.put(message())
    await fetcher(uow, postman, replace(account, done="Staffel")).look()
    assert (imap.ids("INBOX"), len(imap.ids("Staffel"))) == ([], 1)


async def test_a_mail_that_is_unread_again_is_no_second_handoff(
    uow: UnitOfWork, postman: Postman, account: Account, imap: ImapServer, office: Server
) -> None:
    imap.put(message(), message())
    await fetcher(uow, postman, account).look()
    assert len(await office.handoffs()) == 1


async def test_what_names_no_address_of_ours_goes_to_the_department_that_is_set(
    uow: UnitOfWork, postman: Postman, account: Account, imap: ImapServer, office: Server
) -> None:
    imap.put(message(to="versand@hansen.example"))
    await fetcher(uow, postman, account, department="logistics").look()
    assert [one.to_department for one in await office.handoffs()] == ["logistics"]


async def test_a_mail_that_is_refused_stays_and_is_flagged(
    uow: UnitOfWork, postman: Postman, account: Account, imap: ImapServer, office: Server
) -> None:
    imap.put(message(sender=CUSTOMER, believed=False))
    await fetcher(uow, postman, replace(account, done="Staffel")).look()
    assert len(imap.ids("INBOX", "FLAGGED")) == 1
    assert [one.outcome for one in await office.records()] == [Outcome.REFUSED]


async def test_of_a_mail_over_the_limit_the_beginning_is_read_and_the_text_says_so(
    uow: UnitOfWork, postman: Postman, account: Account, imap: ImapServer, office: Server
) -> None:
    big = message("Bitte buchen.")
    big.add_attachment(bytes(2 * MOST_BYTES), maintype="application", subtype="pdf", filename="r.pdf")
    imap.put(big)
    await fetcher(uow, postman, account).look()
    [handoff] = await office.handoffs()
    assert handoff.brief.details.startswith("Bitte buchen.\n\n…")
    assert imap.ids("INBOX", "UNSEEN") == []


@pytest.mark.parametrize(
    ("wrong", "error"),
    [({"password": "falsch"}, "login"), ({"folder": "Fehlt"}, "folder"), ({"port": 1}, "unreachable")],
)
async def test_a_mailbox_that_cannot_be_read_is_told_once_to_the_admin(
    uow: UnitOfWork, postman: Postman, account: Account, wrong: dict[str, str], error: str
) -> None:
    broken = fetcher(uow, postman, replace(account, **wrong))  # type: ignore[arg-type]
    await broken.look()
    await broken.look()
    rows = await delivered(uow)
    assert [(row.kind, row.to) for row in rows] == [(MessageKind.TROUBLE, NINA)]
    async with uow.read() as work:
        assert [one.error for one in await work.troubles.all(WORKSPACE)] == [error]
    await fetcher(uow, postman, account).look()
    async with uow.read() as work:
        assert await work.troubles.all(WORKSPACE) == []
    await broken.look()
    assert len(await delivered(uow)) == 1


async def test_too_many_mails_of_one_sender_wait_in_the_mailbox_and_hold_up_nobody_else(
    uow: UnitOfWork, postman: Postman, account: Account, imap: ImapServer, office: Server
) -> None:
    imap.put(
        *(message(subject=f"Nr. {number}", message_id=f"<{number}@x>") for number in range(3)),
        message(sender=ADDRESSES[BEN], subject="Von Ben", message_id="<ben@x>"),
    )
    fetching = fetcher(uow, postman, account, per_hour=2)
    for _ in range(2):
        await fetching.look()
        subjects = [one.brief.summary for one in await office.handoffs()]
        assert subjects == ["Nr. 0", "Nr. 1", "Von Ben"]
        assert len(imap.ids("INBOX", "UNSEEN")) == 1


async def test_a_mail_at_which_something_fails_is_flagged_and_told_once_and_the_next_one_comes_in(
    uow: UnitOfWork, postman: Postman, account: Account, imap: ImapServer, office: Server
) -> None:
    imap.put(message(subject="Schlecht"), message(subject="Gut", message_id="<2@x>"))
    fetching = fetcher(uow, _Stumbles(postman), account)
    await fetching.look()
    await fetching.look()
    assert [one.brief.summary for one in await office.handoffs()] == ["Gut"]
    assert (imap.ids("INBOX", "UNSEEN"), len(imap.ids("INBOX", "FLAGGED"))) == ([], 1)
    told = [row.to for row in await delivered(uow) if row.kind is MessageKind.TROUBLE]
    assert told == [NINA]


class _Stumbles(Postman):
    """Somebody who fails at one mail in a way that nobody has thought of."""

    def __init__(self, other: Postman) -> None:
        vars(self).update(vars(other))

    @override
    async def deliver(self, mail: Mail, envelope: Envelope) -> Mapping[str, Answer]:
        if mail.subject == "Schlecht":
            raise ZeroDivisionError
        return await super().deliver(mail, envelope)
