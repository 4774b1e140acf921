"""Messages that sound thrown, and the questions about them, as people see them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.domain.prompting.noticing import Consent
from bot.domain.prompting.prompts import Prompt
from bot.services.opt_in import switch_channel
from bot.services.request import Request
from practice import Person
from tests.flows.nudging import now, on_a_plain_monday, skip_to_next
from tests.flows.office import Json, Office, open_office, read

THROWN = "Hab das der Buchhaltung gemailt, damit ist das für mich erledigt."
THROWN_TO_IT = "Emailed IT about it last week, done from my side."
HARMLESS = "Geht ihr um zwölf zum Essen?"
ASKS = ("Klingt, als wäre das", "Sounds as if this")


@asynccontextmanager
async def open_noticing(
    database_url: str, *channels: str, http: bool = False, clock: str = "11:00", **more: Any
) -> AsyncIterator[Office]:
    """Open the office on a plain Monday, with these channels (#alle if none is named) switched on by Sofia."""
    async with open_office(database_url, http=http, **more) as office:
        await skip_to_next(office, on_a_plain_monday, clock)
        for channel in channels or ("C0ALLE",):
            await switch(office, channel, Consent.ON)
        yield office


async def switch(office: Office, channel: str, consent: Consent, by: str = "U0SOFIA") -> None:
    """Switch a channel on or off, as if in another process."""
    request = Request(office.slack.team_id, by, f"test:{channel}:{consent}", now(office))
    assert await switch_channel(office.storage.unit_of_work, request, channel, consent)


async def asked(
    office: Office, person: Person, channel: str = "C0ALLE", thread_ts: str | None = None
) -> Json:
    """Wait until somebody is asked about a message of theirs; return the prompt as they see it."""
    return await office.slack.until(lambda: next(iter(questions(person, channel, thread_ts)), None))


def questions(person: Person, channel: str = "C0ALLE", thread_ts: str | None = None) -> list[Json]:
    """Return the questions that somebody sees in a channel or thread."""
    seen = person.messages(channel, thread_ts=thread_ts)
    return [one for one in seen if read(one).startswith(ASKS)]


async def prompt_about(office: Office, message: Json, channel: str = "C0ALLE") -> Prompt | None:
    """Return what is stored about a message."""
    async with office.storage.unit_of_work.read() as work:
        return await work.prompts.about(office.slack.team_id, channel, message["ts"])


async def replaced(office: Office, person: Person, before: Json, *words: str) -> Json:
    """Wait until something else stands in the place of a private message."""

    def there() -> Json | None:
        seen = (one for one in person.messages("C0ALLE") if one["ts"] == before["ts"])
        return next((one for one in seen if all(word in read(one) for word in words)), None)

    return await office.slack.until(there)
