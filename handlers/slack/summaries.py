"""What a weekly post says, told from the figures that were released for its week."""

from zoneinfo import ZoneInfo

from bot.domain.delivery.outbox import OutboxRow
from bot.domain.postings import Posting
from bot.domain.summary.figures import Summary
from bot.errors import PermanentError
from bot.ports import Clock, UnitOfWork
from bot.services.summarise import Weekly
from bot.services.word_week import kept_words, passage_of
from handlers.holidays import holidays_of
from handlers.slack.letters import Letter
from handlers.slack.pictures import Pictures
from handlers.slack.render.content import Reader
from handlers.slack.render.summary.heatmap import heatmap, in_words
from handlers.slack.render.summary.post import Picture, summary_post
from handlers.slack.render.summary.told import Told
from handlers.words import words_in


class Summaries:
    """Writes the letters of weekly posts."""

    def __init__(self, unit_of_work: UnitOfWork, clock: Clock, pictures: Pictures) -> None:
        self._unit_of_work = unit_of_work
        self._clock = clock
        self._pictures = pictures

    async def letter(self, row: OutboxRow) -> Letter:
        """Return the post, with its picture uploaded; raise TryLaterError or PermanentError."""
        told = await self._told(row)
        drawn = heatmap(told)
        if drawn is None:
            return Letter(summary_post(told))
        name = f"staffel-{told.summary.week}.png"
        file = await self._pictures.file(drawn, name, in_words(told), row.attempts)
        without = summary_post(told, Picture(None))
        return Letter(summary_post(told, Picture(file)), plainer=without) if file else Letter(without)

    async def _told(self, row: OutboxRow) -> Told:
        async with self._unit_of_work.read() as work:
            posting = await work.postings.get(row.workspace, row.event)
            organisation = await work.organisations.get(row.workspace)
            unheard = tuple(trouble.channel for trouble in await work.troubles.all(row.workspace))
        if posting is None:
            raise PermanentError("posting_gone")
        summary = await self._view(row.workspace, posting)
        passage = passage_of(summary, organisation)
        reader = Reader(words_in(passage.language), ZoneInfo(organisation.workspace.timezone), self._clock())
        worded = await kept_words(self._unit_of_work, row.workspace, passage)
        return Told(summary, organisation, reader, unheard, worded)

    async def _view(self, workspace: str, posting: Posting) -> Summary:
        weekly = Weekly(self._unit_of_work, workspace, self._clock(), holidays_of)
        return (await weekly.release(posting.week)).view(posting.scope)
