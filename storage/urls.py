"""Which database a URL means. The driver is chosen by us."""

from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import StaffelError

_ADVICE = "write sqlite:///staffel.db for a file, or postgresql://user:password@host/name for a server"


class DatabaseUrlError(StaffelError):
    """The URL names no database that Staffel can use; the message says what to write instead."""

    def __init__(self, wrong: str) -> None:
        super().__init__(f"DATABASE_URL: {wrong}; {_ADVICE}")


def sqlite_path(url: str) -> Path | None:
    """Return the file of an SQLite URL, None for a PostgreSQL URL; raise DatabaseUrlError for anything else."""
    scheme, separator, rest = url.partition("://")
    match scheme if separator else "":
        case "sqlite":
            return _file(rest)
        case "postgresql" | "postgres":
            _check_server(url)
            return None
        case "":
            raise DatabaseUrlError("this is no URL")
        case _:
            raise DatabaseUrlError(f"{scheme}:// is not served")


def _file(rest: str) -> Path:
    name = rest.removeprefix("/")
    if not rest.startswith("/") or not name or name.startswith((":memory:", "file:")):
        raise DatabaseUrlError("SQLite needs a file, or nothing would be kept")
    if "?" in name:
        raise DatabaseUrlError("SQLite takes no options after the file's name")
    return Path(name)


def _check_server(url: str) -> None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise DatabaseUrlError("the host or port cannot be read") from None
    if not parts.path.strip("/"):
        raise DatabaseUrlError("the name of the database is missing")
