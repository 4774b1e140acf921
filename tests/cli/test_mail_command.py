"""What an operator sees of mails that came in."""

import asyncio
from pathlib import Path

from bot.domain.mail.records import Outcome
from handlers.org_file import write_organisation
from storage.database import open_storage
from tests.cli.conftest import Staffel
from tests.company import COMPANY, WORKSPACE
from tests.storage.examples import a_mail


async def two_mails() -> None:
    async with open_storage("sqlite:///staffel.db") as storage, storage.unit_of_work.write() as work:
        await work.mails.add(WORKSPACE, a_mail())
        await work.mails.add(WORKSPACE, a_mail(outcome=Outcome.OFFERED, reason="", number=7, held=None))


def test_mails_are_listed_with_what_became_of_them_and_without_what_they_say(staffel: Staffel) -> None:
    Path("org.yaml").write_text(write_organisation(COMPANY), "utf-8")
    staffel("org", "import", "org.yaml", "--workspace", WORKSPACE)
    assert staffel("mail", "list").out == "No mail has come in.\n"
    asyncio.run(two_mails())
    assert staffel("mail", "list").out == (
        "     2  2026-11-24 09:00 UTC  to accounting  offered  H-7  1000 B, 1 files\n"
        "     1  2026-11-24 09:00 UTC  to accounting  held (stranger)  waits for somebody in accounting  1000 B, 1 files\n"
    )
    assert staffel("mail", "list", "--held").out.splitlines()[0].startswith("     1  ")
