"""Workspaces with their departments and rules."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any
from uuid import uuid4

from sqlalchemy import Table, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation, WorkspaceSettings
from storage.adoption import adopt
from storage.departments import (
    department_values,
    member_values,
    read_departments,
    read_rules,
    review_rule,
    rule_values,
)
from storage.tables import department_members, departments, rules, workspaces
from storage.upserts import insert

Editions = dict[str, tuple[str, Organisation]]
"""The organisation that was read last, with its edition, by workspace."""

SeenEditions = dict[str, str]
"""The editions that a transaction has seen, by workspace."""

Members = Mapping[str, tuple[str, ...]]

_EDITION = select(workspaces.c.edition, workspaces.c.settings).where(
    workspaces.c.id == bindparam("workspace")
)


class SqlOrganisations:
    """Fulfils the port `Organisations`; what `editions` holds is not read and checked again."""

    def __init__(self, connection: AsyncConnection, editions: Editions, seen: SeenEditions) -> None:
        self._connection = connection
        self._editions = editions
        self._seen = seen

    async def workspaces(self) -> list[str]:
        """Return the ids of all workspaces that were set up."""
        query = select(workspaces.c.id).where(workspaces.c.settings.is_not(None)).order_by(workspaces.c.id)
        return list(await self._connection.scalars(query))

    async def get(self, workspace: str) -> Organisation:
        """Return the organisation; an empty one for a workspace that is not set up."""
        edition, known = self._editions.get(workspace, ("", None))
        if known is not None and self._seen.get(workspace) == edition:
            return known
        row = (await self._connection.execute(_EDITION, {"workspace": workspace})).one_or_none()
        if row is None or row.settings is None:
            return Organisation()
        if known is not None and edition == row.edition:
            return known
        organisation = await self._load(workspace, row.settings)
        self._editions[workspace] = (row.edition, organisation)
        return organisation

    async def hold(self, workspace: str) -> Organisation:
        """Return the organisation, which nobody else changes until the transaction ends."""
        await self._renew(workspace)  # takes the row's lock, also of a workspace that is set up only now
        return await self.get(workspace)

    async def save(self, workspace: str, organisation: Organisation) -> None:
        """Replace the organisation by this one.

        A department with a user group keeps its members, unless it followed another group before.
        """
        await self._renew(workspace, organisation.workspace)
        members = await self._members_after(workspace, organisation)
        await self._connection.execute(delete(rules).where(rules.c.workspace == workspace))
        await self._connection.execute(delete(departments).where(departments.c.workspace == workspace))
        await self._add(
            departments, [department_values(workspace, *at) for at in enumerate(organisation.departments)]
        )
        await self._add_members(workspace, members)
        await self._add(rules, [rule_values(workspace, *at) for at in enumerate(organisation.rules)])

    async def adopt(self, old: str, new: str) -> None:
        """Give the workspace `old`, set up before Slack was connected, the id that Slack told.

        Raises RefusedError if `new` has been set up itself.
        """
        await adopt(self._connection, old, new)

    async def set_members(self, workspace: str, usergroup: str, members: Sequence[str]) -> None:
        """Set the members of every department that follows `usergroup`."""
        await self._renew(workspace)
        following = [one.key for one in await self._following(workspace, usergroup)]
        await self._replace_members(workspace, dict.fromkeys(following, tuple(members)))

    async def change_members(
        self, workspace: str, usergroup: str, added: Sequence[str], removed: Sequence[str]
    ) -> None:
        """Add people to every department that follows `usergroup`, and take others out."""
        await self._renew(workspace)
        members = {
            one.key: tuple(user for user in (*one.members, *added) if user not in removed)
            for one in await self._following(workspace, usergroup)
        }
        await self._replace_members(workspace, members)

    async def _following(self, workspace: str, usergroup: str) -> list[Department]:
        known = await read_departments(self._connection, workspace)
        return [one for one in known if one.usergroup == usergroup]

    async def _replace_members(self, workspace: str, members: Members) -> None:
        of_these = department_members.c.department.in_(members)
        await self._connection.execute(
            delete(department_members).where(department_members.c.workspace == workspace, of_these)
        )
        await self._add_members(workspace, members)

    async def review(self, workspace: str, mark: str, on: date) -> None:
        """Note that the rule of that mark was reviewed on that day, if it is still there."""
        await self._renew(workspace)
        await review_rule(self._connection, workspace, mark, on)

    async def _renew(self, workspace: str, settings: WorkspaceSettings | None = None) -> None:
        """Begin a new edition; until the commit nobody else changes the organisation."""
        self._seen.pop(workspace, None)
        values: dict[str, Any] = {"edition": uuid4().hex}
        if settings is not None:
            values["settings"] = settings.model_dump(mode="json")
        statement = insert(self._connection, workspaces).values(id=workspace, **values)
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))

    async def _load(self, workspace: str, settings: Mapping[str, Any]) -> Organisation:
        return Organisation(
            workspace=WorkspaceSettings.model_validate(settings),
            departments=await read_departments(self._connection, workspace),
            rules=await read_rules(self._connection, workspace),
        )

    async def _members_after(self, workspace: str, organisation: Organisation) -> Members:
        before = {
            department.key: department for department in await read_departments(self._connection, workspace)
        }
        return {
            department.key: _kept_members(before.get(department.key), department)
            for department in organisation.departments
        }

    async def _add_members(self, workspace: str, members: Members) -> None:
        rows = [member_values(workspace, key, users) for key, users in members.items()]
        await self._add(department_members, list(chain.from_iterable(rows)))

    async def _add(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if rows:
            await self._connection.execute(table.insert(), rows)


def _kept_members(before: Department | None, after: Department) -> tuple[str, ...]:
    if before is None or after.usergroup is None or before.usergroup not in {None, after.usergroup}:
        return after.members
    return before.members
