"""`staffel audit`: who changed which setting, and what was refused to whom."""

import csv
import sys
from collections.abc import Iterable
from dataclasses import astuple, fields, replace
from typing import TextIO
from zoneinfo import ZoneInfo

from bot.domain.company.audit import AuditEntry
from handlers.cli.run import prepare_database
from handlers.cli.workspace import Workspace, which_workspace
from handlers.event_log.moments import moment
from handlers.settings import load_settings
from storage.database import open_storage

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def export(*, since: str | None = None, workspace: Workspace = None) -> None:
    """Print the audit log as CSV, oldest first, in the zone of the workspace.

    Parameters
    ----------
    since
        The first moment that counts: a date, or a time like 2026-11-24T09:30. Without it, from the beginning.
    """
    settings = load_settings()
    url = settings.database_url.get_secret_value()
    await prepare_database(url, migrate=False)
    async with open_storage(url) as storage:
        team = await which_workspace(settings, storage.unit_of_work, workspace)
        async with storage.unit_of_work.read() as work:
            zone = ZoneInfo((await work.organisations.get(team)).workspace.timezone)
            entries = await work.audits.entries(team, moment(since, zone))
    write(entries, zone, sys.stdout)


def write(entries: Iterable[AuditEntry], zone: ZoneInfo, out: TextIO) -> None:
    """Write the entries to `out`; a cell that a spreadsheet would compute is marked as text."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(field.name for field in fields(AuditEntry))
    for entry in entries:
        told = replace(entry, at=entry.at.astimezone(zone))
        rows.writerow(_cell(value) for value in astuple(told))


def _cell(value: object) -> str:
    text = value.isoformat(timespec="seconds") if hasattr(value, "isoformat") else str(value)
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
