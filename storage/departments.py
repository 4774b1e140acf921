"""Departments and rules as rows, and back."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.company.department import Department
from bot.domain.company.organisation import Rule
from storage.tables import department_members, departments, rules

_COLUMNS_OF_THEIR_OWN = {"key", "usergroup", "members"}


async def read_departments(connection: AsyncConnection, workspace: str) -> tuple[Department, ...]:
    """Return the departments of a workspace in their order."""
    members = await _read_members(connection, workspace)
    query = select(departments).where(departments.c.workspace == workspace).order_by(departments.c.position)
    return tuple(
        Department(**row.document, key=row.key, usergroup=row.usergroup, members=tuple(members[row.key]))
        for row in await connection.execute(query)
    )


async def read_rules(connection: AsyncConnection, workspace: str) -> tuple[Rule, ...]:
    """Return the routing rules of a workspace in their order."""
    query = select(rules.c.document).where(rules.c.workspace == workspace).order_by(rules.c.position)
    return tuple(Rule.model_validate(document) for document in await connection.scalars(query))


async def review_rule(connection: AsyncConnection, workspace: str, mark: str, on: date) -> None:
    """Note that the rule of that mark was reviewed on that day, if it is still there."""
    known = await read_rules(connection, workspace)
    for position, rule in enumerate(known):
        if rule.mark == mark:
            its = rules.c.workspace == workspace, rules.c.position == position
            reviewed = rule.model_copy(update={"reviewed": on}).model_dump(mode="json")
            await connection.execute(update(rules).where(*its).values(document=reviewed))


def department_values(workspace: str, position: int, department: Department) -> dict[str, Any]:
    """Return the columns of a department; its members are rows of their own."""
    return {
        "workspace": workspace,
        "key": department.key,
        "position": position,
        "usergroup": department.usergroup,
        "document": department.model_dump(mode="json", exclude=_COLUMNS_OF_THEIR_OWN),
    }


def member_values(workspace: str, department: str, members: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the columns of a department's members, each person once."""
    return [
        {"workspace": workspace, "department": department, "user": user, "position": position}
        for position, user in enumerate(dict.fromkeys(members))
    ]


def rule_values(workspace: str, position: int, rule: Rule) -> dict[str, Any]:
    """Return the columns of a rule."""
    return {"workspace": workspace, "position": position, "document": rule.model_dump(mode="json")}


async def _read_members(connection: AsyncConnection, workspace: str) -> dict[str, list[str]]:
    query = (
        select(department_members.c.department, department_members.c.user)
        .where(department_members.c.workspace == workspace)
        .order_by(department_members.c.department, department_members.c.position)
    )
    members: defaultdict[str, list[str]] = defaultdict(list)
    for department, user in await connection.execute(query):
        members[department].append(user)
    return members
