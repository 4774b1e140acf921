"""How a text may sound that is shown to a whole department: in its language, without markup, people or blame."""

import re
from collections.abc import Iterable

_OTHER_THAN_WRITING = re.compile(r"[^A-Za-zÀ-ÖØ-öø-ɏ0-9 .,;:!?()'’‘\"“”„«»–—\-/%…·→]")
_MARKUP = re.compile(r"://|www\.|:[a-z0-9_+-]+:|-{2,}|\.[a-z]{2,}/", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(herrn?|frau|mr|mrs|ms|kolleg\w*|leute[n]?|personen?|mitarbeit\w*|mensch\w*|angestellt\w*|people|persons?|colleagues?"
    r"|employees?|staff|workers?|members?|mitglied\w*|he|she|him|his)\b",
    re.IGNORECASE,
)
_BLAME = re.compile(
    r"\b(schuld\w*|versag\w*|faul\w*|schlamp\w*|unfähig\w*|inkompetent\w*|peinlich\w*|schlecht\w*|schlimm\w*|blockier\w*"
    r"|nachlässig\w*|ignorier\w*|verschlaf\w*|verschlepp\w*|fehler\w*|mangelhaft\w*|katastroph\w*|problem\w*|verweiger\w*|blame\w*"
    r"|faults?|guilt\w*|fail\w*|laz[yi]\w*|incompeten\w*|poor\w*|bad\w*|careless\w*|neglig\w*|ignor\w*|refus\w*|terrible"
    r"|disast\w*|unacceptab\w*|embarrass\w*|bottlenecks?|culprits?|sloppy|mistakes?|slack\w*|incapab\w*)\b",
    re.IGNORECASE,
)
_RANKING = re.compile(
    r"\b(schlechteste\w*|langsam\w*|schnellste\w*|beste\w*|besser\w*|schlusslicht\w*|rang\w*|platz|spitzenreiter\w*|worst|best|better"
    r"|worse|slow\w*|fastest|rank\w*|top|bottom|winner\w*|loser\w*|verlierer\w*|sieger\w*)\b",
    re.IGNORECASE,
)
_COMMON = {
    "de": "der die das den dem und von wurde wurden ist sind zu mit nach ein eine einen wann wie welche woran würde helfen"
    " hat haben bei auf für im zurück geht kam kamen wer woche dass es läuft musste könnte gern übergaben nichts angenommen"
    " hälfte abgeschlossen offen neu",
    "en": "the of and were is are to with when how which would help has have had for back that it while goes gone could"
    " who week a an runs like handoffs nothing accepted half closed within new what does do",
}
_ONLY_IN = {
    language: frozenset(_COMMON[language].split()) - frozenset(_COMMON[other].split())
    for language, other in (("de", "en"), ("en", "de"))
}


def decent(text: str, language: str, names: Iterable[str] = ()) -> bool:
    """Return whether a text in one line may stand before a department; `names` are those that it must not mention."""
    return (
        not any(found.search(text) for found in (_OTHER_THAN_WRITING, _MARKUP, _PEOPLE, _BLAME, _RANKING))
        and in_language(text, language)
        and not mentions(text, names)
    )


def in_language(text: str, language: str) -> bool:
    """Return whether more of the common words are those of "de" or "en" than of the other one."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    own, others = (
        sum(word in _ONLY_IN[one] for word in words) for one in (language, "en" if language == "de" else "de")
    )
    return own > others


def mentions(text: str, names: Iterable[str]) -> bool:
    """Return whether one of `names` stands in the text as words of its own, written as it is."""
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names if name)
