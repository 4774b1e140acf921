"""What somebody says to Staffel itself: "gib das bitte an die Buchhaltung: …", a greeting, thanks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.domain.company.department import Department
from bot.domain.company.organisation import find_department
from bot.domain.detector.folding import fold, listed
from bot.domain.proposing.addressing import addressed

_AROUND = listed(
    "bitte mal doch kurz hier das dies diese dieses es folgendes alles kannst könntest könnt würdest du ihr mir uns ich wir"
    " möchte möchten will wollen eine neue übergabe gib gebt geben geht gehört leite leitet leiten schick schicke schickt"
    " schicken reich reiche reichen übergib übergeben übergebe sag sagt weiter weitergeben weiterleiten hallo hi hey hello"
    " moin please can could would you me us i we want need to give hand pass forward send route move this that it these over"
    " along on goes new handoff a an the like and und for"
)
"""Words that only ask; where no others stand around the department's name, they are no part of the matter."""
_HANDING = re.compile(
    r"\b(?:gib|gebt|geben|leite[nt]?|schick\w*|reiche?n?|über(?:gib|geben?)|weiter\w*|give|hand|pass|forward|send|route)\b",
    re.IGNORECASE,
)
_ARTICLE = r"(?:(?:die|das|den|der|dem|the|our|unser\w*)\s+)?"
_TO = r"(?:an|to|für|for|zur|zum|in|ins|bei)"
_FIRST_SENTENCE = re.compile(r"[^:\n.!?]*[:\n.!?]?\s*")
_DASH = re.compile(r"\s[–—-]\s")
_SHORT = 3
"""Names of so few letters are words too ("it"): they count only as they are written, or in capitals."""

_THANKS = re.compile(
    r"(?:(?:vielen|herzlichen|besten|many|lieben)\s+)?(?:dank(?:e(?:schön)?)?|merci|thanks|thank\s+you|thx|cheers)"
    r"(?:\s+(?:dir|sehr|schön|a\s+lot|so\s+much|you))*",
    re.IGNORECASE,
)
_SMALL_TALK = re.compile(
    r"(?:(?:hallo|hi|hey|hello|moin|servus|grüß\s+gott|guten\s+(?:tag|morgen|abend)|good\s+(?:morning|afternoon|evening)"
    r"|hilfe|help|test|ping|ok(?:ay)?|ja|nein|yes|no"
    r"|(?:was|wer)\s+(?:kannst|machst|tust|bist)\s+du(?:\s+\w+)?|wie\s+(?:geht|funktioniert)\b.{0,30}"
    r"|(?:what|who|how)\s+(?:can|do|are|does)\s+(?:you|this|it)(?:\s+\w+)?)[\s,!?.]*)+",
    re.IGNORECASE,
)


class Meaning(StrEnum):
    """What somebody wants of Staffel."""

    HANDOFF = "handoff"
    HELP = "help"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: the department that was named for it, and the matter without the words that only ask."""

    meaning: Meaning
    department: Department | None = None
    matter: str = ""


def asked(text: str, departments: Sequence[Department]) -> Asked:
    """Return what somebody means who says `text` to Staffel; nothing of a matter gets lost."""
    said = text.strip()
    if _THANKS.fullmatch(said.rstrip(" !.,")):
        return Asked(Meaning.THANKS)
    if not re.search(r"\w", said) or _SMALL_TALK.fullmatch(said):
        return Asked(Meaning.HELP)
    department, matter = handed(said, departments)
    return Asked(Meaning.HANDOFF, department, matter)


def handed(text: str, departments: Sequence[Department]) -> tuple[Department | None, str]:
    """Return the department to which the first sentence wants the matter to go, and the matter.

    What only asks is taken away, as far as it holds no other word: "gib das bitte an die Buchhaltung: Gutschrift".
    """
    department, rest = addressed(text, departments)
    if department:
        return department, rest
    first = _FIRST_SENTENCE.match(text)
    sentence = first[0] if first else ""
    if dash := _DASH.search(sentence):
        sentence = sentence[: dash.end()]
    names = tuple(name for one in departments for name in (one.name, one.key))
    for found in _named(names).finditer(sentence):
        if not _is_written(found["name"], names):
            continue
        around = re.findall(r"[^\W\d_]+|\d+", sentence[: found.start()] + " " + sentence[found.end() :])
        if _AROUND.issuperset(map(fold, around)):
            return find_department(departments, found["name"]), text[len(sentence) :].strip()
        if _HANDING.search(sentence):
            return find_department(departments, found["name"]), text
    return None, text


def _is_written(name: str, names: tuple[str, ...]) -> bool:
    return len(name) > _SHORT or name in {one for one in names if one[:1].isupper()} or name.isupper()


@lru_cache(maxsize=64)
def _named(names: tuple[str, ...]) -> "re.Pattern[str]":
    longest_first = sorted(map(re.escape, filter(None, names)), key=len, reverse=True) or [r"(?!)"]
    return re.compile(rf"\b{_TO}\s+{_ARTICLE}(?P<name>{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)
