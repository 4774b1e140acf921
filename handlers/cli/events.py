"""`staffel export events` and `staffel import events`: the event log as a file."""

import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, TextIO
from zoneinfo import ZoneInfo

from cyclopts import Parameter

from bot.domain.company.organisation import Organisation
from bot.domain.event_log.faults import BadLogError
from bot.domain.event_log.rows import BadRow, LogRow
from bot.errors import StaffelError
from bot.ports import UnitOfWork
from bot.services.export_events import export_events
from bot.services.import_events import Imported, import_events
from bot.services.summarise import Weekly
from handlers.cli.progress import Progress
from handlers.cli.run import prepare_database
from handlers.cli.workspace import Workspace, which_workspace
from handlers.event_log import LogWriter, open_log, read_log, sentences, summary_template
from handlers.event_log.moments import moment
from handlers.holidays import holidays_of
from handlers.settings import load_settings
from storage.database import open_storage
from storage.sorting import open_sorter

File = Annotated[Path, Parameter(allow_leading_hyphen=True)]
_STDOUT = Path("-")


async def export_file(
    file: File = _STDOUT,
    /,
    *,
    since: str | None = None,
    until: str | None = None,
    workspace: Workspace = None,
) -> None:
    """Write the event log as CSV, in time order; people have pseudonyms in it.

    Parameters
    ----------
    file
        Where to; standard output if it is left out.
    since
        The first moment that counts: a date, or a time like 2026-11-24T09:30. Without it, from the beginning.
    until
        The first moment that does not count any more. Without it, to the end.
    """
    progress = Progress()
    written = 0
    async with _workspace(workspace) as (unit_of_work, team):
        zone = await _zone(unit_of_work, team)
        pages = export_events(unit_of_work, team, moment(since, zone), moment(until, zone))
        async with aclosing(pages):
            with _opened(file) as out:
                writer = LogWriter(out, zone)
                async for rows in pages:
                    writer.write(rows)
                    written += len(rows)
                    progress("written", written)
    progress.done()
    if file != _STDOUT:
        print(f"{written:,} events written to {file}.", file=sys.stderr)


async def import_file(file: File, /, *, workspace: Workspace = None) -> None:
    """Bring the history of other systems into the workspace: handoffs with their events, and no messages.

    A bad row is named with its line, and then nothing is imported. Cases that were imported before are skipped.

    Parameters
    ----------
    file
        The log as CSV; - reads from standard input.
    """
    progress = Progress()
    async with _workspace(workspace) as (unit_of_work, team):
        with open_log(file) as opened, open_sorter() as sorter:

            def read(organisation: Organisation) -> Iterator[LogRow | BadRow]:
                if not organisation.departments:
                    raise StaffelError("The workspace has no departments yet: run `staffel org import` first")
                return read_log(opened, [one.key for one in organisation.departments])

            try:
                imported = await import_events(
                    unit_of_work, team, read, sorter, summary=summary_template, progress=progress
                )
            except BadLogError as error:
                raise StaffelError("\n".join(sentences(error))) from None
            finally:
                progress.done()
        # What it is compared with is counted now, so that nobody waits for it on Monday.
        weekly = Weekly(unit_of_work, team, datetime.now(UTC), holidays_of)
        await weekly.release(await weekly.last_week())
    for line in _told(imported):
        print(line)


def _told(imported: Imported) -> Iterator[str]:
    yield f"{imported.events:,} events of {imported.cases:,} cases imported."
    if imported.known:
        more = ", …" if imported.known > len(imported.first_known) else ""
        yield (
            f"{imported.known:,} cases were here already and stay as they are:"
            f" {', '.join(imported.first_known)}{more}"
        )


@asynccontextmanager
async def _workspace(asked: str | None) -> AsyncIterator[tuple[UnitOfWork, str]]:
    settings = load_settings()
    url = settings.database_url.get_secret_value()
    await prepare_database(url, migrate=False)
    async with open_storage(url) as storage:
        yield storage.unit_of_work, await which_workspace(settings, storage.unit_of_work, asked)


async def _zone(unit_of_work: UnitOfWork, workspace: str) -> ZoneInfo:
    async with unit_of_work.read() as work:
        return ZoneInfo((await work.organisations.get(workspace)).workspace.timezone)


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    """Open what is written to; a file appears, or is replaced, only when it is complete."""
    if file == _STDOUT:
        try:
            yield sys.stdout
            sys.stdout.flush()
        except BrokenPipeError:  # whoever read has read enough, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    unfinished = file.with_name(f"{file.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as out:
            yield out
        unfinished.replace(file)
    except OSError as error:
        raise StaffelError(f"{file} cannot be written: {error.strerror or error}") from None
    finally:
        unfinished.unlink(missing_ok=True)
