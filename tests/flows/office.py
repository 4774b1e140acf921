"""A company at work: Staffel serves in the practice workspace, over the real protocol, on a real database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.domain.company.organisation import Organisation
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import Handoff
from bot.services.import_organisation import import_organisation
from handlers.app import Running, running
from handlers.manifest import manifest
from handlers.org_file import parse_organisation
from handlers.settings import GivenSettings, RunSettings
from practice import Person, Practice, open_practice
from storage.database import Storage, open_storage

Json = dict[str, Any]
A_BUSY_MACHINE = 60.0
"""Seconds for answers that take milliseconds: time fails no test."""
ORG = files("handlers.demo").joinpath("org.yaml").read_text("utf-8")


@dataclass
class Office:
    """What a test holds: Slack, the database, and the people by name."""

    slack: Practice
    storage: Storage
    staffel: Running

    def __getattr__(self, name: str) -> Person:
        return self.slack.person(f"U0{name.upper()}")

    async def seen(self, person: Person, channel: str, *words: str) -> Json:
        """Wait until `person` sees a message in `channel` that says all of `words`; return it."""
        return await self.slack.until(lambda: _with(person.messages(channel), words))

    async def reply(self, person: Person, channel: str, ts: str, *words: str) -> Json:
        """Wait until `person` sees a reply in a thread."""
        return await self.slack.until(lambda: _with(person.messages(channel, thread_ts=ts), words))

    async def whispered(self, person: Person, channel: str) -> Json:
        """Wait until `person` sees something in `channel` that only they see; return it."""
        return await self.slack.until(
            lambda: next((one for one in person.messages(channel) if one.get("is_ephemeral")), None)
        )

    async def told(self, person: Person, *words: str) -> Json:
        """Wait until Staffel has told `person` something in their direct conversation; return the message."""
        return await self.slack.until(lambda: _with(person.dm(), words))

    async def form(self, person: Person, callback_id: str) -> Json:
        """Wait until the form is open before `person`; return it."""
        return await self.slack.until(
            lambda: person.view if (person.view or {}).get("callback_id") == callback_id else None
        )

    async def handoff(self, number: int) -> Handoff:
        """Return the handoff as it is stored."""
        async with self.storage.unit_of_work.read() as work:
            found = await work.handoffs.get(self.slack.team_id, number)
        assert found is not None
        return found

    async def delivered(self, seconds: float = 60) -> None:
        """Wait until nothing is on its way to Slack any more, and it is noted where everything stands."""
        async with asyncio.timeout(seconds):
            while await self._on_its_way():
                pass

    async def _on_its_way(self) -> bool:
        async with self.storage.unit_of_work.read() as work:
            return bool(await work.outbox.waiting(self.slack.team_id, limit=1))

    async def log(self, number: int) -> list[Event]:
        """Return what people did, from its event log: cards are delivered before their next turn, or after it."""
        async with self.storage.unit_of_work.read() as work:
            history = await work.handoffs.history(self.slack.team_id, number)
        return [event for event in history if event.activity is not Activity.DELIVERED]

    async def offer(self, person: Person, department: str, summary: str, **fields: Any) -> Json:
        """Let `person` offer a piece of work; return the card as it stands in the department's channel."""
        await person.command("/handoff", channel="C0ALLE")
        await self.form(person, "open_handoff")
        await person.choose("department", department)
        needs = [f"need.{key}" for key in NEEDS.get(department, [])]
        await self.slack.until(lambda: all(need in fields_of(person.view) for need in needs))
        person.fill(summary=summary, **dict.fromkeys(needs, "4711"), **fields)
        ack = await person.submit()
        assert not ack.errors, ack.errors
        return await self.seen(person, CHANNELS[department], "H-")


CHANNELS = {
    "sales": "C0SALES",
    "service": "C0SERVICE",
    "accounting": "C0ACC",
    "logistics": "C0LOG",
    "it": "C0IT",
    "legal": "C0LEGAL",
}
NEEDS = {"accounting": ["customer_no"], "logistics": ["order_no"]}


@cache
def organisation() -> Organisation:
    """Return the company of the demo; reading it takes longer than everything else that an office needs."""
    return parse_organisation(ORG, "org.yaml")


@asynccontextmanager
async def open_office(database_url: str, *, http: bool = False, **more: Any) -> AsyncIterator[Office]:
    """Open the practice workspace with a Staffel in it, over Socket Mode or HTTP; `more` are further settings."""
    async with open_practice(manifest()) as slack:
        slack.timing.ack = slack.timing.trigger = A_BUSY_MACHINE
        settings = settings_for(slack, database_url, http=http).model_copy(update=more)
        async with open_storage(database_url) as storage:
            await import_organisation(storage.unit_of_work, slack.team_id, organisation())
            async with running(settings) as staffel:
                if http:
                    slack.deliver_to(f"http://127.0.0.1:{staffel.port}/slack/events")
                else:
                    await slack.connected()
                await staffel.company
                yield Office(slack, storage, staffel)


def settings_for(slack: Practice, database_url: str, *, http: bool = False) -> RunSettings:
    """Return the settings with which Staffel finds this workspace."""
    way = {"SLACK_SIGNING_SECRET": slack.signing_secret} if http else {"SLACK_APP_TOKEN": slack.app_token}
    return GivenSettings.model_validate(
        {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": database_url,
            "STAFFEL_CLOCK_URL": slack.clock_url,
            "STAFFEL_HOST": "127.0.0.1",
            "STAFFEL_MESSAGES_PER_SECOND": 50,
            "PORT": 0,
            **way,
        }
    )


def fields_of(view: Json | None) -> list[str]:
    """Return the fields of a form, in order."""
    return [block["block_id"] for block in (view or {}).get("blocks", []) if block["type"] == "input"]


def read(node: Any) -> str:
    """Return everything that is read in blocks, a view or a message, in order; people as @U0ANNA, white space folded."""
    return " ".join(" ".join(_texts(node)).split()).replace(" :", ":")


def _texts(node: Any) -> list[str]:
    match node:
        case {"type": "user", "user_id": user}:
            return [f"@{user}"]
        case {"blocks": blocks}:
            return [text for key in ("title",) for text in _texts(node.get(key, []))] + _texts(blocks)
        case {"text": str(text), **rest}:
            return [text, *_texts([rest[key] for key in rest if key in _CHILDREN])]
        case dict():
            return _texts([node[key] for key in node if key in _CHILDREN])
        case list():
            return [text for child in node for text in _texts(child)]
        case _:
            return []


_CHILDREN = {"text", "fields", "elements", "element", "accessory", "options", "label", "hint", "title"}


def _with(messages: list[Json], words: tuple[str, ...]) -> Json | None:
    for message in reversed(messages):
        text = read(message)
        if all(word in text for word in words):
            return message
    return None
