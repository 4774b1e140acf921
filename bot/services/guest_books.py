"""What is read before the language model is asked, and written down before and after: three short transactions."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.company.audit import AuditEntry
from bot.domain.company.organisation import Organisation
from bot.domain.guest.budget import Cost
from bot.domain.guest.consent import withheld
from bot.domain.guest.inquiry import Provenance, Task
from bot.domain.guest.names import KnownNames, known_names
from bot.errors import NotAskedError
from bot.ports import UnitOfWork

ANSWERS_KEPT = timedelta(days=7)
_NAMES_HOLD = timedelta(minutes=10)
NOBODY = "Staffel"
"""Who asks where nobody in particular does: for a channel, or for a mail."""


@dataclass(slots=True)
class NameBook:
    """The names of a workspace's people, as of some minutes ago."""

    at: datetime
    names: KnownNames


async def look(
    unit_of_work: UnitOfWork, about: Provenance, now: datetime, books: dict[str, NameBook]
) -> KnownNames:
    """Return the names to hide; raise NotAskedError if the text may not leave."""
    workspace, user, number = about.workspace, about.user, about.handoff
    async with unit_of_work.read() as work:
        organisation = await work.organisations.get(workspace)
        handoff = await work.handoffs.get(workspace, number) if number is not None else None
        concerned = {*about.authors, *([user] if user else [])}
        people = await work.people.some(workspace, concerned)
        if reason := withheld(organisation, about, handoff, people.values()):
            raise NotAskedError(reason)
        book = books.get(workspace)
        if book is not None and book.at <= now < book.at + _NAMES_HOLD:
            return book.names
        names = await work.people.all_names(workspace)
    # Half a second for ten thousand people: neither a transaction nor anybody's ack has to wait for it.
    known = await asyncio.to_thread(known_names, names, _words(organisation))
    books[workspace] = NameBook(now, known)
    return known


async def cached(unit_of_work: UnitOfWork, workspace: str, key: str, now: datetime) -> str | None:
    """Return what the model has answered to the same lately."""
    async with unit_of_work.read() as work:
        return await work.cached_answers.get(workspace, key, now)


async def reserve(
    unit_of_work: UnitOfWork, about: Provenance, cost: Cost, limit: Cost, entry: AuditEntry
) -> None:
    """Take the cost out of the day's budget and note what leaves, before it does; raise NotAskedError."""
    async with unit_of_work.write() as work:
        if not await work.spendings.reserve(about.workspace, entry.at.date(), cost, limit):
            raise NotAskedError("over_budget")
        await work.audits.add(about.workspace, [entry])


async def settle(
    unit_of_work: UnitOfWork, about: Provenance, now: datetime, change: Cost, kept: tuple[str, str] | None
) -> None:
    """Give back what an answer did not cost, and keep the answer under its key."""
    async with unit_of_work.write() as work:
        await work.spendings.settle(about.workspace, now.date(), change)
        if kept is not None:
            await work.cached_answers.put(about.workspace, *kept, now + ANSWERS_KEPT)


def departure(task: Task, model: str, about: Provenance, characters: int, now: datetime) -> AuditEntry:
    """Return what the audit log tells of a text that leaves: what for, where to and where from, never the text."""
    places = (
        f"H-{about.handoff}" if about.handoff is not None else "",
        about.channel or "",
        " ".join(about.departments),
    )
    told = " · ".join(one for one in (model, *places, f"{characters} characters") if one)
    return AuditEntry(now, about.user or NOBODY, f"language model: {task}", "", told)


def _words(organisation: Organisation) -> list[str]:
    """Return what must not be taken for a name: it says where a matter belongs."""
    return [
        word
        for one in organisation.departments
        for word in (one.key.replace("_", " "), one.name, *one.topics)
    ]
