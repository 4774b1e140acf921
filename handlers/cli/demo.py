"""`staffel demo`: Staffel in the practice workspace, in the browser, without any account."""

import asyncio
import signal
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from bot.domain.company.organisation import Organisation
from bot.domain.prompting.noticing import Consent
from bot.errors import StaffelError
from bot.ports import UnitOfWork
from bot.services.import_events import import_events
from bot.services.import_organisation import import_organisation
from bot.services.opt_in import switch_channel
from bot.services.request import Request
from handlers.app import running
from handlers.cli.run import prepare_database
from handlers.demo.history import history
from handlers.event_log import summary_template
from handlers.manifest import manifest
from handlers.org_file import parse_organisation
from handlers.settings import GivenSettings, RunSettings
from practice import MAIL_SERVER, Practice, open_practice
from storage.database import open_storage
from storage.sorting import open_sorter

MAIL_DOMAIN = "uebergabe.example"
_EVERYBODY = "C0ALLE"

_TRY = """\
Staffel plays in {url} (Ctrl-C ends it)

  1. You are Anna from Vertrieb. Type  /handoff buchhaltung: Gutschrift für Müller  and send the form.
  2. Become Dora from Buchhaltung (switcher, top left): accept in your own words in #buchhaltung, then finish.
  3. Become Anna again: confirm with a thank-you. Ben, Oli, Priya, Grace and Tom see all of it in English.
  4. Type  /silo  and see where handoffs flowed and stalled last week; skip to Monday (at the bottom) for the next post.
  5. Write in #alle, in the hours of an office:  Hab das der Buchhaltung gemailt, damit ist das für mich erledigt.
     You alone are asked whether somebody has it.
  6. Write a mail (at the bottom) to accounting@uebergabe.example: it becomes a handoff, a second one its answer.
"""


async def demo(*, keep: Path | None, port: int, browser: bool) -> None:
    """Serve the practice workspace and Staffel in it until Ctrl-C; `keep` is where its data outlives that."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    with _home(keep) as home:
        async with _practice(home, port) as slack:
            settings = demo_settings(slack, home)
            await _set_up(settings, slack.team_id, datetime.fromtimestamp(slack.clock.now(), UTC))
            async with running(settings) as staffel:
                await slack.connected()
                if staffel.mail_port:
                    slack.mail_to("127.0.0.1", staffel.mail_port, _addresses())
                print(_TRY.format(url=slack.page_url), flush=True)
                if browser:
                    await asyncio.to_thread(webbrowser.open, slack.page_url)
                await stop.wait()


@asynccontextmanager
async def _practice(home: Path, port: int) -> AsyncIterator[Practice]:
    async with AsyncExitStack() as stack:
        try:
            slack = await stack.enter_async_context(open_practice(manifest(), port=port, keep=home))
        except OSError as error:
            raise StaffelError(
                f"Port {port} cannot be used ({error.strerror}): leave --port out, and a free one is taken"
            ) from error
        yield slack


def demo_settings(slack: Practice, home: Path) -> RunSettings:
    """Return the settings of a Staffel that lives in this practice workspace, with its database in `home`."""
    return GivenSettings.model_validate(
        {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": f"sqlite:///{home / 'staffel.db'}",
            "STAFFEL_CLOCK_URL": slack.clock_url,
            "STAFFEL_HOST": "127.0.0.1",
            "PORT": 0,
            "STAFFEL_MAIL_DOMAIN": MAIL_DOMAIN,
            "STAFFEL_MAIL_PORT": 0,
            "STAFFEL_MAIL_AUTHSERV_ID": MAIL_SERVER,
        }
    )


def _addresses() -> list[str]:
    """Return the addresses of the departments, as the page proposes them."""
    return [f"{department.key}@{MAIL_DOMAIN}" for department in _organisation().departments]


def _organisation() -> Organisation:
    text = files("handlers.demo").joinpath("org.yaml").read_text("utf-8")
    return parse_organisation(text, "org.yaml")


async def _set_up(settings: RunSettings, team: str, now: datetime) -> None:
    """Bring the company in, and the first time also what happened there before `now`."""
    url = settings.database_url.get_secret_value()
    await prepare_database(url, migrate=True)
    organisation = _organisation()
    async with open_storage(url) as storage:
        async with storage.unit_of_work.read() as work:
            known = team in await work.organisations.workspaces()
        await import_organisation(storage.unit_of_work, team, organisation)
        if not known:
            await _remember(storage.unit_of_work, team, now)
            yes = Request(team, organisation.workspace.admins[0], "demo:noticing", now)
            await switch_channel(storage.unit_of_work, yes, _EVERYBODY, Consent.ON)


async def _remember(unit_of_work: UnitOfWork, team: str, now: datetime) -> None:
    with open_sorter() as sorter:
        await import_events(
            unit_of_work,
            team,
            lambda organisation: history(organisation, now),
            sorter,
            summary=summary_template,
        )


@contextmanager
def _home(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="staffel-demo-") as directory:
        yield Path(directory)
