"""What an operator sees of messages that Slack does not have."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.delivery.outbox import Dead, Outcome
from bot.domain.delivery.pacing import UNLIMITED
from handlers.org_file import write_organisation
from storage.database import open_storage
from tests.cli.conftest import Staffel
from tests.company import COMPANY

WORKSPACE = "T0HANSEN"
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


async def refused_and_waiting() -> None:
    """Queue the cards of H-1 and H-2, and let Slack refuse the first."""
    async with open_storage("sqlite:///staffel.db") as storage, storage.unit_of_work.write() as work:
        cards = [Message(MessageKind.CARD, "C0ACC", number, 1) for number in (1, 2)]
        await work.outbox.put(WORKSPACE, cards, MONDAY)
        (row,) = await work.deliveries.claim(
            MONDAY, worker="one", lease=timedelta(minutes=1), limit=1, rates=UNLIMITED
        )
        await work.deliveries.settle([Outcome(row, Dead("is_archived"))], MONDAY, rates=UNLIMITED)


@pytest.fixture
def outbox(staffel: Staffel) -> Staffel:
    Path("org.yaml").write_text(write_organisation(COMPANY), "utf-8")
    staffel("org", "import", "org.yaml", "--workspace", WORKSPACE)
    asyncio.run(refused_and_waiting())
    return staffel


def test_what_was_refused_is_listed_with_its_reason(outbox: Staffel) -> None:
    assert outbox("outbox", "list").out == (
        "     1  refused    H-1 card → C0ACC  since 2026-11-23 09:00 UTC  is_archived\n"
        "     2  waits      H-2 card → C0ACC  since 2026-11-23 09:00 UTC\n"
    )


def test_an_empty_outbox(outbox: Staffel) -> None:
    assert outbox("outbox", "list", "--workspace", "T0OTHER").out == "Nothing waits.\n"


def test_a_second_chance(outbox: Staffel) -> None:
    assert outbox("outbox", "retry", "1").out == "1 message goes out again.\n"
    assert "1  waits      H-1" in outbox("outbox", "list").out


def test_a_second_chance_for_everything(outbox: Staffel) -> None:
    assert outbox("outbox", "retry", "--everything").out == "1 message goes out again.\n"
    assert outbox("outbox", "retry", "--everything").out == "0 messages go out again.\n"


def test_a_number_that_was_not_refused_is_told_and_nothing_is_done(outbox: Staffel) -> None:
    outcome = outbox("outbox", "retry", "1", "2")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == "Slack refused not all of these, so nothing was done; see `staffel outbox list`\n"
    assert "1  refused" in outbox("outbox", "list").out


@pytest.mark.parametrize("arguments", [(), ("1", "--everything")])
def test_it_has_to_be_said_which(outbox: Staffel, arguments: tuple[str, ...]) -> None:
    outcome = outbox("outbox", "retry", *arguments)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == "Name the messages by their numbers, or all of them with --everything\n"


def test_a_database_without_tables_tells_what_to_run(staffel: Staffel) -> None:
    outcome = staffel("outbox", "list")
    assert outcome.code == 1
    assert outcome.err.startswith("The database lacks this version's tables: run `staffel db upgrade`")
