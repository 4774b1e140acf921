"""One sentence that the guest may phrase: what has to stand in it, what must not, and whether what came may be shown.

Departments and information needs are placeholders in it: their names stay here, so that nothing that somebody called a
department can tell the guest what to say, and each name is shown as it is.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain.guest.claims import Claim, proven
from bot.domain.guest.tone import decent
from bot.domain.text import one_line

FLOW, SOURCE, TARGET, NEED = "flow", "from", "to", "need"
"""The placeholders: a flow as a whole, its two departments, and an information need of the receiving one."""

_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
_BLANK = re.compile("[\u00a0\u2007\u2009\u202f]")
_A_NAME = "“”"
"""Stands for a name while a text is checked: nothing that could be read as a word or a number."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one sentence may say. `holders` are the placeholders it may have: one of them at least, and each of `needed`.

    `ends` is what it has to end with, `longest` counts characters with the placeholders as they are.
    """

    claims: tuple[Claim, ...]
    holders: frozenset[str]
    needed: frozenset[str] = frozenset()
    ends: str = "."
    longest: int = 240


def accepted(answer: str, sentence: Sentence, language: str, names: Collection[str] = ()) -> str | None:
    """Return the answer as it may be shown, with its placeholders; None if it may not be shown at all.

    `language` is "de" or "en"; `names` are those of all departments and people, none of which may be written out.
    """
    text = one_line(_BLANK.sub(" ", answer))
    holders = _PLACEHOLDER.findall(text)
    bare = _PLACEHOLDER.sub(_A_NAME, text)
    fits = (
        len(text) <= sentence.longest
        and text.endswith(sentence.ends)
        and sentence.needed <= {*holders} <= sentence.holders
        and (holders or not sentence.holders)
        and holders.count(FLOW) <= 1
        and "?" not in text[:-1]
    )
    return (
        text if fits and decent(bare, language, names) and proven(bare, sentence.claims, language) else None
    )


def figures(sentence: Sentence, language: str) -> Mapping[str, str]:
    """Return the figures that the sentence may name, by what they are called, as they may be written."""
    return {claim.name: claim.written(language) for claim in sentence.claims}
