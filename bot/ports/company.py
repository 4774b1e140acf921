"""The company: workspaces with their departments, and the people in them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.company.organisation import Organisation
from bot.domain.company.people import Person
from bot.domain.nudging.batches import Quiet


class Organisations(Protocol):
    """Workspaces with their departments and rules."""

    async def workspaces(self) -> list[str]:
        """Return the ids of all workspaces."""
        ...

    async def get(self, workspace: str) -> Organisation:
        """Return the organisation; an empty one for a workspace that is not set up."""
        ...

    async def hold(self, workspace: str) -> Organisation:
        """Return the organisation, which nobody else changes until the transaction ends."""
        ...

    async def save(self, workspace: str, organisation: Organisation) -> None:
        """Replace the organisation by this one. Members of departments with a user group are kept as they are."""
        ...

    async def adopt(self, old: str, new: str) -> None:
        """Give the workspace `old`, set up before Slack was connected, the id that Slack told."""
        ...

    async def change_members(
        self, workspace: str, usergroup: str, added: Sequence[str], removed: Sequence[str]
    ) -> None:
        """Add people to every department that follows `usergroup`, and take others out."""
        ...

    async def review(self, workspace: str, mark: str, on: date) -> None:
        """Note that the rule of that mark was reviewed on that day, if it is still there."""
        ...

    async def set_members(self, workspace: str, usergroup: str, members: Sequence[str]) -> None:
        """Set the members of every department that follows `usergroup`."""
        ...


class People(Protocol):
    """The people of a workspace, as Slack told them."""

    async def get(self, workspace: str, user: str) -> Person | None:
        """Return one person, if known."""
        ...

    async def put(self, workspace: str, people: Sequence[Person]) -> None:
        """Store people, new and known."""
        ...

    async def some(self, workspace: str, users: Collection[str]) -> dict[str, Person]:
        """Return those of these people who are known, by user id."""
        ...

    async def by_email(self, workspace: str, address: str) -> Person | None:
        """Return the one person with this address, in small letters, who has not left the company."""
        ...

    async def do_not_disturb(self, workspace: str, user: str, quiet: Quiet | None) -> None:
        """Store when somebody who is known is not to be disturbed, now or next."""
        ...

    async def absent(self, workspace: str, user: str, until: datetime | None) -> None:
        """Store until when somebody says that they are away; None: they are back."""
        ...

    async def all_names(self, workspace: str) -> list[str]:
        """Return the names of all people who are known."""
        ...

    async def names(self, workspace: str, users: Sequence[str]) -> dict[str, str]:
        """Return the names of those who are known, by user id."""
        ...
