"""How placeholders, mentions, mail addresses, account and phone numbers, and names behind a title look in a text.

Of a pattern with a group `meant` only that is.
"""

import re
from enum import StrEnum


class Hidden(StrEnum):
    """What a placeholder stands for; `TEXT` is something that looked like a placeholder already."""

    PERSON = "PERSON"
    MAIL = "MAIL"
    PHONE = "PHONE"
    IBAN = "IBAN"
    TEXT = "TEXT"


_KINDS = "|".join(Hidden)
MARK = re.compile(rf"\[({_KINDS})[ _]?(\d{{1,4}})\]|\b({_KINDS})_(\d{{1,4}})\b", re.IGNORECASE)
"""A placeholder as models copy it: with and without brackets, in any case."""

_LIKE_A_MARK = re.compile(rf"\[(?:{_KINDS})[ _]?\d{{1,4}}\]|(?:{_KINDS})_\d+", re.IGNORECASE)
"""Glued to a word too: once the word is a placeholder itself, what is left beside it would be one of ours."""

_BLANK = "[ \u00a0\u2007\u2009\u202f]"
_DASH = "\u2010-\u2015\u2212-"
_GAP = rf"(?:{_BLANK}{{1,2}}|[.{_DASH}])?"

# In groups of four, of which from the second on each has a digit; words that follow have none. Malta's has letters there.
_IBAN = re.compile(
    r"\b[A-Z]{2}\d{2}[A-Z]{4}\d{5}[A-Z0-9]{18}\b"
    rf"|\b(?:[A-Z]{{2}}\d{{2}}|[A-Z]{{2}}{_BLANK}\d{{2}}(?={_GAP}\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{4}})){_GAP}[A-Z0-9]{{4}}"
    rf"(?:{_GAP}(?=[A-Z]{{0,3}}\d)[A-Z0-9]{{4}}){{1,6}}(?:{_GAP}(?=[A-Z]{{0,2}}\d)[A-Z0-9]{{1,3}})?(?!\d)",
    re.IGNORECASE,
)

# Begins with + or 0, or is written as in America, or is called one; 01.12.2026 and 08.30-16.30 are none.
_PHONE = re.compile(
    r"(?<![\w+])(?!\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})?\b)(?!\d{1,2}\.\d{2} ?[\u2013-] ?\d{1,2}\.\d{2}\b)"
    rf"(?:(?:\+|\(\+|00?(?=[\d (/{_DASH}])|\(0)(?:[\d()/.{_DASH}]|{_BLANK}){{5,60}}\d"
    rf"|\(?\d{{3}}\)?[ .{_DASH}]\d{{3}}[.{_DASH}]\d{{4}})(?!\w)"
)
_CALLED_PHONE = re.compile(
    r"\b(?:Tel|Telefon|Telefonnummer|Handy|Handynummer|Mobil|Mobile|Phone|Fax|Durchwahl)\b[.:]{0,2} ?"
    rf"(?P<meant>\d(?:[\d/.{_DASH}]|{_BLANK}){{2,30}}\d)(?!\w)",
    re.IGNORECASE,
)

_NAME = r"(?=[^\W\d_])[^a-zäöüß\W][\w'’-]+"
_TITLE = r"(?:Herrn?|Frau|Hr\.|Fr\.|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.|Prof\.)"
_PARTICLES = r"(?:(?:Dr\.?|Prof\.?|von|van|vom|zu|zur|de|del|di|da|der|den|dem|la|le) )*"
_NO_NAME = r"(?!(?:Vormittag|Mittag|Nachmittag|Abend|Morgen|Früh|Nacht)\b)"  # "Fr." is a day, too
TITLED = re.compile(
    rf"\b(?i:{_TITLE}){_BLANK}{{1,2}}{_PARTICLES}{_NO_NAME}(?P<name>{_NAME})(?:{_BLANK}(?P<more>{_NAME}))?"
)
"""One or two words with a capital letter behind a title; the second may be something else."""

PATTERNS: tuple[tuple[Hidden, re.Pattern[str]], ...] = (
    (Hidden.TEXT, _LIKE_A_MARK),
    (Hidden.PERSON, re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>")),
    (Hidden.MAIL, re.compile(r"[\w.!#$%&'*+/=?^`{}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")),
    (Hidden.IBAN, _IBAN),
    (Hidden.PHONE, _PHONE),
    (Hidden.PHONE, _CALLED_PHONE),
)
"""Looked for in this order, before names."""
