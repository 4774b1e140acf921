"""`staffel org`: the organisation as a file."""

import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from bot.domain.company.audit import OPERATOR, Author
from bot.domain.company.organisation import Organisation
from bot.ports import UnitOfWork
from bot.services.export_organisation import export_organisation
from bot.services.import_organisation import import_organisation
from bot.services.reschedule import reschedule
from handlers.cli.changes import told, warnings
from handlers.cli.run import prepare_database
from handlers.cli.workspace import Workspace, which_workspace
from handlers.holidays import holidays_of
from handlers.org_file import read_organisation, write_organisation
from handlers.settings import load_settings
from storage.database import open_storage
from storage.urls import sqlite_path

File = Annotated[Path, Parameter(allow_leading_hyphen=True)]


async def import_file(file: File, /, *, dry_run: bool = False, workspace: Workspace = None) -> None:
    """Set up the workspace from a YAML file, and print what that changes.

    A file with mistakes changes nothing; all of them are named. The same file again changes nothing.

    Parameters
    ----------
    file
        The file; - reads from standard input.
    dry_run
        Only print what would change.
    """
    organisation = read_organisation(file)
    async with _organisation_of(workspace, only_look=dry_run) as (unit_of_work, team):
        now = datetime.now(UTC)
        by = Author(OPERATOR, now)
        imported = await import_organisation(unit_of_work, team, organisation, dry_run=dry_run, by=by)
        if imported.changes and not dry_run:
            await reschedule(unit_of_work, team, holidays_of, now)
    for line in told(imported.changes):
        print(line)
    for line in warnings(imported.left_behind):
        print(line, file=sys.stderr)
    if dry_run:
        print(f"Nothing was stored; without --dry-run this goes to workspace {team}.", file=sys.stderr)


async def export(*, workspace: Workspace = None) -> None:
    """Print the organisation as YAML, in the format that `org import` reads."""
    async with _organisation_of(workspace) as (unit_of_work, team):
        organisation = await export_organisation(unit_of_work, team)
    print(write_organisation(organisation), end="")


async def organisation_of(workspace: str | None) -> Organisation:
    """Return the organisation for a command that only looks; an empty one if there is no database yet."""
    async with _organisation_of(workspace, only_look=True) as (unit_of_work, team):
        return await export_organisation(unit_of_work, team)


@asynccontextmanager
async def _organisation_of(
    workspace: str | None, *, only_look: bool = False
) -> AsyncIterator[tuple[UnitOfWork, str]]:
    settings = load_settings()
    with tempfile.TemporaryDirectory(prefix="staffel-") as elsewhere:
        url = settings.database_url.get_secret_value()
        if only_look and _is_new(url):  # looking must not make a database
            url = f"sqlite:///{elsewhere}/empty.db"
        await prepare_database(url, migrate=False)
        async with open_storage(url) as storage:
            yield storage.unit_of_work, await which_workspace(settings, storage.unit_of_work, workspace)


def _is_new(url: str) -> bool:
    path = sqlite_path(url)
    return path is not None and not path.exists()
