"""Cuts out of what we tell the world whatever could open a door, or was written by people."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

STARS = "***"

_TOKENS = re.compile(r"\b(?:xox[a-z](?:\.xox[a-z])?-|xapp-|sk-)[A-Za-z0-9_-]+")
_PASSWORDS = re.compile(r"(?<=://)([^\s:/@]*):[^\s@]+@")
_SECRET_NAMES = re.compile(r"token|secret|password|authorization|api_key", re.IGNORECASE)
_WRITTEN_NAMES = frozenset(
    {"text", "blocks", "body", "payload", "view", "values", "said", "summary", "details"}
)


class Redactor:
    """Knows what must not be told; `secrets` are cut out wherever they stand, tokens by their looks too."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted({secret for secret in secrets if secret}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def text(self, text: str) -> str:
        """Return `text` with stars where a secret stood."""
        if self._known:
            text = self._known.sub(STARS, text)
        # Most texts are a word or two: to look for what all of these have in common takes a tenth of the time.
        if "-" in text:
            text = _TOKENS.sub(STARS, text)
        return _PASSWORDS.sub(rf"\1:{STARS}@", text) if "://" in text else text

    def fields(self, fields: Mapping[str, object]) -> dict[str, object]:
        """Return the fields of a log line; what people wrote and what is named a secret become stars."""
        return {name: self._field(name, value) for name, value in fields.items()}

    def _field(self, name: str, value: object) -> object:
        if name in _WRITTEN_NAMES or (_is_secret(name) and value):
            return STARS
        return self._value(value)

    def _value(self, value: object) -> object:
        match value:
            case str():
                return self.text(value)
            case bytes() | BaseException():
                return self.text(str(value))
            case Mapping():
                return self.fields({self.text(str(name)): item for name, item in value.items()})
            case list() | tuple() | set() | frozenset():
                return [self._value(item) for item in value]
            case _:
                return value


@lru_cache(maxsize=1024)
def _is_secret(name: str) -> bool:
    return _SECRET_NAMES.search(name) is not None
