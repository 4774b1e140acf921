"""Whether a text says that a matter is urgent."""

import re

from bot.domain.detector.stripping import strip

_URGENT = re.compile(
    r"\b(?:dringend\w*|dringlich\w*|eilt|eilig\w*|eilsache|(?<!ab )sofort|umgehend|notfall|brennt|asap|urgent(?:ly)?|immediately"
    r"|right\s+away|emergency)\b",
    re.IGNORECASE,
)
_DENIED_BEFORE = re.compile(
    r"\b(?:nicht|nich|kein\w*|weder|not|no|never|nothing|isn.?t|weniger|wenig|less)\b[^.!?\n,;]{0,20}$",
    re.IGNORECASE,
)
_NEAR = 40
_DENIED_AFTER = re.compile(r"\s+(?:[\w-]+\s+){0,2}?(?:nicht|nich|not)\b", re.IGNORECASE)


def urgency_in(text: str) -> str:
    """Return the word by which the text says that it is urgent; empty if it does not, or says that it is not.

    What is quoted or passed on was urgent to somebody else: only the sender's own words count.
    """
    text = strip(text)
    for found in _URGENT.finditer(text):
        denied = _DENIED_BEFORE.search(
            text[max(found.start() - _NEAR, 0) : found.start()]
        ) or _DENIED_AFTER.match(text, found.end())
        if not denied:
            return found[0]
    return ""
