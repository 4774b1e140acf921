"""Where a mail's signature begins, and the lines that phones put below it, in German and English."""

import re
from collections.abc import Sequence

_SEEN = 200
_SEPARATOR = re.compile(r"(?:-- ?|__|—)$")
_CLOSING = re.compile(
    r"\s*(?:mit (?:freundlichen|besten|lieben|herzlichen|vielen|sonnigen) gr(?:ü|ue)(?:ß|ss)en"
    r"|(?:viele|liebe|beste|herzliche|schöne|freundliche|sonnige) gr(?:ü|ue)(?:ß|ss)e|gr(?:ü|ue)(?:ß|ss)e|(?:lieben |schönen )?gru(?:ß|ss)"
    r"|hochachtungsvoll|mfg|lg|vg|bg|(?:best|kind|warm|many) regards|regards|best wishes|all the best|cheers"
    r"|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?)"
    r"(?: aus \w{2,30}| from \w{2,30})?\s*[,.!]?\s*$",
    re.IGNORECASE,
)
_APPS = (
    r"(?:outlook|gmx|web\.de|freenet|t-online|telekom|yahoo|proton ?mail|proton|tutanota|blackberry|samsung|galaxy|gmail"
    r"|spark|airmail|mail für windows|mail for windows|apple mail|thunderbird|bluemail|aqua ?mail|k-9)"
)
_PHONE = re.compile(
    r"\s*(?:(?:von mein(?:em|er)? .{1,40}|mit (?:der|dem) .{1,40}|mobil|von unterwegs) (?:gesendet|verschickt|geschrieben)"
    rf"|gesendet (?:von (?:meine[mr] .{{1,60}}|{_APPS}.{{0,60}})|(?:mit|aus|über|via) (?:der |dem |meine[mr] )?{_APPS}.{{0,60}})"
    r"|diese (?:nachricht|e-?mail) wurde (?:von|mit) (?:meine[mr]|der|dem) .{1,60} (?:gesendet|verschickt|versendet)"
    r"|(?:holen sie sich )?outlook für (?:ios|android|mac|windows).{0,60}(?: (?:beziehen|herunterladen|abrufen))?"
    rf"|sent (?:from my .{{1,60}}|(?:from|with|via|using) (?:my |the )?{_APPS}.{{0,60}})"
    r"|get outlook for .{1,80})\.?\s*$",
    re.IGNORECASE,
)


def is_phone_line(line: str) -> bool:
    """Return whether a phone or an app has written the line: "Von meinem iPhone gesendet"."""
    return _PHONE.match(line[:_SEEN]) is not None


def begins_signature(line: str) -> bool:
    """Return whether nothing but a greeting or a separator stands in the line, so that a signature follows."""
    seen = line[:_SEEN]
    return _SEPARATOR.match(seen) is not None or _CLOSING.match(seen) is not None


def without_signature(lines: Sequence[str]) -> list[str]:
    """Return the lines before the signature, without those of phones.

    A mail that begins with a greeting keeps it: a signature needs something above it.
    """
    kept: list[str] = []
    for line in lines:
        if begins_signature(line) and any(map(str.strip, kept)):
            break
        if not is_phone_line(line):
            kept.append(line)
    return kept
