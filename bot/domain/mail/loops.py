"""Machines do not talk to each other: what mail is left alone, after RFC 3834.

What is automatic neither creates a handoff nor gets an answer; whoever asks for silence is heard and gets none.
"""

import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.mail.headers import Headers, addresses_in

MOST_ANSWERS = 10
"""How many answers a sender gets within `WITHIN`: more is no person that reads them."""

WITHIN = timedelta(days=1)

MOST_HOPS = 50
"""How many servers a mail may have passed: what goes further goes in a circle (RFC 5321, 6.3)."""

_MACHINES = re.compile(
    r"(?:mailer-daemon|postmaster|no-?_?reply|do-?_?not-?_?reply|bounces?)(?:[+.=-].*)?@", re.IGNORECASE
)
_AWAY = re.compile(
    r"\s*(?:automatische antwort|abwesenheitsnotiz|automatic reply|auto-?reply|out of (?:the )?office"
    r"|delivery status notification|mail delivery failed)\s*(?:[:(]|$)",
    re.IGNORECASE,
)
_PERHAPS_AWAY = re.compile(r"\s*(?:abwesenheit|abwesend|undeliverable|unzustellbar)\b", re.IGNORECASE)
"""People write so too, "Unzustellbar: Sendung 4711", but not above an answer."""
_COMMENT = re.compile(r"\([^()]{0,200}\)")


class Automatic(StrEnum):
    """Why a mail is left alone."""

    BOUNCE = "bounce"
    AUTO_SUBMITTED = "auto_submitted"
    LIST = "list"
    BULK = "bulk"
    AWAY = "away"
    MACHINE = "machine"
    LOOP = "loop"
    OURS = "ours"
    SILENCE = "silence"
    """A person may have written it, but wants no automatic answer."""

    @property
    def creates(self) -> bool:
        """Return whether a handoff may come of it all the same."""
        return self is Automatic.SILENCE


def automatic(headers: Headers, *, return_path: str | None, ours: Collection[str] = ()) -> Automatic | None:
    """Return why the mail must not be answered, or None if it may be.

    `return_path` is the sender of the envelope: "" or "<>" for a bounce, None if nobody knows (a mailbox does not keep
    it always). `ours` are the addresses that we write from.
    """
    sender = next(iter(addresses_in([headers.first("From")])), "").casefold()
    content_type = headers.first("Content-Type").casefold()
    reasons = (
        (return_path is not None and return_path.strip("<> ") == "", Automatic.BOUNCE),
        (content_type.startswith("multipart/report"), Automatic.BOUNCE),
        (sender in {one.casefold() for one in ours}, Automatic.OURS),
        (sum(1 for _ in headers.all("Received")) > MOST_HOPS, Automatic.LOOP),
        (_keyword(headers.first("Auto-Submitted")) not in {"", "no"}, Automatic.AUTO_SUBMITTED),
        (headers.any_begins("List-"), Automatic.LIST),
        (_keyword(headers.first("Precedence")) in {"bulk", "junk", "list"}, Automatic.BULK),
        (_answers_by_itself(headers), Automatic.AWAY),
        (bool(_MACHINES.match(sender)) or bool(_MACHINES.match(return_path or "")), Automatic.MACHINE),
        (bool(headers.first("X-Auto-Response-Suppress")), Automatic.SILENCE),
    )
    return next((reason for holds, reason in reasons if holds), None)


def may_answer(answered: Sequence[datetime], now: datetime) -> bool:
    """Return whether a sender who was answered at these times may be answered again."""
    return sum(now - WITHIN < at <= now for at in answered) < MOST_ANSWERS


def _answers_by_itself(headers: Headers) -> bool:
    away = any(
        headers.first(name) for name in ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Vacation")
    )
    subject = headers.first("Subject")
    answers = bool(headers.first("In-Reply-To") or headers.first("References"))
    return away or bool(_AWAY.match(subject)) or (answers and bool(_PERHAPS_AWAY.match(subject)))


def _keyword(value: str) -> str:
    """Return the keyword of a field without its comments and parameters."""
    return _COMMENT.sub(" ", value[:1000]).split(";")[0].strip().casefold()
