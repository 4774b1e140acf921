"""How much of what was read is right, and how much of what stands there was read."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.summary.figures import Share
from bot.domain.summary.statistics import wilson
from tests.domain.reading.labelled import Found, Request

Read = Mapping[str, Found]
"""What was read, by the request's id."""
Same = Callable[[str, str], bool]
Values = Callable[[Found], Mapping[str, str]]

_TITLE = re.compile(r"^(?:(?:frau|fr|herrn?|hr|familie|fam|firma|fa|kundin|kunde|mrs?|ms|dr)\b\.?\s+)+")
_LEGAL_FORM = re.compile(r"[\s,]+(?:gmbh|ag|kg|ltd|limited|inc|llc)\b.*$")
_EDGES = " .,;:!?()\"'„“”#"
_THOUSAND = 3


@dataclass(frozen=True)
class Judged:
    """One field in one language: how often what was found is right, and how often what stands there was found."""

    precision: Share
    recall: Share
    errors: tuple[str, ...]


def judge(field: str, requests: Sequence[Request], read: Read) -> Judged:
    """Compare what was read with the labels, in one field."""
    values, same = FIELDS[field]
    right = found = wanted = 0
    errors: list[str] = []
    for request in requests:
        expected, got = values(request.expected), values(read[request.id])
        hits = {key for key in expected.keys() & got.keys() if same(expected[key], got[key])}
        right, found, wanted = right + len(hits), found + len(got), wanted + len(expected)
        errors += [
            f"{request.id} {key}: {got.get(key, '-')} for {expected.get(key, '-')}"
            for key in sorted((expected.keys() | got.keys()) - hits)
        ]
    return Judged(wilson(right, found), wilson(right, wanted), tuple(errors))


def told(share: Share) -> str:
    """Return the share as a person reads it."""
    if not share.n:
        return "none"
    return f"{share.k}/{share.n} = {share.share:.2f} ({share.low:.2f} to {share.high:.2f})"


def report(requests: Sequence[Request], read: Read, *, errors: bool) -> Iterable[str]:
    """Yield a table in Markdown, a row for each field and language; with all errors if wanted."""
    yield "| field | language | precision | recall |"
    yield "| --- | --- | --- | --- |"
    wrong: list[str] = []
    for field in FIELDS:
        for language in ("de", "en"):
            judged = judge(field, [one for one in requests if one.language == language], read)
            yield f"| {field} | {language} | {told(judged.precision)} | {told(judged.recall)} |"
            wrong += (f"  {field}: {error}" for error in judged.errors)
    yield from wrong if errors else ()


def _only(value: str | None) -> Mapping[str, str]:
    return {"": value} if value else {}


def _name(found: Found) -> Mapping[str, str]:
    """Return the customer's name: a number beside it or instead of it is judged as an answer."""
    name = re.sub(r",\s*\S*\d\S*$", "", found.customer or "")
    return _only(name if re.search(r"[^\W\d]{3}", name) else None)


def _same_due(expected: str, got: str) -> bool:
    """Return whether it is the same minute; where the label names a day alone, whether it is the same day."""
    return got[: len(expected)] == expected


def _same_day(expected: str, got: str) -> bool:
    return got[:10] == expected[:10]


def _same_text(expected: str, got: str) -> bool:
    return _plain(expected) == _plain(got) or _same_number(expected, got)


def _plain(text: str) -> str:
    bare = _TITLE.sub("", text.casefold().strip(_EDGES))
    return _LEGAL_FORM.sub("", bare).strip(_EDGES)


def _same_number(expected: str, got: str) -> bool:
    """Return whether both are amounts of the same height, whatever their currency stands like."""
    both = [re.sub(r"EUR|GBP|USD|[€$£\s]", "", text) for text in (expected, got)]
    return all(re.fullmatch(r"[\d.,]+", text) for text in both) and _value(both[0]) == _value(both[1])


def _value(figures: str) -> float:
    *groups, last = re.split(r"[.,]", figures)
    whole = "".join(groups)
    return float(f"{whole}.{last}") if groups and len(last) != _THOUSAND else float(whole + last)


FIELDS: Mapping[str, tuple[Values, Same]] = {
    "department": (lambda found: _only(found.department), str.__eq__),
    "due": (lambda found: _only(found.due), _same_due),
    "due, the day": (lambda found: _only(found.due), _same_day),
    "urgent": (lambda found: _only("yes" if found.urgent else None), str.__eq__),
    "customer": (_name, _same_text),
    "answers": (lambda found: found.answers, _same_text),
}
