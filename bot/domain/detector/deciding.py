"""What a message is: fire-and-forget, closed loop, or harmless."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.detector.addressee import addressee
from bot.domain.detector.cue import Role
from bot.domain.detector.directory import Directory
from bot.domain.detector.finding import Found, find
from bot.domain.detector.folding import listed
from bot.domain.detector.reading import Clause, read
from bot.domain.detector.vocabulary import VOCABULARY

_BY_MAIL = listed(" ".join(VOCABULARY[name] for name in ("MAIL", "BOX", "GEMAILT", "EMAILED")))
_DECISIVE = frozenset({Role.HAND_OVER, Role.LETTING_GO, Role.BOTH})


class Kind(StrEnum):
    """What a message tells about a matter."""

    FIRE_AND_FORGET = "fire_and_forget"
    CLOSED_LOOP = "closed_loop"
    HARMLESS = "harmless"


class Unsure(StrEnum):
    """Where the rules ask nobody although a matter may have been thrown: one half of it is there."""

    MAILED = "mailed"
    """A mail went to a department; nothing tells whether its author has done with it."""
    HANDED_OVER = "handed_over"
    """Something was handed over, and not let go."""
    LET_GO = "let_go"
    """Something was let go, and nobody was told of it in that message."""


@dataclass(frozen=True, slots=True)
class Detection:
    """What was detected: nothing of the text, but the id of the cue that decided, and the key of the department."""

    kind: Kind
    prompt: bool = False
    department: str | None = None
    cue: str | None = None
    unsure: Unsure | None = None


def classify(text: str, departments: Directory, *, without: Collection[str] = ()) -> Detection:
    """Return what `text` is; cues in `without` are switched off. Takes time linear to the text."""
    clauses = read(text, departments)
    found = find(clauses, without)
    kind, prompt, cue = _decide(found, clauses)
    decisive = (one.clause for one in found if one.cue.role in _DECISIVE)
    return Detection(
        kind, prompt, addressee(clauses, decisive, departments), cue, None if prompt else _unsure(kind, found)
    )


def _decide(found: Sequence[Found], clauses: Sequence[Clause]) -> tuple[Kind, bool, str | None]:
    by_role = {role: [one for one in found if one.cue.role is role] for role in Role}
    if closes := by_role[Role.CLOSES]:
        return Kind.CLOSED_LOOP, False, closes[0].cue.id
    if both := by_role[Role.BOTH]:
        return Kind.FIRE_AND_FORGET, True, both[0].cue.id
    hands = by_role[Role.HAND_OVER]
    if hands and (lets := by_role[Role.LETTING_GO]):
        return Kind.FIRE_AND_FORGET, True, lets[0].cue.id
    if thrown := [one for one in hands if _mailed_to_team(clauses[one.clause], clauses)]:
        sure = bool(by_role[Role.HINT]) and not by_role[Role.ANSWERED]
        return Kind.FIRE_AND_FORGET, sure, thrown[0].cue.id
    return Kind.HARMLESS, False, None


def _unsure(kind: Kind, found: Sequence[Found]) -> Unsure | None:
    roles = {one.cue.role for one in found}
    if kind is Kind.FIRE_AND_FORGET:
        return Unsure.MAILED
    if kind is Kind.CLOSED_LOOP:
        return None
    if Role.HAND_OVER in roles:
        return Unsure.HANDED_OVER
    return Unsure.LET_GO if Role.LETTING_GO in roles else None


def _mailed_to_team(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Return whether the sentence that tells of the handing over tells of mail and of whom it went to."""
    sentence = [one for one in clauses if one.sentence == clause.sentence]
    by_mail = any(not _BY_MAIL.isdisjoint(one.words) for one in sentence)
    return by_mail and any(not name.away for one in sentence for name in one.names)
