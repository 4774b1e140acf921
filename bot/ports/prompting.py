"""Where fire-and-forget messages are noticed, and the prompts to their authors."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.prompting.noticing import Consent, CueOff, NoticedChannel, Noticing
from bot.domain.prompting.prompts import Counts, Noticed, Prompt
from bot.domain.summary.weeks import Week


class Noticings(Protocol):
    """What is on: in the workspace, in its channels, and of the detector's cues."""

    async def get(self, workspace: str) -> Noticing:
        """Return what is on."""
        ...

    async def switch(self, workspace: str, *, on: bool) -> None:
        """Switch all prompts of the workspace on or off; what its channels have said stays."""
        ...

    async def channel(self, workspace: str, channel: str, *, hold: bool = False) -> NoticedChannel | None:
        """Return what a channel has said, if it was ever asked; `hold`: locked until the commit."""
        ...

    async def numbered(self, workspace: str, number: int) -> NoticedChannel | None:
        """Return the noticed channel of that id, if Staffel is still there."""
        ...

    async def ask(self, workspace: str, channel: str, inviter: str | None, now: datetime) -> NoticedChannel:
        """Begin anew with a channel; whatever it has said before is forgotten."""
        ...

    async def decide(
        self, place: NoticedChannel, workspace: str, consent: Consent, by: str, now: datetime
    ) -> NoticedChannel:
        """Store what was decided for a channel, and return it; no second opinions until somebody wants them anew."""
        ...

    async def second_opinions(self, place: NoticedChannel, workspace: str, *, on: bool) -> None:
        """Store whether a language model may be asked about the messages of a channel."""
        ...

    async def forget(self, workspace: str, channel: str) -> None:
        """Forget a channel: Staffel is no longer there."""
        ...

    async def switch_cue_off(self, workspace: str, cue: str, counts: Counts, now: datetime) -> CueOff | None:
        """Switch a cue off; return None if it is off already."""
        ...

    async def switch_cue_on(self, workspace: str, number: int, by: str, now: datetime) -> CueOff | None:
        """Switch on the cue that was switched off under that id; return None if there is no such one.

        One that is on already is returned as it is.
        """
        ...

    async def cue_off(self, workspace: str, number: int) -> CueOff | None:
        """Return the switched-off cue of that id."""
        ...

    async def cue_on_since(self, workspace: str, cue: str) -> datetime | None:
        """Return when a cue was switched on again last; None if it was never off."""
        ...


class Prompts(Protocol):
    """The prompts, each about one message."""

    async def add(self, workspace: str, noticed: Noticed, now: datetime) -> Prompt | None:
        """Store that a message was noticed; return None if it has been before, whatever became of that."""
        ...

    async def get(self, workspace: str, number: int, *, hold: bool = False) -> Prompt | None:
        """Return the prompt of that id; `hold`: locked until the commit."""
        ...

    async def about(self, workspace: str, channel: str, ts: str, *, hold: bool = False) -> Prompt | None:
        """Return the prompt about that message, if there is one; `hold`: locked until the commit."""
        ...

    async def save(self, prompt: Prompt) -> None:
        """Store when a prompt was shown and what became of it."""
        ...

    async def shown_to(self, workspace: str, author: str, since: datetime) -> list[datetime]:
        """Return when somebody was shown prompts since then."""
        ...

    async def of_cue(self, workspace: str, cue: str, since: datetime | None) -> Counts:
        """Return what became of the prompts to which a cue has led, of those shown since then."""
        ...

    async def of_week(self, workspace: str, week: Week) -> Counts:
        """Return what became of all prompts that were shown in a week; those long gone are counted too."""
        ...

    async def authors_of_week(self, workspace: str, week: Week) -> int:
        """Return to how many people prompts were shown in a week, as far as the prompts are there still."""
        ...

    async def older(self, workspace: str, before: datetime, *, limit: int) -> list[Prompt]:
        """Return prompts that were noticed earlier than `before`."""
        ...

    async def fold(
        self, workspace: str, counts: Mapping[tuple[str, str], Counts], gone: Sequence[int]
    ) -> None:
        """Add counts by week and cue to those that are kept, and forget the prompts of these ids."""
        ...
