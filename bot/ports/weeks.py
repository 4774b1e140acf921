"""The weekly summary, and the event log that goes in and out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from pydantic import BaseModel

from bot.domain.event_log.linking import Known, Link
from bot.domain.event_log.rebuilding import Rebuilt
from bot.domain.event_log.rows import BadRow, LogRow
from bot.domain.guest.worded import Passage
from bot.domain.postings import Posting
from bot.domain.summary.cases import Entry, Head
from bot.domain.summary.release import Release

Words = TypeVar("Words", bound=BaseModel)


class Postings(Protocol):
    """The weekly posts of the silo summary: one for each week and scope."""

    async def begin(self, workspace: str, scope: str | None, week: str, now: datetime) -> Posting | None:
        """Return the posting that begins now; None if it was begun before. `scope` None is the whole workspace."""
        ...

    async def begun(self, workspace: str, week: str) -> set[str | None]:
        """Return the scopes whose post of that week was begun."""
        ...

    async def get(self, workspace: str, posting: int) -> Posting | None:
        """Return the posting of that id, if there is one."""
        ...


class EventLogs(Protocol):
    """The event logs of whole workspaces, as other programs read and write them."""

    async def entries(
        self,
        workspace: str,
        since: datetime | None,
        until: datetime | None,
        *,
        after: LogRow | None,
        limit: int,
    ) -> list[LogRow]:
        """Return the entries from `since` to before `until` that follow `after`, in time order.

        The `line` of each is where it stands in the log of its case.
        """
        ...

    async def known(self, workspace: str, cases: Sequence[str]) -> dict[str, Known]:
        """Return which handoff each of these cases would be taken for, if there is one."""
        ...

    async def reserve(self, workspace: str, *, count: int, above: int) -> int:
        """Take `count` numbers of the workspace, all of them over `above`, and return the first."""
        ...

    async def add(self, imported: Sequence[Rebuilt]) -> None:
        """Store imported handoffs with their logs; those that are open are dormant."""
        ...

    async def link(self, workspace: str, links: Sequence[Link]) -> None:
        """Make the parts of these links parts of their wholes.

        A part that has a whole already keeps it, and a whole whose log was brought in without the row gets no part.
        """
        ...

    async def pseudonym_key(self, workspace: str) -> str:
        """Return the key of the workspace's pseudonyms, in hexadecimal digits; it is always the same."""
        ...


class CaseSorter(Protocol):
    """The rows of a log of any length, sorted by case."""

    def put(self, rows: Iterable[LogRow | BadRow]) -> None:
        """Take in rows, with different lines. Of a bad one is kept that its case has one."""
        ...

    def cases(self) -> Iterator[list[LogRow | BadRow]]:
        """Yield the rows of one case after the other, each in the order of their lines; may be asked again."""
        ...

    def links(self) -> Iterator[Link]:
        """Yield a link for each row that hands a part on, by their lines; may be asked again."""
        ...


class Figures(Protocol):
    """What the weekly figures are counted from."""

    async def first(self, workspace: str) -> datetime | None:
        """Return when the log of the workspace begins."""
        ...

    async def heads(self, workspace: str, *, ended_from: datetime, until: datetime) -> list[Head]:
        """Return the handoffs opened before `until` that are open, or ended at `ended_from` or later, by number."""
        ...

    async def entries(self, workspace: str, numbers: Sequence[int]) -> Sequence[Entry]:
        """Return what the log tells of these handoffs (ascending), in its order; perhaps of some between them too."""
        ...


class Summaries(Protocol):
    """Weekly summaries as they were released."""

    async def get(self, workspace: str, week: str) -> Release | None:
        """Return what was released for a week, if it was."""
        ...

    async def last_before(self, workspace: str, week: str) -> Release | None:
        """Return what was released for the last week before this one, if there is any."""
        ...

    async def put(self, workspace: str, release: Release) -> None:
        """Keep what is released for a week; what was released for it before stays."""
        ...

    async def words(self, workspace: str, passage: Passage, shape: type[Words]) -> Words | None:
        """Return the words that are kept with a week, in their shape, if there are any."""
        ...

    async def keep_words(self, workspace: str, passage: Passage, words: BaseModel) -> None:
        """Keep words with a released week; those that were kept before stay. They go when the week goes."""
        ...

    async def forget(self, workspace: str, since: datetime) -> None:
        """Forget what was released of the time from `since` on, because its log has changed."""
        ...

    async def drop(self, workspace: str, before: datetime) -> None:
        """Forget the weeks that were over at `before`."""
        ...
