"""What people typed, made safe to keep: nothing visible is lost, nothing invisible takes effect."""

import re
import unicodedata

_BIDI_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_WORD = re.compile(r"\w+")
_SPACES = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
# With zero-width ones. Not with all format characters: some emoji end in one, and some turn writing around.
_BLANKS = _SPACES + "\u00ad\u180e\u200b\u2060\ufeff"
# From the first combining one on, each has to be looked at, but for dashes, quotes, currencies and arrows.
_UNCOMMON = re.compile("[\u0300-\u200f\u2028-\u202f\u205f-\u209f\u20d0-\u218f\u2200-\U0010ffff]")


class _WithoutAccents(dict[int, int | None]):
    """A table for str.translate that learns: None for what only combines with the character before it."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_WITHOUT_ACCENTS = _WithoutAccents()


def clean(text: str | None) -> str:
    """Return `text` without control characters, lone surrogates and direction overrides, trimmed; empty if nothing of it is seen.

    NUL would be refused by PostgreSQL; an override could turn around the rest of a card. Right-to-left letters
    and the marks that go with them stay as they are. Every kind of line break becomes a newline: mail and word
    processors paste them all, and without one two words would become one.
    """
    if (
        text and text.isprintable() and not _UNCOMMON.search(text)
    ):  # nearly every text, at a tenth of the cost
        return text.strip()
    whole = (text or "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    whole = _LINE_BREAK.sub("\n", whole)
    kept = "".join(char for char in whole if char in "\n\t" or unicodedata.category(char) != "Cc")
    trimmed = kept.translate(_BIDI_CONTROLS).strip(_BLANKS)
    return trimmed if any(map(_is_visible, trimmed)) else ""


def one_line(text: str | None) -> str:
    """Return `text` cleaned, with every run of white space folded to one blank."""
    return " ".join(clean(text).split())


def shorten(text: str, limit: int) -> str:
    """Return at most `limit` characters of `text`; what was cut is visible as an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def words(text: str) -> list[str]:
    """Return the words of `text`, case and accents folded, for a search that is alike on both databases."""
    apart = unicodedata.normalize("NFKD", text)
    return _WORD.findall(apart.translate(_WITHOUT_ACCENTS).casefold())


def _is_visible(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char) != "Cf"
