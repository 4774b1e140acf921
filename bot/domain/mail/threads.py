"""Which handoff a mail belongs to, and the fields that keep our answers in the same thread."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from bot.domain.mail.headers import Headers
from bot.domain.text import clean

MESSAGE_ID = re.compile(r"<[^<>\s]{1,600}>")
"""Of four bytes a character it still fits into an index of PostgreSQL."""

_PREFIX = re.compile(
    r"\s*(?:(?:re|aw|antw(?:ort)?|fwd?|wg|sv|vs|tr|rv|res)\s{0,3}(?:\[\d{1,3}\]|\(\d{1,3}\))?\s{0,3}[:：]"
    r"|\[(?:ext|extern|external|spam)\]:?)",
    re.IGNORECASE,
)
_MOST_KEPT = 20
_MOST_ANSWERED = 50


def message_ids(headers: Headers) -> Iterator[str]:
    """Yield the ids of the mails that this one answers, the nearest first: In-Reply-To, then References from the end."""
    for value in headers.all("In-Reply-To"):
        yield from MESSAGE_ID.findall(value)
    for value in headers.all("References"):
        yield from reversed(MESSAGE_ID.findall(value))


def answered_ids(headers: Headers) -> list[str]:
    """Return the ids that are looked up to find what a mail answers, the nearest first, as many as are worth a query."""
    return [*islice(dict.fromkeys(map(clean, message_ids(headers))), _MOST_ANSWERED)]


def thread(headers: Headers, known: Callable[[str], int | None]) -> int | None:
    """Return the number of the handoff that the mail answers; `known` tells it of a stored Message-ID."""
    numbers = (known(identity) for identity in dict.fromkeys(message_ids(headers)))
    return next((number for number in numbers if number is not None), None)


def bare_subject(subject: str) -> str:
    """Return the subject on one line, without the prefixes of answering and forwarding in German and English."""
    line = " ".join(subject.split())
    while prefix := _PREFIX.match(line):
        line = line[prefix.end() :].lstrip()
    return line


def chain(headers: Headers) -> str:
    """Return the ids that an answer to the mail names, its own the last; empty if it has none (RFC 5322, 3.6.4).

    Long threads keep their first id and the latest.
    """
    own = MESSAGE_ID.search(headers.first("Message-ID"))
    if own is None:
        return ""
    before = MESSAGE_ID.findall(headers.first("References")) or MESSAGE_ID.findall(
        headers.first("In-Reply-To")
    )
    ids = [one for one in dict.fromkeys([*before, own.group()]) if one.isascii() and one.isprintable()]
    return " ".join(ids if len(ids) <= _MOST_KEPT else [ids[0], *ids[1 - _MOST_KEPT :]])


def answer_fields(thread: str) -> dict[str, str]:
    """Return the fields of an automatic answer to the last mail of a chain of ids.

    They keep it in the thread, and machines from answering it (RFC 3834, 5).
    """
    fields = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    return fields | {"In-Reply-To": thread.rsplit(maxsplit=1)[-1], "References": thread} if thread else fields
