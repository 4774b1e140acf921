"""`staffel mail`: what became of the mails that came in; neither text nor address."""

from bot.domain.mail.records import MailRecord, Outcome
from handlers.cli.workspace import Workspace, which_workspace
from handlers.settings import load_settings
from storage.database import open_storage

_SHOWN = 100


async def list_mails(*, held: bool = False, workspace: Workspace = None) -> None:
    """Print the latest mails and what became of them.

    Parameters
    ----------
    held
        Only those that wait for somebody's word.
    """
    settings = load_settings()
    async with open_storage(settings.database_url.get_secret_value()) as storage:
        team = await which_workspace(settings, storage.unit_of_work, workspace)
        async with storage.unit_of_work.read() as work:
            mails = await work.mails.recent(team, limit=_SHOWN, held=held)
    for mail in mails:
        print(_line(mail))
    if not mails:
        print("No mail waits." if held else "No mail has come in.")


def _line(mail: MailRecord) -> str:
    became = f"{mail.outcome} ({mail.reason})" if mail.reason else str(mail.outcome)
    waits = f"  waits for {_whom(mail)}" if mail.outcome is Outcome.HELD else ""
    handoff = f"  H-{mail.number}" if mail.number else ""
    files = f", {mail.attachments} files" if mail.attachments else ""
    to = mail.department or "common address"
    return (
        f"{mail.id:>6}  {mail.at:%Y-%m-%d %H:%M} UTC  to {to}  {became}{handoff}{waits}  {mail.size} B{files}"
    )


def _whom(mail: MailRecord) -> str:
    return mail.user or f"somebody in {mail.department}"
