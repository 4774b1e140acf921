"""Bytes and header fields into text: whatever a mail claims they are, text comes out, and soon."""

import codecs
from email.errors import HeaderParseError
from email.header import decode_header

_UNHEALTHY = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Codecs that no mail program writes: some take the square of a text's length."""
_GUESSES = ("utf-8", "cp1252")


def decoded(raw: bytes, charset: str | None) -> str:
    """Return the text; what its charset cannot mean becomes �, and an unknown charset is guessed."""
    name = _known(charset)
    if name is None:
        return _guessed(raw)
    try:
        return raw.decode(name, "replace")
    except (LookupError, ValueError):  # some codecs know no replacement, and some make no text
        return _guessed(raw)


def decoded_field(raw: str) -> str:
    """Return a header field with its encoded words (RFC 2047) decoded; malformed ones stay as they are."""
    try:
        chunks = decode_header(raw)
    except (HeaderParseError, ValueError):
        return raw
    return "".join(chunk if isinstance(chunk, str) else decoded(chunk, charset) for chunk, charset in chunks)


def as_sent(field: str) -> str:
    """Return a raw header field on one line; bytes that should not be in it are taken for UTF-8."""
    line = field.replace("\r", "").replace("\n", "")
    return line.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _known(charset: str | None) -> str | None:
    try:
        name = codecs.lookup(charset or "").name
    except (LookupError, ValueError):
        return None
    return None if name.replace("-", "_") in _UNHEALTHY else name


def _guessed(raw: bytes) -> str:
    for name in _GUESSES:
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")
