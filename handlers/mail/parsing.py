"""A mail as it came, in bytes, into what is known of it: with limits, so that none can hurt.

The tree is the standard library's, without its parser of header fields (policy `compat32`), which fails on many
malformed ones. What lies beyond a limit is not looked at, and the mail says so.
"""

from email.message import Message
from email.parser import BytesParser
from email.policy import Policy, compat32

from bot.domain.mail.headers import Headers
from bot.domain.mail.mail import Mail
from bot.domain.text import clean
from handlers.mail.decoding import as_sent, decoded_field
from handlers.mail.parts import Part, files_of, text_in
from handlers.mail.reply import own_text

MOST_PARTS = 100
"""Each level of nesting is one, too: the library calls itself for it."""
MOST_LINES = 500_000
MOST_FIELDS = 500
LONGEST_FIELD = 4000
_DECODED = frozenset({"subject"})


class _TooManyPartsError(Exception):
    """The mail has more parts than anybody looks at."""


class _Tree:
    """The parts of one mail as the parser finds them; `whole` until there are too many."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.whole = True

    def part(self, policy: "Policy[Part] | None" = None) -> Part:
        """Return a new part for the parser."""
        if len(self.parts) == MOST_PARTS:
            raise _TooManyPartsError
        self.parts.append(Message(policy=policy or compat32))
        return self.parts[-1]


def parse(raw: bytes) -> Mail:
    """Return the mail; it takes a second for tens of megabytes, so that it belongs into a thread."""
    seen = _first_lines(raw)
    tree = _Tree()
    parser = BytesParser(policy=compat32.clone(message_factory=tree.part))
    try:
        parser.parsebytes(seen)
    except _TooManyPartsError:
        tree.whole = False
    root = tree.parts[0]
    text = clean(text_in(root))
    whole = tree.whole and len(seen) == len(raw)
    return Mail(Headers(_fields(root)), clean(own_text(text)) if text else "", files_of(root), whole=whole)


def _first_lines(raw: bytes) -> bytes:
    if raw.count(b"\n") <= MOST_LINES:
        return raw
    end = 0
    for _ in range(MOST_LINES):
        end = raw.index(b"\n", end) + 1
    return raw[:end]


def _fields(root: Part) -> list[tuple[str, str]]:
    return [(name, _field(name, str(value))) for name, value in [*root.raw_items()][:MOST_FIELDS]]


def _field(name: str, value: str) -> str:
    sent = as_sent(value)[:LONGEST_FIELD]
    return clean(decoded_field(sent) if name.casefold() in _DECODED else sent)
