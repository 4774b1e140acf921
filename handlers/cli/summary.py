"""`staffel summary`: the weekly silo summary at the command line."""

import json
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from bot.domain.company.organisation import Organisation
from bot.domain.guest.worded import NOT_WORDED
from bot.errors import StaffelError
from bot.services.summarise import Weekly
from bot.services.word_week import kept_words, passage_of
from handlers.cli.workspace import Workspace, which_workspace
from handlers.holidays import holidays_of
from handlers.settings import load_settings
from handlers.slack.render.content import Reader
from handlers.slack.render.summary.told import Told
from handlers.summary.as_json import as_json
from handlers.summary.as_text import as_text, narrative
from handlers.words import words_in
from storage.database import open_storage


async def summary(
    *,
    week: str | None = None,
    department: str | None = None,
    format: Literal["text", "json"] = "text",  # noqa: A002 - it is called so at the command line
    unredacted: bool = False,
    workspace: Workspace = None,
) -> None:
    """Print the silo summary of a week.

    Parameters
    ----------
    week
        The week, as in 2026-W46; the last one that is over if not given.
    department
        The key of a department, for its own view.
    format
        text for people, json for programs.
    unredacted
        Fill in flows with few handoffs or few people, and mark them. They tell of single people: show them to nobody.
    """
    settings, now = load_settings(), datetime.now(UTC)
    async with open_storage(settings.database_url.get_secret_value()) as storage:
        team = await which_workspace(settings, storage.unit_of_work, workspace)
        async with storage.unit_of_work.read() as work:
            organisation = await work.organisations.get(team)
        if department is not None and organisation.department(department) is None:
            raise StaffelError(f"There is no department {department}; {_departments(organisation)}")
        weekly = Weekly(storage.unit_of_work, team, now, holidays_of)
        name = week or await weekly.last_week()
        if unredacted:
            found, worded = await weekly.unredacted(name, department), NOT_WORDED
        else:
            found = (await weekly.release(name)).view(department)
            worded = await kept_words(storage.unit_of_work, team, passage_of(found, organisation))
    language = organisation.language_of(organisation.department(found.scope))
    reader = Reader(words_in(language), ZoneInfo(organisation.workspace.timezone), now)
    _print(Told(found, organisation, reader, worded=worded), as_what=format)


def _print(told: Told, *, as_what: str) -> None:
    if as_what == "json":
        print(json.dumps(as_json(told.summary, narrative(told)), indent=2, ensure_ascii=False))
    else:
        print(as_text(told), end="")


def _departments(organisation: Organisation) -> str:
    keys = ", ".join(department.key for department in organisation.departments)
    return f"there are {keys}" if keys else "none was set up"
