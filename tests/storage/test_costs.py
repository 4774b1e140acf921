"""What a question costs depends on what it asks for, not on how much has happened."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.outbox import Sent
from bot.domain.delivery.pacing import UNLIMITED
from bot.domain.event_log.rows import LogRow
from bot.domain.matter.events import Activity
from bot.domain.matter.finding import Query
from bot.domain.matter.lists import Listing
from storage.cards import SqlCards
from storage.database import Storage
from storage.deliveries import SqlDeliveries
from storage.event_log import SqlEventLogs
from storage.figures import SqlFigures
from storage.handoffs import SqlHandoffs
from storage.nudges import SqlNudges
from storage.numbers import Numbers
from storage.outbox import SqlOutbox
from storage.tables import handoffs
from tests.company import EVERYTHING
from tests.storage.examples import HANSEN, MINUTE, NOW, a_company, a_handoff, card, line

SENT = 100_000
HANDOFFS = 9_000

_NUMBERS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})",
    "postgresql": "WITH n(i) AS (SELECT * FROM generate_series(1, {count}))",
}
_HISTORY = """
    INSERT INTO outbox (workspace, key, lane, kind, "to", number, hop, event, state, revision, sent_revision,
                        attempts, not_before, unsure, live, created_at)
    {numbers}
    SELECT o.workspace, 'line:' || i, i % 5000 || ':C0ACC', 'line', 'C0ACC', i % 5000, 1, i, 'sent', 1, 1, 0,
           o.not_before, o.unsure, o.live, o.created_at
    FROM n, outbox o
"""
_COPIED = ", ".join(column.name for column in handoffs.c if column.name not in {"id", "number", "words"})
_OTHER_HANDOFFS = f"""
    INSERT INTO handoffs (number, words, {_COPIED}) {{numbers}}
    SELECT i, 'h ' || i, {_COPIED} FROM n, handoffs WHERE i > 1
