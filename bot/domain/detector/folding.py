"""Spelling made alike: case, umlauts and ae-oe-ue, ß, short forms with and without an apostrophe."""

from functools import lru_cache

_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "’": "'", "‘": "'", "´": "'", "ʼ": "'"}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)
_ENDS = {"m": "am", "re": "are", "ll": "will", "ve": "have", "d": "would"}
_PRONOUNS = frozenset({"it", "that", "he", "she", "there", "what", "who", "here", "this"})
_MADE_VERBS = frozenset({"cc", "bcc", "fwd", "fw", "ok"})
_SPELLED_OUT = {
    word: tuple(spelled.split())
    for word, spelled in {
        "ive": "i have", "weve": "we have", "theyre": "they are", "theyll": "they will", "theyve": "they have",
        "thats": "that is", "dont": "do not", "doesnt": "does not", "didnt": "did not", "havent": "have not",
        "hasnt": "has not", "wont": "will not", "won't": "will not", "cant": "can not", "can't": "can not",
        "cannot": "can not", "isnt": "is not", "wasnt": "was not", "let's": "let us", "gonna": "going to",
        "w": "with", "outta": "out of", "abt": "about", "tmrw": "tomorrow", "lemme": "let me", "thru": "through",
        "em": "them", "'em": "them", "pls": "please",
        "gschickt": "geschickt", "gschrieben": "geschrieben", "gschriebn": "geschrieben", "gsagt": "gesagt",
        "gmeldet": "gemeldet", "gmailt": "gemailt", "gmacht": "gemacht", "gschmissn": "geschmissen",
        "gschmissen": "geschmissen", "gworfen": "geworfen", "gebn": "gegeben", "gstellt": "gestellt",
        "hob": "hab", "mia": "wir", "scho": "schon", "ned": "nicht", "nimmer": "nicht mehr", "nimma": "nicht mehr",
        "habs": "hab es", "hats": "hat es", "machs": "mach es", "machts": "macht es", "ham": "haben",
        "ne": "eine", "'ne": "eine", "nen": "einen", "'nen": "einen", "nich": "nicht", "nix": "nichts",
        "ans": "an das", "ins": "in das", "aufs": "auf das", "beim": "bei dem", "vom": "von dem", "zum": "zu dem",
        "zur": "zu der", "e-mail": "email", "e-mails": "emails", "e-mailed": "emailed", "mailed": "emailed",
    }.items()
}  # fmt: skip


def fold(text: str) -> str:
    """Return composed `text` in small letters, with ä as ae and ß as ss; nothing invisible in it."""
    if text.isascii():
        return text.lower()
    return text.casefold().translate(_LETTERS)


def listed(words: str) -> frozenset[str]:
    """Return a list of words, written one after another as people write them, as folded words."""
    return frozenset(fold(words).split())


_SHORT = 5
"""A longer word that begins with g' is a participle of the South: g'schickt."""

_GERMAN = listed(
    "hängt braucht steht läuft passt reicht schaut guckt sieht kommt klappt bringt holt ruft weiß werden"
    " hab habe haben hatte hat mach mache macht wird ist war geht ging liegt nimmt uebernimmt regelt klaert"
    " gibt sind ich du er sie die wenn dass ob"
)


@lru_cache(maxsize=8192)
def spell_out(word: str) -> tuple[str, ...]:
    """Return the words that a folded `word` stands for: "hab's" is "hab es", "they'll" is "they will"."""
    if known := _SPELLED_OUT.get(word):
        return known
    if word.startswith("g'") and len(word) > _SHORT:
        return ("ge" + word[2:],)
    if "'" in word.strip("'"):
        return _without_apostrophe(*word.strip("'").split("'", 1))
    return tuple(part for part in word.strip("'").replace("e-mail", "email").split("-") if part)


def _without_apostrophe(stem: str, end: str) -> tuple[str, ...]:
    if end == "t" and stem.endswith("n"):
        return (stem[:-1], "not")
    if end in {"d", "ed"} and stem in _MADE_VERBS:
        return (stem + "ed",)
    if end == "s":
        return (stem, "es" if stem in _GERMAN else "is" if stem in _PRONOUNS else "s")
    return (stem, _ENDS.get(end, end))
