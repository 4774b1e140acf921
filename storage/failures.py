"""The one place where errors of the drivers become ours."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.errors import ConflictError, StaffelError, StorageUnavailableError

_SQLITE = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_CANTOPEN: "lost",
    sqlite3.SQLITE_IOERR: "lost",
    sqlite3.SQLITE_CORRUPT: "lost",
    sqlite3.SQLITE_NOTADB: "lost",
}
_PRIMARY = 0xFF  # the rest of an SQLite code tells details of it

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_SQLSTATE = {
    "25006": "read_only",
    "42703": "outdated",
    "42P01": "outdated",
    "53100": "full",
    "55P03": "locked",
    "57014": "locked",
}
_SQLSTATE_CLASS = dict.fromkeys(("08", "28", "3D", "53", "57", "58"), "lost")
_FASTER = ("40001", "40P01")  # could not serialize, deadlock: the other transaction won


def translate(context: ExceptionContext) -> StaffelError | None:
    """Return our error for a driver's, for SQLAlchemy's `handle_error`; None if it is a mistake of ours."""
    error = context.original_exception
    if not isinstance(error, Exception):  # somebody cancels us
        return None
    return _meaning(error, lost=context.is_disconnect or context.connection is None)


@contextmanager
def translating(is_closed: Callable[[], bool]) -> Iterator[None]:
    """Turn the errors of a driver that is asked without SQLAlchemy into ours; mistakes of ours stay as they are."""
    try:
        yield
    except Exception as error:
        if meant := _meaning(error, lost=is_closed()):
            raise meant from error
        raise


def _meaning(error: Exception, *, lost: bool) -> StaffelError | None:
    if getattr(error, "sqlstate", None) in _FASTER:
        return ConflictError(str(error))
    reason = _reason(error)
    if reason is None and lost:
        reason = "lost"
    return StorageUnavailableError(reason, str(error)) if reason else None


@contextmanager
def connecting() -> Iterator[None]:
    """Turn what can happen on the way to a connection, before SQLAlchemy watches over it, into our error."""
    try:
        yield
    except PoolTimeoutError as error:
        raise StorageUnavailableError("locked", "no connection became free") from error
    except OSError as error:
        raise StorageUnavailableError("lost", str(error) or type(error).__name__) from error


def _reason(error: Exception) -> str | None:
    if isinstance(error, OSError):  # the network, and the time limit of a statement
        return "lost"
    if isinstance(error, sqlite3.Error):
        return _sqlite_reason(error)
    sqlstate = getattr(error, "sqlstate", None) or ""
    return _SQLSTATE.get(sqlstate) or _SQLSTATE_CLASS.get(sqlstate[:2])


def _sqlite_reason(error: sqlite3.Error) -> str | None:
    if str(error).startswith(("no such table", "no such column")):
        return "outdated"
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return _SQLITE.get(code & _PRIMARY)
