"""`staffel outbox`: what Slack does not have yet, and another chance for what it refused."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from bot.domain.delivery.waiting import Waiting
from bot.errors import StaffelError
from bot.ports import UnitOfWork
from bot.services.troubles import revive
from handlers.cli.workspace import Workspace, which_workspace
from handlers.settings import load_settings
from storage.database import open_storage

_SHOWN = 100


async def list_waiting(*, workspace: Workspace = None) -> None:
    """Print the messages that Slack does not have yet: those it refused first, then the oldest."""
    async with _outbox_of(workspace) as (unit_of_work, team), unit_of_work.read() as work:
        waiting = await work.outbox.waiting(team, limit=_SHOWN + 1)
    if not waiting:
        print("Nothing waits.")
    for message in waiting[:_SHOWN]:
        print(_line(message))
    if len(waiting) > _SHOWN:
        print("… and more")


async def retry(*ids: int, everything: bool = False, workspace: Workspace = None) -> None:
    """Give messages that Slack refused another chance, after the cause is mended.

    Parameters
    ----------
    ids
        Their numbers, as `staffel outbox list` shows them.
    everything
        All that Slack refused.
    """
    if bool(ids) == everything:
        raise StaffelError("Name the messages by their numbers, or all of them with --everything")
    async with _outbox_of(workspace) as (unit_of_work, team), unit_of_work.write() as work:
        revived = await revive(work, team, datetime.now(UTC), ids=None if everything else ids)
        if not everything and revived < len(set(ids)):
            raise StaffelError(
                "Slack refused not all of these, so nothing was done; see `staffel outbox list`"
            )
    print(f"{revived} {'message goes' if revived == 1 else 'messages go'} out again.")


def _line(message: Waiting) -> str:
    state = "refused" if message.dead else f"tried {message.attempts}×" if message.attempts else "waits"
    about = f"H-{message.number} {message.kind}" if message.number else message.kind
    told = f"{message.id:>6}  {state:<9}  {about} → {message.to}"
    return f"{told}  since {message.created_at:%Y-%m-%d %H:%M} UTC" + (
        f"  {message.error}" if message.error else ""
    )


@asynccontextmanager
async def _outbox_of(workspace: str | None) -> AsyncIterator[tuple[UnitOfWork, str]]:
    settings = load_settings()
    async with open_storage(settings.database_url.get_secret_value()) as storage:
        yield storage.unit_of_work, await which_workspace(settings, storage.unit_of_work, workspace)
