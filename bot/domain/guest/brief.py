"""A brief as the language model reads it in a text: each field a guess, and believed only as far as the text bears it out.

A model never makes up a number or a date: it may only quote the words that name them, and rules read those.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from bot.domain.company.department import Department
from bot.domain.company.needs import Need, NeedKind
from bot.domain.guest.number_words import value_of
from bot.domain.limits import NAME, SHORT, SUMMARY
from bot.domain.reading import due_named_by
from bot.domain.text import one_line
from bot.domain.time.calendar import Calendar

_SENTENCE = 300


def _empty_above(longest: int) -> BeforeValidator:
    """Let a text that is too long be none; what else the model told may be of use all the same."""

    def kept(told: object) -> object:
        return "" if isinstance(told, str) and len(told) > longest else told

    return BeforeValidator(kept)


Name = Annotated[str, Field(max_length=NAME), _empty_above(NAME)]
Quote = Annotated[str, Field(max_length=SHORT), _empty_above(SHORT)]
Summary = Annotated[str, Field(max_length=SUMMARY), _empty_above(SUMMARY)]
Sentence = Annotated[str, Field(max_length=_SENTENCE), _empty_above(_SENTENCE)]


class Answer(BaseModel):
    """Words of the text that answer a need."""

    need: Name
    words: Quote


class ToldBrief(BaseModel):
    """What the model is asked for; what ends in `words` has to stand in the text."""

    department: Name
    department_words: Quote
    summary: Summary
    why_now: Sentence
    done_when: Sentence
    due_words: Quote
    customer_words: Quote
    urgent_words: Quote
    answers: Annotated[list[Answer], Field(max_length=10)]


@dataclass(frozen=True, slots=True)
class Guess:
    """What the model proposes for a field, and the words of the text it stands on, as far as there are any."""

    value: str | int
    words: str = ""


Guesses = Mapping[str, Guess]
"""By field of the form; `due` is a time in Unix seconds."""

_ONLY_SHOWN = frozenset({"department", "urgent"})
_FIELDS = _ONLY_SHOWN | {"summary", "why_now", "done_when", "due", "customer"}


def guesses_in(
    told: ToldBrief, text: str, departments: Iterable[Department], now: datetime, calendar: Calendar
) -> Guesses:
    """Return what of the model's answer may be shown; `calendar` says when days end, and in whose zone."""
    departments = tuple(departments)
    found: dict[str, Guess] = {}
    if told.department in {one.key for one in departments}:
        found["department"] = Guess(told.department, quoted(told.department_words, text))
    for field in ("summary", "why_now", "done_when"):
        if said := borne_out(getattr(told, field), text):
            found[field] = Guess(said)
    if due := due_named_by(quoted(told.due_words, text), text, now, calendar):
        found["due"] = Guess(int(due.at.timestamp()), due.words)
    for field, words in (("customer", told.customer_words), ("urgent", told.urgent_words)):
        if words := quoted(words, text):
            found[field] = Guess(words, words)
    return {**found, **dict(_answers(told, text, departments))}


def quoted(words: str, text: str) -> str:
    """Return `words` as they stand in `text`, whole; empty if they do not."""
    wanted = r"\s+".join(map(re.escape, words.split()))
    found = (
        re.search(rf"(?<!\w)(?<!\d[.,:/-]){wanted}(?!\w)(?![.,:/-]\d)", text, re.IGNORECASE)
        if wanted
        else None
    )
    return one_line(found[0]) if found else ""


_TOLD = re.compile(
    r"[^\W_]*\d[\w.,:/-]*"
    r"|\b(?:heute|(?:über)?morgen|gestern|today|tomorrow|yesterday|mo(?:n|ntag|nday)|di(?:enstag)?|tue(?:sday)?|mi(?:ttwoch)?"
    r"|wed(?:nesday)?|do(?:nnerstag)?|thu(?:rsday)?|fr(?:eitag|i|iday)?|sa(?:mstag|turday)?|so(?:nntag)|sun(?:day)?"
    r"|januar\w*|february?|februar|märz|march|april|mai|juni|juli|june|july|august|sept\w*|o[kc]tober|november|de[zc]ember)\b",
    re.IGNORECASE,
)
"""What nobody can tell but the text: figures, days and months."""
_NO_WORDS = re.compile(r"https?:|www\.|@|<|\[[A-Z]+_\d+\]", re.IGNORECASE)
"""Links, addresses, mentions, marks that stand for names: they belong into the text, and in no sentence about it."""


def borne_out(sentence: str, text: str) -> str:
    """Return the model's sentence as one line; empty if it tells a figure or a day that the text does not have."""
    told = one_line(sentence)
    if _NO_WORDS.search(told):
        return ""
    facts = [fact[0].rstrip(".,:/-") for fact in _TOLD.finditer(told)]
    facts += filter(_counts, re.findall(r"[^\W\d]+", told))
    return told if all(quoted(fact, text) for fact in facts) else ""


def _counts(word: str) -> bool:
    """Return whether the word says how many: "twelve"; "a" and "none" are left to the sentence."""
    try:
        value = value_of(word)
    except KeyError:
        return False
    return value is not None and value > 1


def _answers(told: ToldBrief, text: str, departments: Iterable[Department]) -> Iterator[tuple[str, Guess]]:
    needs = {need.key: need for one in departments for need in one.needs}
    for answer in told.answers:
        need, words = needs.get(answer.need), quoted(answer.words, text)
        if need and words and (value := _fitting(need, words)):
            yield f"need.{need.key}", Guess(value, words)


def _fitting(need: Need, words: str) -> str:
    """Return the answer if it is one of the need's kind; days and people are left to the sender."""
    if need.kind in {NeedKind.DATE, NeedKind.PERSON} or need.problem(words):
        return ""
    return words


def still_open(guesses: Guesses, given: Collection[str], receiver: Department | None) -> Guesses:
    """Return the guesses that may be shown: for fields that nobody and no rule has filled, and that the form has."""
    needs = receiver.needs if receiver else ()
    fields = _FIELDS | {f"need.{need.key}" for need in needs}
    return {field: guess for field, guess in guesses.items() if field in fields and field not in given}


def holding(guesses: Guesses, shown: Collection[str]) -> Mapping[str, str | int]:
    """Return what holds in the fields of the form that were left empty; nobody is made to hurry but by a person."""
    return {
        field: guess.value for field, guess in guesses.items() if field in shown and field not in _ONLY_SHOWN
    }
