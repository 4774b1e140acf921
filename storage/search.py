"""Full-text search with the same answers on both databases.

Both index the same words, cut by us (bot.domain.text.words): SQLite in an FTS5 table that triggers keep in step,
PostgreSQL in a GIN index. Their own parsers never see what people wrote, nor what they look for.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, cast, column, func, literal_column, select, table
from sqlalchemy.dialects.postgresql import TSQUERY

from bot.domain.matter.finding import Query
from bot.domain.matter.handoff import Handoff
from bot.domain.text import words
from storage.tables import handoffs

_WORD = 64  # longer ones are cut on both sides, so that their beginnings meet
_WORDS_OF_A_QUERY = 16

# As in the index of the migration; past the parser of PostgreSQL, which would cut the words anew.
_lexemes = func.array_to_tsvector(func.string_to_array(handoffs.c.words, literal_column("' '")))
_fts = table("handoff_words", column("rowid"), column("handoff_words"))


def searched(handoff: Handoff) -> str:
    """Return the words under which `handoff` is found, each once."""
    brief = handoff.brief
    texts = (
        handoff.name,
        brief.summary,
        brief.details,
        brief.why_now,
        brief.done_when,
        brief.if_then,
        brief.customer,
        *brief.needs.values(),
        handoff.next_step,
        handoff.result,
    )
    return " ".join(_distinct(" ".join(texts)))


def fitting(query: Query, dialect: str) -> ColumnElement[bool] | None:
    """Return the condition that a handoff fits the query; None if the query asks for nothing."""
    conditions = [
        matches(query.words, dialect),
        handoffs.c.from_department == query.sender if query.sender else None,
        handoffs.c.to_department == query.receiver if query.receiver else None,
        handoffs.c.state.in_(sorted(query.states)) if query.states else None,
        handoffs.c.opened_at >= query.since if query.since else None,
        *(handoffs.c.customer.contains(word, autoescape=True) for word in words(query.customer)),
    ]
    asked = [condition for condition in conditions if condition is not None]
    return and_(*asked) if asked else None


def matches(text: str, dialect: str) -> ColumnElement[bool] | None:
    """Return the condition that every word of `text` begins a word of the handoff; None if there is no word."""
    wanted = _distinct(text)[:_WORDS_OF_A_QUERY]
    if not wanted:
        return None
    if dialect == "sqlite":
        query = " ".join(f'"{word}"*' for word in wanted)
        return handoffs.c.id.in_(select(_fts.c.rowid).where(_fts.c.handoff_words.op("MATCH")(query)))
    query = " & ".join(f"'{word}':*" for word in wanted)
    return _lexemes.op("@@", is_comparison=True)(cast(query, TSQUERY))


def latest_with_any(wanted: Sequence[str], dialect: str) -> Select[tuple[str, str]]:
    """Return a query for receiver and words of handoffs that hold one of these words, the latest first.

    `wanted` are words as `bot.domain.text.words` cuts them. Read from the end, so that with a LIMIT only so many are read.
    """
    cut = [word[:_WORD] for word in wanted[:_WORDS_OF_A_QUERY]]
    query = select(handoffs.c.to_department, handoffs.c.words)
    if dialect == "sqlite":
        found = _fts.c.handoff_words.op("MATCH")(" OR ".join(f'"{word}"' for word in cut))
        joined = query.join_from(_fts, handoffs, handoffs.c.id == _fts.c.rowid)
        return joined.where(found).order_by(_fts.c.rowid.desc())
    lexemes = cast(" | ".join(f"'{word}'" for word in cut), TSQUERY)
    return query.where(_lexemes.op("@@", is_comparison=True)(lexemes)).order_by(handoffs.c.id.desc())


def _distinct(text: str) -> list[str]:
    return list(dict.fromkeys(word[:_WORD] for word in words(text)))