"""  # noqa: S608  # nothing in it comes from outside


@pytest.fixture
async def connection(storage: Storage) -> AsyncIterator[AsyncConnection]:
    """A connection to a database with a few handoffs and messages, which plans as if it had seen many."""
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, a_company())
        await work.handoffs.add(a_handoff(1))
        await work.outbox.put(HANSEN, [card()], NOW)
    async with storage.engines.write.begin() as connection:
        if storage.dialect == "postgresql":
            # Plans as for prepared statements; without the whole-table scans that are cheap on few rows.
            await connection.execute(text("SET LOCAL plan_cache_mode = force_generic_plan"))
            await connection.execute(text("SET LOCAL enable_seqscan = off"))
        yield connection


async def plan(connection: AsyncConnection, ask: Callable[[], Awaitable[object]]) -> str:
    """Return how the database goes about all statements of `ask`."""
    statements: list[tuple[str, tuple[object, ...]]] = []

    def note(*call: object) -> None:
        _, _, statement, parameters, *_ = call
        statements.append((statement, parameters))  # type: ignore[arg-type]

    event.listen(connection.sync_connection, "before_cursor_execute", note)
    await ask()
    event.remove(connection.sync_connection, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    plans = [await connection.exec_driver_sql(f"{explain} {told}", given) for told, given in statements]
    return "\n".join(str(row) for result in plans for row in result)


@pytest.mark.parametrize(
    ("listing", "index"),
    [
        (Listing.MINE, "ix_handoffs_mine"),
        (Listing.FROM_ME, "ix_handoffs_from_me"),
        (Listing.QUEUE, "ix_handoffs_queue"),
    ],
)
async def test_a_list_is_read_from_its_index(
    connection: AsyncConnection, listing: Listing, index: str
) -> None:
    repository = SqlHandoffs(connection, Numbers(None))
    how = await plan(
        connection, lambda: repository.page(HANSEN, listing, "U0ANNA", ["accounting"], offset=0, limit=5)
    )
    assert index in how


async def test_a_search_is_answered_from_its_index(connection: AsyncConnection) -> None:
    dialect = connection.dialect.name
    numbers = _NUMBERS[dialect].format(count=HANDOFFS)
    await connection.exec_driver_sql(_OTHER_HANDOFFS.format(numbers=numbers))
    await connection.execute(text("ANALYZE"))
    repository = SqlHandoffs(connection, Numbers(None))
    assert (
        await repository.find(HANSEN, Query("h 77"), EVERYTHING, offset=0, limit=5)
    ).total == 111  # 77, 77., 77..
    how = await plan(
        connection, lambda: repository.find(HANSEN, Query("gutsch mül"), EVERYTHING, offset=0, limit=5)
    )
    index = {"sqlite": "handoff_words VIRTUAL TABLE INDEX", "postgresql": "ix_handoff_words"}
    assert index[dialect] in how


async def test_handoffs_are_found_by_their_source_without_a_search(connection: AsyncConnection) -> None:
    how = await plan(
        connection, lambda: SqlHandoffs(connection, Numbers(None)).made_from(HANSEN, "C0SALES", "1764.0001")
    )
    assert "ix_handoffs_source" in how


async def test_a_page_of_the_event_log_begins_where_the_last_one_ended(connection: AsyncConnection) -> None:
    last = LogRow(1, "H-1", Activity.OPENED, NOW, "sales", "accounting", "U0ANNA")
    how = await plan(
        connection,
        lambda: SqlEventLogs(connection).entries(HANSEN, NOW, NOW + MINUTE, after=last, limit=9),
    )
    assert "ix_handoff_events_workspace_at" in how


async def test_cases_that_are_there_are_found_by_their_names(connection: AsyncConnection) -> None:
    numbers = _NUMBERS[connection.dialect.name].format(count=HANDOFFS)
    await connection.exec_driver_sql(_OTHER_HANDOFFS.format(numbers=numbers))
    await connection.execute(text("ANALYZE"))
    how = await plan(connection, lambda: SqlEventLogs(connection).known(HANSEN, ["ERP-1", "H-1"]))
    assert "ix_handoffs_imported_case" in how
    assert "number" in how
    assert "ix_handoffs_ended" not in how


async def test_a_card_is_looked_up_by_where_it_stands(connection: AsyncConnection) -> None:
    how = await plan(connection, lambda: SqlCards(connection).at(HANSEN, Sent("C0ACC", "1764.0001")))
    assert "ix_outbox_cards" in how


async def test_messages_that_were_sent_long_ago_cost_nothing(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, a_company())
        await work.outbox.put(HANSEN, [card()], NOW)
    async with storage.engines.write.begin() as connection:
        numbers = _NUMBERS[storage.dialect].format(count=SENT)
        await connection.exec_driver_sql(_HISTORY.format(numbers=numbers))
        await connection.execute(text("ANALYZE"))
    async with storage.engines.write.begin() as connection:
        repository, deliveries = SqlOutbox(connection), SqlDeliveries(connection)
        await repository.put(HANSEN, [line(event, number=event % 20) for event in range(1, 100)], NOW)
        claiming = await plan(
            connection, lambda: deliveries.claim(NOW, worker="one", lease=MINUTE, limit=16, rates=UNLIMITED)
        )
        looking = await plan(connection, repository.next_due)
        releasing = await plan(connection, lambda: deliveries.release("one", NOW))
    for how in (claiming, looking, releasing):
        assert "Seq Scan on outbox" not in how
        assert "SCAN outbox" not in how.replace("SCAN outbox USING INDEX", "")
    assert "ix_outbox_lane" in claiming
    assert "ix_outbox_leased" in releasing


async def test_messages_of_a_burst_are_not_compared_with_each_other(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, a_company())
        await work.outbox.put(HANSEN, [card()], NOW)
    async with storage.engines.write.begin() as connection:
        await connection.exec_driver_sql(
            _HISTORY.format(numbers=_NUMBERS[storage.dialect].format(count=HANDOFFS))
        )
        await connection.exec_driver_sql("UPDATE outbox SET state = 'sent'")
        await connection.execute(text("ANALYZE"))  # nobody knows of what comes now
    async with storage.engines.write.begin() as connection:
        repository, deliveries = SqlOutbox(connection), SqlDeliveries(connection)
        await repository.put(HANSEN, [line(event, number=event) for event in range(1, 300)], NOW)
        looking = await plan(connection, repository.next_due)
        claiming = await plan(
            connection, lambda: deliveries.claim(NOW, worker="one", lease=MINUTE, limit=16, rates=UNLIMITED)
        )
    assert "Join" not in looking + claiming
    assert "ix_outbox_lane" in looking
    assert "ix_outbox_due" in claiming
    assert "ix_outbox_lane" in claiming


async def test_a_claim_looks_only_at_what_is_due(connection: AsyncConnection) -> None:
    repository = SqlOutbox(connection)
    tomorrow = NOW + timedelta(days=1)
    await repository.put(HANSEN, [line(event, number=event) for event in range(1, 50)], tomorrow)
    claimed = await SqlDeliveries(connection).claim(
        NOW, worker="one", lease=MINUTE, limit=99, rates=UNLIMITED
    )
    assert [row.number for row in claimed] == [1]


async def test_a_tick_looks_only_at_what_is_due(connection: AsyncConnection) -> None:
    repository = SqlNudges(connection)
    assert "ix_handoffs_next_nudge" in await plan(connection, lambda: repository.due(NOW, limit=9))
    assert "ix_listeners_look_at" in await plan(connection, lambda: repository.listeners_due(NOW, limit=9))
    assert "ix_nudges_waiting" in await plan(connection, lambda: repository.pending(HANSEN, "U0ANNA"))
    assert "ix_nudges_batch" in await plan(connection, lambda: repository.batch(HANSEN, "U0ANNA", 1))


async def test_a_turn_finds_the_messages_about_its_handoff_by_their_indexes(
    connection: AsyncConnection,
) -> None:
    how = await plan(connection, lambda: SqlCards(connection).renew_live(HANSEN, 1, NOW))
    assert "ix_outbox_live" in how
    assert "ix_nudges_number" in how
    assert "Seq Scan" not in how
    assert "SCAN outbox" not in how


async def test_a_week_is_found_by_the_ends_of_its_handoffs(connection: AsyncConnection) -> None:
    figures = SqlFigures(connection)
    how = await plan(connection, lambda: figures.heads(HANSEN, ended_from=NOW, until=NOW + timedelta(days=7)))
    assert "ix_handoffs_ended" in how
    assert "SCAN handoffs" not in how
    assert "Seq Scan" not in how


@pytest.mark.parametrize("numbers", [[1, 2, 3], [1, 5_000, 90_000]])
async def test_logs_are_read_by_their_numbers(connection: AsyncConnection, numbers: list[int]) -> None:
    how = await plan(connection, lambda: SqlFigures(connection).entries(HANSEN, numbers))
    key = {"sqlite": "sqlite_autoindex_handoff_events_1", "postgresql": "pk_handoff_events"}
    assert key[connection.dialect.name] in how
