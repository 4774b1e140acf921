"""Column types that mean the same on both databases."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import JSON, TypeDecorator, TypeEngine
from typing_extensions import override

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_JSON_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


class UnstorableError(DontWrapMixin, ValueError):
    """A value that one of the databases could not keep as it is; the edges have to clean it first."""


def microseconds(at: datetime) -> int:
    """Return the microseconds since 1970, as SQLite keeps times."""
    return (at - EPOCH) // _MICROSECOND


def at_microsecond(number: int) -> datetime:
    """Return the time that so many microseconds since 1970 mean, in UTC."""
    return EPOCH + timedelta(microseconds=number)


class UtcTime(TypeDecorator[datetime]):
    """An aware time, given back in UTC; naive ones raise UnstorableError.

    SQLite has no type for it: there it is an integer, the microseconds since 1970, which sorts and indexes.
    """

    impl = TIMESTAMP(timezone=True)
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type of `dialect`'s columns."""
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else TIMESTAMP(timezone=True))

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | int | None:
        """Return what the driver gets."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise UnstorableError("a time without a zone cannot be stored")
        return microseconds(value) if dialect.name == "sqlite" else value

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return what the driver gave, in UTC."""
        if value is None:
            return None
        if isinstance(value, int):
            return at_microsecond(value)
        at: datetime = value
        return at.astimezone(UTC)


class Words(TypeDecorator[str]):
    """A text; NUL and lone surrogates raise UnstorableError, since PostgreSQL knows neither."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return what the driver gets."""
        if value is not None and "\0" in value:
            raise UnstorableError("a text with NUL cannot be stored")
        return _encodable(value) if value is not None else None


def dump_json(value: object) -> str:
    """Return `value` as JSON; NUL and lone surrogates raise UnstorableError."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # The expression tries at every letter; to look for the six letters first takes a fiftieth of that.
    if r"\u0000" in text and _JSON_NUL.search(text):
        raise UnstorableError("a text with NUL cannot be stored")
    return _encodable(text)


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UnstorableError("a text with a lone surrogate cannot be stored") from None
    return text


def document() -> JSON:
    """Return a type for JSON; None is SQL's NULL."""
    return JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def serial() -> BigInteger:
    """Return a type for ids that the database counts."""
    return BigInteger().with_variant(Integer(), "sqlite")
