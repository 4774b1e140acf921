"""Whether a mail comes from whom it says: what the company's own mail server found, after RFC 8601.

Whoever writes a mail can write such a result into it; so the server has to take out those that bear its own name, and
only the topmost of them, which it has put there last, can speak for the sender.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.mail.headers import Headers, arrived_at

_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_NO_ADDRESS = re.compile(r"[^\w.@+-]")
_COMMENT = re.compile(r'\([^()"]*\)')
_DEEPEST = 5
_PATIENCE = timedelta(hours=4)
"""How long a mail may come again whose sender could not be checked: longer than a name server is away."""
_RESULT = re.compile(r"\s*([\w-]+)(?:\s*/\s*\d+)?\s*=\s*(\w+)((?:\s+[\w.-]+\s*=\s*\S+)*)\s*")
_PROPERTY = re.compile(r"\s(\w+\.[\w-]+)\s*=\s*(\S+)")
_NAMES = ("smtp.mailfrom", "header.d", "header.i", "smtp.auth")
_METHODS = frozenset({"spf", "dkim", "auth"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One result: a method (spf, dkim, dmarc, auth), what came of it, and what it looked at."""

    method: str
    result: str
    looked_at: Mapping[str, str]


def vouched(headers: Headers, sender: str, authserv_id: str) -> bool:
    """Return whether the server that signs as `authserv_id` says that the mail comes from the domain of `sender`.

    It has to say so by DMARC, or by SPF, DKIM or a login for that very domain; a failed DMARC outweighs them all.
    """
    domain = _domain(sender)
    return bool(domain) and any(_speaks_for(domain, one) for one in _found(headers, authserv_id))


def unchecked(headers: Headers, sender: str, authserv_id: str) -> bool:
    """Return whether that server could not find it out just now (`temperror`): the answer may be another one later."""
    return any(_may_speak_for(_domain(sender), one) for one in _found(headers, authserv_id))


def is_fresh(headers: Headers, now: datetime) -> bool:
    """Return whether the mail has just come, so that it may be checked anew."""
    arrived = arrived_at(headers)
    return arrived is not None and now - arrived < _PATIENCE


def _found(headers: Headers, authserv_id: str) -> list[Finding]:
    """Return what our server found, in the field that it put there last; nothing if any says that DMARC failed."""
    fields = [
        value for value in headers.all("Authentication-Results") if _signer(value) == authserv_id.casefold()
    ]
    if not authserv_id or not fields or any(_failed(value) for value in fields):
        return []
    return [*_findings(fields[0])]


def _may_speak_for(domain: str, finding: Finding) -> bool:
    silent = finding.method in _METHODS and not any(name in finding.looked_at for name in _NAMES)
    return finding.result == "temperror" and (silent or _is_about(domain, finding))


def _speaks_for(domain: str, finding: Finding) -> bool:
    return finding.result == "pass" and _is_about(domain, finding)


def _is_about(domain: str, finding: Finding) -> bool:
    if finding.method == "dmarc":
        return finding.looked_at.get("header.from", domain) == domain
    named = (_domain(finding.looked_at[name]) for name in _NAMES if name in finding.looked_at)
    return finding.method in _METHODS and domain in named


def _failed(value: str) -> bool:
    return any(finding.method == "dmarc" and finding.result == "fail" for finding in _findings(value))


def _signer(value: str) -> str:
    words = _parts(value)[0].split()
    return words[0].casefold() if words else ""


def _findings(value: str) -> Iterator[Finding]:
    for part in _parts(value)[1:]:
        if found := _RESULT.fullmatch(part):
            looked_at = {name.casefold(): said.casefold() for name, said in _PROPERTY.findall(found[3])}
            yield Finding(found[1].casefold(), found[2].casefold(), looked_at)


def _parts(value: str) -> list[str]:
    """Return the server's name and its results; the name alone where it is not clear what is quoted.

    Servers quote what the sender chooses: `smtp.mailfrom="x; dmarc=pass"@evil.example` is no second result, so
    of quoted words nothing is left but what addresses are made of.
    """
    plain = _QUOTED.sub(lambda quoted: _NO_ADDRESS.sub("", quoted[1]), value)
    for _ in range(_DEEPEST):
        plain = _COMMENT.sub(" ", plain)
    parts = plain.split(";")
    # A server that quotes what is quoted already writes ""x"@evil.example".
    return parts[:1] if '""' in value or {*'"()'} & {*plain} else parts


def _domain(address: str) -> str:
    return address.rpartition("@")[2].casefold().rstrip(".")
