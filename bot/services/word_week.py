"""The words of a week: asked of the language model before its posts are queued, and kept with what was released.

Kept, so that the post, its second attempt and /silo say the same: asked twice, a model says two things.
"""

import asyncio
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.company.organisation import Organisation
from bot.domain.guest.consent import withheld
from bot.domain.guest.inquiry import Provenance
from bot.domain.guest.summary_words import phrasing
from bot.domain.guest.worded import NOT_WORDED, Passage, Worded
from bot.domain.summary.figures import Pair, Summary
from bot.ports import UnitOfWork, Work
from bot.services.ask_guest import Guest

_SECONDS = 60.0
"""For all posts of a week together; what has no words by then is told in our own."""
_AT_ONCE = 4
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """Has the summaries of one workspace worded; `now` is when that is asked for."""

    unit_of_work: UnitOfWork
    guest: Guest
    workspace: str
    now: datetime

    async def word(self, summaries: Sequence[Summary], *, seconds: float = _SECONDS) -> None:
        """Keep words for each summary, in the language of those who read it, or that it has none; within so many seconds."""
        if not self.guest.present or not summaries:
            return
        async with self.unit_of_work.read() as work:
            organisation = await work.organisations.get(self.workspace)
            names = await forbidden_names(work, self.workspace, organisation)
        gate = asyncio.Semaphore(_AT_ONCE)
        tasks = [asyncio.ensure_future(self._word(one, organisation, names, gate)) for one in summaries]
        try:
            await asyncio.wait(tasks, timeout=seconds)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        async with self.unit_of_work.write() as work:
            for summary in summaries:  # none is an answer too: it shall not come after the post
                await work.summaries.keep_words(self.workspace, passage_of(summary, organisation), NOT_WORDED)

    async def _word(
        self, summary: Summary, organisation: Organisation, names: Collection[str], gate: asyncio.Semaphore
    ) -> None:
        passage = passage_of(summary, organisation)
        async with gate:
            words = await self._asked(summary, passage, organisation, names)
            if words is not None and words.any:
                async with self.unit_of_work.write() as work:
                    await work.summaries.keep_words(self.workspace, passage, words)

    async def _asked(
        self, summary: Summary, passage: Passage, organisation: Organisation, names: Collection[str]
    ) -> Worded | None:
        async with self.unit_of_work.read() as work:
            if await work.summaries.words(self.workspace, passage, Worded) is not None:
                return None
        asked = phrasing(
            summary, passage.language, lambda pair: may_leave(organisation, self.workspace, pair)
        )
        if asked is None:
            return None
        own = (summary.scope,) if summary.scope else ()
        answer = await self.guest.ask(asked.inquiry(), Provenance(self.workspace, departments=own), self.now)
        return asked.checked(answer, names) if answer else None


async def kept_words(unit_of_work: UnitOfWork, workspace: str, passage: Passage) -> Worded:
    """Return the words that are kept; none where the week is told in our own. Nobody is asked for them."""
    async with unit_of_work.read() as work:
        return await work.summaries.words(workspace, passage, Worded) or NOT_WORDED


def passage_of(summary: Summary, organisation: Organisation) -> Passage:
    """Return which words a post needs: those of its view, in the language of its department or of the workspace."""
    language = organisation.language_of(organisation.department(summary.scope))
    return Passage(summary.week, summary.scope, language)


def may_leave(organisation: Organisation, workspace: str, pair: Pair) -> bool:
    """Return whether the figures of a flow may leave: of neither department anything is withheld from the model."""
    concerned = tuple({pair.source, pair.target})
    return withheld(organisation, Provenance(workspace, departments=concerned)) is None


async def forbidden_names(work: Work, workspace: str, organisation: Organisation) -> frozenset[str]:
    """Return the names that no words may have: of people, whole and in parts, and of departments."""
    users = {
        user for one in organisation.departments for user in (*one.members, *([one.lead] if one.lead else []))
    }
    people = (await work.people.names(workspace, sorted(users))).values()
    parts = {part for name in people for part in (name, *re.split(r"[\s.,-]+", name))}
    return frozenset(
        {part for part in parts if len(part) >= _SHORTEST_NAME}
        | {one.name for one in organisation.departments}
    )
