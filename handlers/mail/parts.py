"""The parts of a mail: which of them is its text, and which are files."""

from collections.abc import Iterator
from email.message import Message

from bot.domain.mail.mail import Attachment
from bot.domain.text import one_line, shorten
from handlers.mail.decoding import as_sent, decoded, decoded_field
from handlers.mail.flowed import unflowed
from handlers.mail.html import text_of

Part = Message

_MOST_TEXT = 1_000_000
"""Bytes of one part that are read as text."""
_MOST_FILES = 100
_LONGEST_NAME = 150
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, AssertionError)
"""What the library raises for malformed parameters and encodings."""


def text_in(part: Part) -> str:
    """Return the text of a mail; of alternatives the plain one, if it says anything."""
    children = _children(part)
    if children and part.get_content_subtype() == "alternative":
        return _best(children)
    if children:
        return "\n\n".join(filter(str.strip, map(text_in, children)))
    return _text(part) if _is_text(part) else ""


def files_of(root: Part) -> tuple[Attachment, ...]:
    """Return the files in a mail, by name and size; without the pictures inside its text."""
    files = (part for part in _leaves(root) if _is_file(part))
    return tuple(
        Attachment(_name(part), len(_content(part)))
        for part, _ in zip(files, range(_MOST_FILES), strict=False)
    )


def _best(alternatives: list[Part]) -> str:
    plain = (text_in(one) for one in alternatives if one.get_content_type() == "text/plain")
    found = next(filter(str.strip, plain), None)
    return found or next(filter(str.strip, map(text_in, reversed(alternatives))), "")


def _leaves(root: Part) -> Iterator[Part]:
    waiting = [root]
    while waiting:
        part = waiting.pop()
        children = _children(part)
        waiting += reversed(children)
        if not children:
            yield part


def _children(part: Part) -> list[Part]:
    """Return the parts of a part; a mail inside a mail is a file."""
    if not part.is_multipart() or part.get_content_maintype() == "message":
        return []
    return [child for child in part.get_payload() if isinstance(child, Message)]


def _is_text(part: Part) -> bool:
    return part.get_content_maintype() == "text" and not _is_file(part)


def _is_file(part: Part) -> bool:
    disposition = _disposition(part)
    if disposition == "attachment" or (part.get_content_maintype() == "text" and _given_name(part)):
        return True
    inside = part.get_content_maintype() == "image" and part.get("Content-ID") is not None
    return part.get_content_maintype() not in {"text", "multipart"} and not inside


def _text(part: Part) -> str:
    text = decoded(_content(part)[:_MOST_TEXT], _parameter(part, "charset"))
    if part.get_content_subtype() == "html":
        return text_of(text)
    if _parameter(part, "format").casefold() == "flowed":
        return unflowed(text, delete_space=_parameter(part, "delsp").casefold() == "yes")
    return text


def _content(part: Part) -> bytes:
    """Return the bytes of a leaf, those of a mail inside the mail as they were sent."""
    try:
        content = part.get_payload(decode=True) if not part.is_multipart() else part.as_bytes()
    except _UNREADABLE:
        return b""
    return content if isinstance(content, bytes) else b""


def _disposition(part: Part) -> str:
    try:
        return part.get_content_disposition() or ""
    except _UNREADABLE:
        return ""


def _parameter(part: Part, name: str) -> str:
    try:
        return part.get_content_charset("") if name == "charset" else str(part.get_param(name, ""))
    except _UNREADABLE:
        return ""


def _name(part: Part) -> str:
    return shorten(_given_name(part) or part.get_content_type(), _LONGEST_NAME)


def _given_name(part: Part) -> str:
    try:
        return one_line(decoded_field(as_sent(part.get_filename("")[:1000])))
    except _UNREADABLE:
        return ""
