"""What a workspace sets about nudges; departments may have ladders of their own."""

import re
from datetime import time
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from bot.domain.nudging.ladders import DEFAULT_LADDERS, LadderKind, parse_ladder
from bot.domain.values import Value

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")  # as the form of the settings shows it and sends it back
Region = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
Rungs = tuple[Annotated[str, StringConstraints(strip_whitespace=True)], ...]


def _parse(ladders: dict[LadderKind, Rungs]) -> dict[LadderKind, Rungs]:
    for kind, rungs in ladders.items():
        try:
            parse_ladder(kind, rungs)
        except ValueError as error:
            raise ValueError(f"{kind}: {error}") from None
    return ladders


WrittenLadders = Annotated[dict[LadderKind, Rungs], AfterValidator(_parse)]
"""Ladders as people write them: {not_accepted: ["4h department", "1d lead"]}; an empty list means no nudges."""


class NudgeSettings(Value):
    """The budget a person and day, when a batch goes out in the person's day, the ladders.

    `control` is the share of nudges that come a business day later, so that their effect can be told.
    """

    budget: int = Field(default=3, ge=0, le=20)
    batches: tuple[str, ...] = Field(default=("10:00", "15:00"), min_length=1, max_length=6)
    control: float = Field(default=0, ge=0, le=0.5)
    ladders: WrittenLadders = Field(default_factory=dict)

    @field_validator("batches")
    @classmethod
    def _clock_times(cls, batches: tuple[str, ...]) -> tuple[str, ...]:
        for text in batches:
            if not _CLOCK.fullmatch(text):
                raise ValueError(f'{text!r} is no time; write "10:00", with the quotation marks')
        return tuple(sorted(set(batches)))

    def ladder(self, kind: LadderKind) -> Rungs:
        """Return the workspace's ladder of that kind, as written."""
        return self.ladders.get(kind, DEFAULT_LADDERS[kind])

    def times(self) -> tuple[time, ...]:
        """Return when batches go out, in order."""
        return tuple(time.fromisoformat(text) for text in self.batches)
