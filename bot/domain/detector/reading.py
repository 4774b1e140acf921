"""A message, read: its clauses as folded words, in which teams, people and ends of sentences are marked."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.detector.directory import Directory
from bot.domain.detector.folding import fold, listed, spell_out
from bot.domain.detector.markup import resolve
from bot.domain.detector.naming import TEAM, Name, name_at
from bot.domain.detector.spelling import corrected
from bot.domain.detector.stripping import strip

_TOKEN = re.compile(
    r"§[\w-]+|[\w'’]+(?:-[\w'’]+)*|[?!…]+|(?<!\d)\.+(?=\s|$)|(?<=\d)\.+(?=\s+[^a-zäöü\s]|\s*$)|[,;:()–—→\[\]\n•]|(?<=\s)(?:-+>?|=>|/)(?=\s)"
)
_SENTENCE_ENDS = frozenset(".!?…\n")
_NEW_CLAUSE = listed("aber but sondern obwohl although though weil because")
_IN_BRACKETS = re.compile(r"\((?!e?-?mail)([\w-]{1,30}(?: [\w-]{1,30})?)\)", re.IGNORECASE)
_BY_MAIL = re.compile(r", ((?:per|via|by) e?-?mail),", re.IGNORECASE)
_WRAPPED = re.compile(r"(?<=[^\n.!?:]{50})\n(?=[a-zäöü])")
_SHORTENED = re.compile(
    r"\b((?:[Aa]rt|[Nn]r|[Bb]zgl|[Cc]a|[Pp]rof|[Ii]nkl|[Ee]vtl|[Gg]gf|[Zz]zgl|[Ii]ncl|[Dd]r|Hr|Mr|Mrs|Ms|z\.\s?B|u\.\s?a|d\.\s?h))\.(?=\s+\S)"
)
_LONGEST_CLAUSE = 40
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its words, one blank between them and after the last; `sentence` counts from 0."""

    text: str
    words: frozenset[str]
    sentence: int
    question: bool
    names: tuple[Name, ...] = ()


def read(message: str, directory: Directory) -> list[Clause]:
    """Return the clauses of what the author of `message` says now, in time linear to its length."""
    return [*_clauses(strip(unicodedata.normalize("NFC", message)), directory)]


def _clauses(text: str, directory: Directory) -> Iterator[Clause]:
    for number, (sentence, question) in enumerate(_sentences(_in_one_piece(resolve(text, directory)))):
        for raw in _split(sentence):
            yield _clause(raw, directory, number, question)


def _in_one_piece(text: str) -> str:
    """Return `text` without line breaks of mail programs, dots of "Dr.", brackets around a word or two, commas around "by mail"."""
    return _BY_MAIL.sub(r" \1", _IN_BRACKETS.sub(r" \1 ", _SHORTENED.sub(r"\1", _WRAPPED.sub(" ", text))))


def _sentences(text: str) -> Iterator[tuple[list[str], bool]]:
    sentence: list[str] = []
    for token in _TOKEN.findall(text):
        if token[0] in _SENTENCE_ENDS:
            if sentence:
                yield sentence, "?" in token
            sentence = []
        else:
            sentence.append(token)
    if sentence:
        yield sentence, False


def _split(sentence: list[str]) -> Iterator[list[str]]:
    clause: list[str] = []
    for token in sentence:
        ends = not (token[0].isalnum() or token[0] in "_§'’")
        if clause and (ends or len(clause) >= _LONGEST_CLAUSE or token.lower() in _NEW_CLAUSE):
            yield clause
            clause = []
        if not ends:
            clause.append(token)
    if clause:
        yield clause


@lru_cache(maxsize=8192)
def _words(token: str) -> tuple[str, ...]:
    return tuple(map(corrected, spell_out(token)))


def _clause(raw: list[str], directory: Directory, number: int, question: bool) -> Clause:
    spelled = [(word, token) for token in raw for word in _words(fold(token[:_LONGEST_WORD]))]
    words: list[str] = []
    names: list[Name] = []
    at = 0
    while at < len(spelled):
        name = name_at(spelled, at, directory, tuple(words[-3:]))
        if name:
            names.append(name)
            at += name.length
            if not (words and words[-1] == TEAM):
                words.append(TEAM)
        else:
            words.append(spelled[at][0])
            at += 1
    return Clause(" ".join(words) + " ", frozenset(words), number, question, tuple(names))
