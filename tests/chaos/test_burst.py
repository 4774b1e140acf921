"""Three hundred handoffs go into one channel at once, which takes few messages a second: nothing is lost or refused.

The channel's pace is scaled up, so that nobody has to wait for five minutes.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from bot.domain.matter.commands import Accept, OpenHandoff
from bot.domain.matter.handoff import Brief
from bot.services.import_organisation import import_organisation
from bot.services.open_handoff import open_handoff
from bot.services.request import Request
from bot.services.turn_handoff import turn_handoff
from handlers.app import running
from handlers.manifest import manifest
from practice import Practice, open_practice
from storage.database import Storage, open_storage
from tests.chaos import truth
from tests.chaos.company import CHANNELS, LOBBY, MEMBERS, Json, company, organisation
from tests.chaos.noticeboard import Noticeboard, number_of
from tests.chaos.records import Records
from tests.chaos.story import Matter
from tests.flows.office import settings_for

HANDOFFS = 300
A_SECOND = 30.0
AT_ONCE = 6  # three for the burst; at this scale a delay of 100 ms brings three more together
UNDER_WAY = 16
_PATIENCE = 120.0
JAN, ANNA = "U0JAN", "U0ANNA"
OTHER = Matter("Matter 00999", ANNA, "logistics", ())


@dataclass(frozen=True)
class Desk:
    """The workspace and its database."""

    slack: Practice
    storage: Storage

    def request(self, user: str, key: str) -> Request:
        return Request(self.slack.team_id, user, key, datetime.now(UTC))

    def cards(self) -> list[Json]:
        return [one for one in self.slack.messages(CHANNELS["it"]) if not truth.is_reply(one)]


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Desk]:
    async with open_practice(manifest(), company=company()) as slack, open_storage(database_url) as storage:
        await import_organisation(storage.unit_of_work, slack.team_id, organisation())
        slack.timing.ack = slack.timing.trigger = _PATIENCE  # a busy machine is not what is tried here
        slack.limits.per_channel = (A_SECOND, AT_ONCE)
        yield Desk(slack, storage)


async def test_a_burst_into_one_channel_arrives_in_order_and_holds_nobody_else_up(
    desk: Desk, database_url: str
) -> None:
    slack, records = desk.slack, Records(desk.storage, desk.slack.team_id)
    await burst(desk)
    settings = settings_for(slack, database_url).model_copy(update={"messages_per_second": A_SECOND})
    async with running(settings):
        await slack.connected(_PATIENCE)
        anna, board = slack.person(ANNA), Noticeboard(slack)
        await anna.command(f"/handoff logistics: {OTHER.name}", channel=LOBBY)
        await slack.until(lambda: anna.view, _PATIENCE)
        await anna.submit()
        await slack.until(lambda: board.card(OTHER), _PATIENCE)
        assert len(desk.cards()) < HANDOFFS, "the other channel had to wait for this one"
        await slack.until(lambda: len(desk.cards()) == HANDOFFS, _PATIENCE)
        await records.delivered()
    refused = [call for call in slack.calls if call.error == "ratelimited"]
    assert len(refused) < 5, refused
    numbers = [number_of(card) for card in desk.cards()]
    # What is under way at the same time may overtake each other; what belongs to one handoff never does (below).
    assert all(abs(number - place) < UNDER_WAY for place, number in enumerate(numbers, 1)), numbers
    found = await truth.truth(slack, records)
    truth.nothing_waits(found)
    truth.no_message_twice(found)
    truth.one_card_for_each_hop(found)
    truth.every_card_tells_the_truth(found)


async def burst(desk: Desk) -> None:
    """Offer everything at once; every tenth is accepted at once as well, so that its card has a line below."""
    requesters = [user for key, members in MEMBERS.items() if key != "it" for user in members]
    for number in range(1, HANDOFFS + 1):
        offer = OpenHandoff("it", Brief(summary=f"Password {number}"))
        by = requesters[number % len(requesters)]
        await open_handoff(desk.storage.unit_of_work, desk.request(by, f"offer {number}"), offer)
        if number % 10 == 0:
            accept, jan = Accept(next_step="I set it today"), desk.request(JAN, f"accept {number}")
            await turn_handoff(desk.storage.unit_of_work, jan, number, accept)
