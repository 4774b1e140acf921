"""What is on, as it was seconds ago: good enough to pass over a message, never to ask about it (ADR 23)."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.domain.company.organisation import Organisation
from bot.domain.detector import Detection, Directory, classify
from bot.domain.detector.index import index
from bot.domain.prompting.noticing import Noticing
from bot.errors import StorageUnavailableError
from bot.ports import UnitOfWork
from handlers.slack.memory import LATELY

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Attention:
    """What is on in one workspace, and how its departments are called."""

    noticing: Noticing = field(default_factory=Noticing)
    organisation: Organisation = field(default_factory=Organisation)
    directory: Directory = field(default_factory=Directory)
    at: datetime = _NEVER

    def detect(self, text: str) -> Detection:
        """Return what a message is."""
        return classify(text, self.directory, without=self.noticing.without)

    def addressed(self, addresses: tuple[str, ...]) -> str | None:
        """Return the department whose name stands before the @ of one of these."""
        keys = (
            self.directory.named((address.partition("@")[0].casefold(),)) for address in addresses if address
        )
        return next(filter(None, keys), None)


class Attentions:
    """The attention of one process, by workspace."""

    def __init__(self) -> None:
        self._known: dict[str, Attention] = {}
        self._asking: dict[str, asyncio.Task[Attention]] = {}
        self.opinions = 0  # as many messages wait for a second opinion

    async def lately(self, unit_of_work: UnitOfWork, workspace: str, now: datetime) -> Attention:
        """Return what is on; read once in a while, and once for all messages that want to know at the same time.

        While the database is away it is what was on the last time: a message that is passed over is no loss, and one
        that is not acknowledged would come again.
        """
        known = self._known.get(workspace)
        if known and abs(now - known.at) < LATELY:
            return known
        if workspace not in self._asking:
            self._asking[workspace] = asyncio.create_task(self._read(unit_of_work, workspace, now))
            self._asking[workspace].add_done_callback(lambda _: self._asking.pop(workspace))
        try:
            return await asyncio.shield(self._asking[workspace])
        except StorageUnavailableError:
            return known or Attention()

    async def prepare(self, unit_of_work: UnitOfWork, workspace: str, now: datetime) -> None:
        """Make ready for the first message, which would have to wait for the patterns otherwise."""
        await self.lately(unit_of_work, workspace, now)

    def forget(self, workspace: str) -> None:
        """Read anew with the next message: somebody has switched something here."""
        self._known.pop(workspace, None)

    async def _read(self, unit_of_work: UnitOfWork, workspace: str, now: datetime) -> Attention:
        before = self._known.get(workspace, Attention())
        async with unit_of_work.read() as work:
            noticing = await work.noticings.get(workspace)
            organisation = await work.organisations.get(workspace)
        same = organisation is before.organisation
        directory = before.directory if same else Directory.of(organisation.departments)
        if noticing.channels:
            await asyncio.to_thread(index)  # made once, which takes some tenths of a second
        self._known[workspace] = Attention(noticing, organisation, directory, now)
        return self._known[workspace]
