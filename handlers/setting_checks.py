"""Checks for single settings, in words that tell what to write instead; no value of a secret is ever repeated."""

import re
from collections.abc import Callable
from ipaddress import ip_network
from urllib.parse import SplitResult, urlsplit

from pydantic import SecretStr

from storage.urls import DatabaseUrlError, sqlite_path

Check = Callable[[object], str]

_TOKEN_KINDS = {
    "xoxb-": "a bot token",
    "xoxp-": "a user token",
    "xoxe": "a token that expires (token rotation)",
    "xapp-": "an app-level token",
}


def text(value: object) -> str:
    """Return a setting as its text, without the blanks around it that copying leaves."""
    return (value.get_secret_value() if isinstance(value, SecretStr) else str(value)).strip()


def filled(value: object) -> str:
    """Return the text; raise ValueError if there are only blanks."""
    if not (written := text(value)):
        raise ValueError("is blank")
    return written


def token(prefix: str) -> Check:
    """Return a check for a Slack token that begins with `prefix`."""

    def check(value: object) -> str:
        written = text(value)
        if not written.startswith(prefix):
            kind = next((kind for start, kind in _TOKEN_KINDS.items() if written.startswith(start)), None)
            raise ValueError(f"has to begin with {prefix}" + (f", and this is {kind}" if kind else ""))
        if not written.isascii() or any(char.isspace() for char in written):
            raise ValueError("has blanks or foreign characters in it: copy it again")
        return written

    return check


def signing_secret(value: object) -> str:
    """Return the signing secret; raise ValueError for what is easily mistaken for it."""
    written = filled(value)
    if written.startswith(tuple(_TOKEN_KINDS)):
        raise ValueError("is a token: take the Signing Secret under Basic Information → App Credentials")
    return written


def url(value: object) -> str:
    """Return an http or https address; raise ValueError for anything else."""
    written = text(value)
    parts = _split(written)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"has to be an address like https://slack.com/api/, not {written!r}")
    return written


def api_url(value: object) -> str:
    """Return the address of a Web API, with the slash at its end that method names are put behind."""
    return url(value).rstrip("/") + "/"


def database_url(value: object) -> str:
    """Return the address of a database that Staffel can use; it may hold a password, so no error shows it."""
    written = text(value)
    try:
        sqlite_path(written)
    except DatabaseUrlError as error:
        raise ValueError(f"cannot be used: {str(error).removeprefix('DATABASE_URL: ')}") from None
    return written


def number(low: int, high: int) -> Check:
    """Return a check for a whole number from `low` to `high`."""

    def check(value: object) -> str:
        written = text(value)
        if not (written.isascii() and written.isdigit()) or not low <= int(written) <= high:
            raise ValueError(f"has to be a whole number from {low} to {high}, not {written!r}")
        return written

    return check


def rate(value: object) -> str:
    """Return a rate a second; raise ValueError for what is none."""
    written = text(value)
    try:
        fits = 0.01 <= float(written) <= 1000
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(f"has to be a number from 0.01 to 1000, not {written!r}")
    return written


def amount(value: object) -> str:
    """Return an amount of money; raise ValueError for what is none."""
    written = text(value)
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?", written, re.ASCII):
        raise ValueError(f"has to be an amount like 1.50, not {written!r}")
    return written


def domain(value: object) -> str:
    """Return a mail domain; raise ValueError for a whole address."""
    written = text(value).lower().removeprefix("@")
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", written):
        raise ValueError(f"has to be a domain like handoffs.example.com, not {written!r}")
    return written


def address(value: object) -> str:
    """Return a mail address, in small letters."""
    written = text(value).lower()
    if not re.fullmatch(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)*", written):
        raise ValueError(f"has to be an address like handoff@handoffs.example.com, not {written!r}")
    return written


def networks(value: object) -> str:
    """Return addresses and networks, separated by blanks or commas."""
    written = text(value).replace(",", " ")
    try:
        found = [ip_network(one, strict=False) for one in written.split()]
    except ValueError as error:
        raise ValueError(f"has to be addresses or networks like 10.0.0.5 10.1.0.0/16: {error}") from None
    if not found:
        raise ValueError("is blank")
    return written


def one_of(*choices: str) -> Check:
    """Return a check for one of `choices`, in any case."""

    def check(value: object) -> str:
        written = text(value).lower()
        if written not in choices:
            raise ValueError(f"has to be {', '.join(choices[:-1])} or {choices[-1]}, not {text(value)!r}")
        return written

    return check


def _split(written: str) -> SplitResult | None:
    try:
        parts = urlsplit(written)
        _ = parts.port
    except ValueError:
        return None
    return parts
