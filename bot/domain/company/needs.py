"""What a receiving department has to know to start, and what counts as an answer."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from bot.domain.values import Label, Language, NeedKey, Value

MOST_CHOICES = 50
_PERSON = re.compile(r"[UW][A-Z0-9]{1,30}")
_LINK = re.compile(r"https?://[!-~]+", re.IGNORECASE)

Help = Annotated[str, StringConstraints(min_length=1, max_length=150)]


class NeedKind(StrEnum):
    """What an answer is; all are kept as text: a date as 2026-12-03, a person as a user id."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    PERSON = "person"
    LINK = "link"


class Need(Value):
    """One thing a department has to know; `help` says where the sender finds it, `choices` belong to a choice."""

    key: NeedKey
    label: dict[Language, Label] = Field(min_length=1)
    help: dict[Language, Help] = Field(default_factory=dict)
    kind: NeedKind = NeedKind.TEXT
    choices: tuple[Label, ...] = Field(default=(), max_length=MOST_CHOICES)
    required: bool = False

    @model_validator(mode="after")
    def _choices_fit(self) -> "Need":
        if self.kind is NeedKind.CHOICE and not self.choices:
            raise ValueError("choices: a choice has to have some; write choices: [Nord, Süd]")
        if self.choices and self.kind is not NeedKind.CHOICE:
            raise ValueError(f"choices: a {self.kind} has none; write kind: choice")
        if len(set(self.choices)) < len(self.choices):
            raise ValueError("choices: each may stand here once")
        return self

    def label_in(self, language: str) -> str:
        """Return the label in `language`, or in the language there is."""
        return self.label.get(language) or next(iter(self.label.values()))

    def help_in(self, language: str) -> str:
        """Return the help in `language`, or in the language there is; empty if there is none."""
        return self.help.get(language) or next(iter(self.help.values()), "")

    def problem(self, answer: str) -> str:
        """Return the reason why this is no answer; empty if it is one, or none was given."""
        if self.kind is NeedKind.CHOICE:
            return "" if not answer or answer in self.choices else "no_choice"
        return "" if not answer or _IS[self.kind](answer) else f"no_{self.kind}"


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_IS: Mapping[NeedKind, Callable[[str], object]] = {
    NeedKind.TEXT: bool,
    NeedKind.NUMBER: _is_number,
    NeedKind.DATE: _is_date,
    NeedKind.PERSON: _PERSON.fullmatch,
    NeedKind.LINK: _LINK.fullmatch,
}
