"""Requests with what a person reads in them; who wrote them, and how, stands beside them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from bot.domain.company.organisation import Organisation
from handlers.org_file import read_organisation

DATA = Path(__file__).parents[2] / "data" / "requests"


class _Row(TypedDict):
    id: str
    language: str
    text: str
    now: str
    sender: str
    department: str | None
    said: str
    due: str | None
    due_words: str | None
    urgent: bool
    customer: str | None
    answers: dict[str, str]


@dataclass(frozen=True)
class Found:
    """What was read in one request, by whomever: by a person, by rules, by a model."""

    department: str | None
    due: str | None
    """A day, or a minute in the zone of the sender, in ISO."""
    urgent: bool
    customer: str | None
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Request:
    """One request and what it says to a person; `said` is how it tells its department."""

    id: str
    language: str
    text: str
    now: datetime
    sender: str
    said: str
    due_words: str | None
    expected: Found


def company() -> Organisation:
    """Return the company that all requests are read by."""
    return read_organisation(DATA / "org.yaml")


def requests() -> list[Request]:
    """Return the labelled requests in the file's order."""
    lines = (DATA / "requests.jsonl").read_text("utf-8").splitlines()
    return [_request(json.loads(line)) for line in lines]


def _request(row: _Row) -> Request:
    return Request(
        id=row["id"],
        language=row["language"],
        text=row["text"],
        now=datetime.fromisoformat(row["now"]),
        sender=row["sender"],
        said=row["said"],
        due_words=row["due_words"],
        expected=Found(row["department"], row["due"], row["urgent"], row["customer"], row["answers"]),
    )
