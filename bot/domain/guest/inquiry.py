"""One question to the language model, and where what it is asked about comes from."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import BaseModel

Answer = TypeVar("Answer", bound=BaseModel)


class Task(StrEnum):
    """What the guest is asked for; the word stands in the audit log and in the metrics."""

    BRIEF = "brief"
    SECOND_OPINION = "second_opinion"
    WORDING = "wording"
    EXPLAINING = "explaining"
    CATCH_UP = "catch_up"


@dataclass(frozen=True, slots=True)
class Inquiry(Generic[Answer]):
    """One question: `instruction` is ours, in English; `material` is what people wrote, and is never obeyed.

    `shape` has a length limit on each of its texts. `names` are hidden beside those that are known or found by
    patterns. `waits`: somebody waits for the answer.
    """

    task: Task
    instruction: str
    material: str
    shape: type[Answer]
    names: tuple[str, ...] = ()
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the material comes from: decides whether it may leave, and stands in the audit log.

    `user` wrote it or asks, `authors` are others who wrote of it, `departments` are those whose text it is, `handoff`
    is a number.
    """

    workspace: str
    user: str | None = None
    channel: str | None = None
    handoff: int | None = None
    departments: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    confidential: bool = False
