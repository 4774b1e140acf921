"""Twenty people click Accept at the same moment: one has it, and nineteen read who was faster."""

import asyncio
from contextlib import AsyncExitStack

from bot.domain.company.department import ReadBack
from bot.domain.company.organisation import Organisation
from bot.domain.matter.events import Activity
from bot.services.import_organisation import import_organisation
from handlers.app import running
from handlers.manifest import manifest
from practice import open_practice
from storage.database import open_storage
from tests.chaos.company import CHANNELS, EVERYBODY, LOBBY, company, organisation
from tests.chaos.noticeboard import Noticeboard
from tests.chaos.records import Records
from tests.chaos.story import Matter
from tests.flows.office import read, settings_for

VERA = "U0VERA"  # sells; all the others are in IT
_PATIENCE = 60.0
PASSWORD = Matter("Matter 00001", VERA, "it", ())


def crowded() -> Organisation:
    """Return the organisation in which everybody but Vera is in IT."""
    members = {"it": tuple(EVERYBODY), "sales": (VERA,)}
    departments = [
        one.model_copy(update={"members": members[one.key], "lead": None, "read_back": ReadBack.NEVER})
        for one in organisation().departments
        if one.key in members
    ]
    return organisation().model_copy(update={"departments": tuple(departments)})


async def test_twenty_clicks_on_accept_are_one_acceptance_and_nineteen_friendly_lines(
    database_url: str,
) -> None:
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(open_practice(manifest(), company=company(VERA)))
        storage = await stack.enter_async_context(open_storage(database_url))
        await import_organisation(storage.unit_of_work, slack.team_id, crowded())
        for _ in range({"sqlite": 1, "postgresql": 2}[storage.dialect]):
            await stack.enter_async_context(running(settings_for(slack, database_url)))
        slack.timing.ack = slack.timing.trigger = _PATIENCE  # a busy machine is not what is tried here
        vera, board = slack.person(VERA), Noticeboard(slack)
        await vera.command(f"/handoff it: {PASSWORD.name}", channel=LOBBY)
        await slack.until(lambda: vera.view, _PATIENCE)
        await vera.submit()
        card = await slack.until(lambda: board.card(PASSWORD), _PATIENCE)

        acks = await asyncio.gather(*(slack.person(user).click(card, "accept_handoff") for user in EVERYBODY))
        whispers = slack.workspace.messages.ephemerals
        await slack.until(lambda: len(whispers) >= 19, _PATIENCE)

        assert all(ack.ok for ack in acks)
        logged = (await Records(storage, slack.team_id).logs())[1]
        log = [
            event for event in logged if event.activity is not Activity.DELIVERED
        ]  # whenever the card arrives
        assert [event.activity.value for event in log] == ["opened", "offered", "accepted"]
        winner = log[-1].actor
        assert sorted(one.user for one in whispers) == sorted({*EVERYBODY} - {winner})
        assert all(f"@{winner}" in read(one.message) for one in whispers)
        assert all(one.channel == CHANNELS["it"] for one in whispers)
        await slack.until(lambda: f"@{winner}" in read(card), _PATIENCE)
