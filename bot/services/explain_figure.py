"""A sentence of the language model's about one figure of a week, for somebody who has its explanation before them."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.guest.consent import withheld
from bot.domain.guest.explaining import concerned, explaining
from bot.domain.guest.inquiry import Provenance
from bot.domain.guest.worded import Passage, Worded
from bot.domain.guest.wording import accepted
from bot.domain.summary.figures import Summary
from bot.ports import UnitOfWork
from bot.services.ask_guest import Guest
from bot.services.word_week import forbidden_names


@dataclass(frozen=True, slots=True)
class FigureInWords:
    """Asks for `user`; what passed is kept with the week, so that all who ask for the same read the same."""

    unit_of_work: UnitOfWork
    guest: Guest
    workspace: str
    user: str
    now: datetime

    async def say(self, summary: Summary, figure: str, language: str) -> str | None:
        """Return the sentence in "de" or "en"; None where our own explanation has to do."""
        asked = explaining(summary, figure, language) if self.guest.present else None
        if asked is None:
            return None
        about = Provenance(self.workspace, self.user, departments=concerned(summary))
        passage = Passage(summary.week, summary.scope, language, figure)
        async with self.unit_of_work.read() as work:
            organisation = await work.organisations.get(self.workspace)
            names = await forbidden_names(work, self.workspace, organisation)
            kept = await work.summaries.words(self.workspace, passage, Worded)
        if withheld(organisation, about):
            return None
        if kept is None:
            answer = await self.guest.ask(asked.inquiry(), about, self.now)
            said = accepted(answer.sentence, asked.sentence, language, names) if answer else None
            kept = await self._kept(passage, said) if said else None
        # Checked once more: the week may have been counted anew, or somebody else's words been kept before.
        return accepted(kept.sentence, asked.sentence, language, names) if kept else None

    async def _kept(self, passage: Passage, said: str) -> Worded | None:
        """Keep the sentence, and return what is kept: of two who asked at once the first one's."""
        async with self.unit_of_work.write() as work:
            await work.summaries.keep_words(self.workspace, passage, Worded(sentence=said))
            return await work.summaries.words(self.workspace, passage, Worded)
