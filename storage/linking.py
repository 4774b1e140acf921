"""The links between the cases of a staged log, and what is wrong with them: all on disk, however many there are."""

import sqlite3
from collections.abc import Iterator

from bot.domain.event_log.linking import CIRCLE, NO_PART, SECOND_WHOLE, Link
from bot.domain.matter.events import Activity

_HANDED_ON = f"FROM rows WHERE activity = '{Activity.HANDED_ON.value}'"
# A part has one whole, that of its first row. So the chains are trees, and a part that no root leads to hangs on a
# circle: all are found in one pass, where a walk up from each would take the square of the longest chain.
_PREPARE = (
    "CREATE TABLE parts (part TEXT PRIMARY KEY, whole TEXT, line INTEGER) WITHOUT ROWID",
    f'INSERT OR IGNORE INTO parts SELECT detail, "case", line {_HANDED_ON} ORDER BY line',
    "CREATE INDEX parts_of ON parts (whole)",
    """
    CREATE TABLE rooted AS
    WITH RECURSIVE below (part) AS (
        SELECT part FROM parts WHERE whole NOT IN (SELECT part FROM parts)
        UNION ALL
        SELECT parts.part FROM below JOIN parts ON parts.whole = below.part
    )
    SELECT part FROM below
    """,
)
_LINKS = f"""
    SELECT line, "case", detail, CASE
        WHEN line > (SELECT line FROM parts WHERE part = detail) THEN '{SECOND_WHOLE}'
        WHEN detail NOT IN (SELECT part FROM rooted) THEN '{CIRCLE}'
        WHEN detail NOT IN (SELECT "case" FROM sorted WHERE line = first) THEN '{NO_PART}'
        ELSE '' END
    {_HANDED_ON} ORDER BY line
"""  # noqa: S608  # constants of this program only


def prepare_links(connection: sqlite3.Connection) -> None:
    """Find out what is part of what in the log that is sorted there."""
    for statement in _PREPARE:
        connection.execute(statement)


def read_links(connection: sqlite3.Connection) -> Iterator[Link]:
    """Yield a link for each row that hands a part on, by their lines."""
    return (Link(*values) for values in connection.execute(_LINKS))
