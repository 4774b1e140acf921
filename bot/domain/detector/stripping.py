"""What the author wrote now: without quotes, code, addresses of pages and signatures.

Every pattern looks at one line and only at its beginning, so that the time taken is linear to the text.
"""

import re
from collections.abc import Iterator, Sequence

from bot.domain.mail.signatures import begins_signature, is_phone_line

_CODE_BLOCK = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_INLINE_CODE = re.compile(r"`[^`\n]{1,500}`")
_LINK = re.compile(r"<https?://[^>|\s]{0,2000}(?:\|(?P<label>[^>\n]{0,300}))?>|https?://\S+|www\.\S+")
_SAID_BY_OTHERS = re.compile(r"„[^„“”\n]{1,300}[“”]|“[^“”\n]{1,300}”|»[^»«\n]{1,300}«|\"[^\"\n]{1,300}\"")
_SEEN = 400

_QUOTED = re.compile(r"\s*(?:&gt;|>|\|\s)")
_QUOTED_TO_THE_END = re.compile(r"(?:&gt;|>){3}")
_WROTE = re.compile(
    r"(?:am|on)\b.*\b(?:schrieb|wrote)\b.*:|.*\b(?:schrieb|wrote) (?:am|on)\b.*:", re.IGNORECASE
)
_ON = re.compile(r"\s*(?:am|on)\b.*\d", re.IGNORECASE)
_RULE = re.compile(
    r"\s*(?:-{2,}\s*(?:original message|ursprüngliche nachricht|forwarded message|weitergeleitete nachricht)\b|_{10,}\s*$)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s*\*?(?:von|from):", re.IGNORECASE)
_HEADER = re.compile(r"\s*\*?(?:gesendet|sent|datum|date|an|to|cc|betreff|subject)(?: am)?:", re.IGNORECASE)


def strip(text: str) -> str:
    """Return what is left of `text` when everything that is not its author's own, present words is cut."""
    if "`" in text:
        text = _INLINE_CODE.sub(" ", _CODE_BLOCK.sub(" ", text))
    text = "\n".join(own_lines(text.splitlines()))
    text = _LINK.sub(lambda link: f" {link['label'] or ''} ", text)
    return _SAID_BY_OTHERS.sub(" ", text).strip()


def own_lines(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a mail or message before its history and signature, without quoted ones."""
    for number, line in enumerate(lines):
        seen = line[:_SEEN]
        following = [one[:_SEEN] for one in lines[number + 1 : number + 4]]
        if _ends_here(seen, following):
            return
        if not (_QUOTED.match(seen) or is_phone_line(seen)):
            yield line


def _ends_here(line: str, following: Sequence[str]) -> bool:
    if begins_signature(line) or any(one.match(line) for one in (_QUOTED_TO_THE_END, _WROTE, _RULE)):
        return True
    if _ON.match(line) and following and _WROTE.match(f"{line} {following[0]}"):
        return True
    return bool(_FROM.match(line)) and any(map(_HEADER.match, following))
