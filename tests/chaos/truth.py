"""What must hold when the weather is calm again: in the database, in Slack, and between the two."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from bot.domain.company.organisation import Organisation
from bot.domain.delivery.messages import MessageKind
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import Handoff, State
from handlers.slack.render.card import card
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.lines import line
from handlers.words import words_in
from practice import Practice
from tests.chaos.company import Json
from tests.chaos.records import Records, is_of
from tests.chaos.story import Matter

# The card itself tells of these, or its arrival.
_UNTOLD = {Activity.OPENED, Activity.OFFERED, Activity.DELIVERED}


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything at the end of the day."""

    organisation: Organisation
    handoffs: dict[int, Handoff]
    logs: dict[int, list[Event]]
    outbox: list[Row[Any]]
    conversations: dict[str, list[Json]]


async def truth(slack: Practice, records: Records) -> Truth:
    """Collect everything."""
    async with records.storage.unit_of_work.read() as work:
        organisation = await work.organisations.get(records.workspace)
    return Truth(
        organisation,
        {handoff.number: handoff for handoff in await records.handoffs()},
        await records.logs(),
        await records.outbox(),
        slack.workspace.messages.by_channel,
    )


def every_act_took_effect_once(found: Truth, matters: list[Matter]) -> None:
    """Every act was acknowledged in the end: one handoff for each offer, one log entry for each step, no others."""
    by_summary = {handoff.brief.summary: handoff for handoff in found.handoffs.values()}
    assert Counter(one.brief.summary for one in found.handoffs.values()) == {one.name: 1 for one in matters}
    for matter in matters:
        handoff = by_summary[matter.name]
        log = [event for event in found.logs[handoff.number] if event.activity not in _UNTOLD]
        steps = [(step.activity, step.actor, step.words) for step in matter.steps]
        told = [(event.activity, event.actor, "".join(event.said.values())) for event in log]
        assert told == steps, f"{handoff.name} ({matter.name}): {told}, should be {steps}"
        assert all(is_of(event, step) for event, step in zip(log, matter.steps, strict=True))
        assert handoff.state is State.CLOSED


def nothing_waits(found: Truth) -> None:
    """The outbox has sent everything, and nobody holds a lease."""
    left = [dict(row._mapping) for row in found.outbox if row.state != "sent" or row.leased_by]
    assert not left, left


def no_message_twice(found: Truth) -> None:
    """Each message of the outbox stands in Slack once, where the outbox says; and there are no others."""
    stands = Counter(
        (outbox_id(message), channel, message["ts"])
        for channel, messages in found.conversations.items()
        for message in messages
    )
    believed = Counter((str(row.id), row.channel, row.ts) for row in found.outbox)
    assert stands == believed, {"only in Slack": stands - believed, "only in the outbox": believed - stands}
    texts = Counter(
        (channel, message.get("thread_ts", message["ts"]) if is_reply(message) else "", message["text"])
        for channel, messages in found.conversations.items()
        for message in messages
    )
    assert not [text for text, count in texts.items() if count > 1]


def one_card_for_each_hop(found: Truth) -> None:
    """Each handoff has one card for each offer."""
    cards = Counter((row.number, row.hop) for row in found.outbox if row.kind == MessageKind.CARD)
    assert cards == {(one.number, hop): 1 for one in found.handoffs.values() for hop in range(1, one.hop + 1)}


def every_card_tells_the_truth(found: Truth) -> None:
    """What people see of a card is what it would be rendered as now; its thread tells the log in order."""
    threads = _threads(found)
    for row in found.outbox:
        if row.kind != MessageKind.CARD:
            continue
        handoff = found.handoffs[row.number]
        reader = _reader(found.organisation, row.channel)
        shown, *replies = threads[row.channel, row.ts]
        assert_shows(shown, card(handoff, found.organisation, reader, hop=row.hop))
        told = [event for event in found.logs[row.number] if event.activity not in _UNTOLD]
        assert len(replies) == len(told), (handoff.name, [reply["text"] for reply in replies])
        for reply, event in zip(replies, told, strict=True):
            assert_shows(reply, line(event, handoff, found.organisation, reader))


def assert_shows(message: Json, content: Content) -> None:
    """Compare what stands in Slack with what was rendered; Slack gives blocks without an id one of its own."""
    assert message["text"] == content.text
    shown = [
        block if "block_id" in wanted else {key: value for key, value in block.items() if key != "block_id"}
        for block, wanted in zip(message["blocks"], content.blocks, strict=True)
    ]
    assert shown == content.blocks


def _threads(found: Truth) -> dict[tuple[str, str], list[Json]]:
    """Return what stands in each thread, the first message included, in order."""
    threads: dict[tuple[str, str], list[Json]] = {}
    for channel, messages in found.conversations.items():
        for message in sorted(messages, key=lambda one: str(one["ts"])):
            threads.setdefault((channel, str(message.get("thread_ts", message["ts"]))), []).append(message)
    return threads


def outbox_id(message: Json) -> str:
    """Return which row of the outbox a message is of."""
    return str(message.get("metadata", {}).get("event_payload", {}).get("outbox_id"))


def is_reply(message: Json) -> bool:
    """Return whether a message stands in a thread below another one."""
    return bool(message.get("thread_ts", message["ts"]) != message["ts"])


def _reader(organisation: Organisation, channel: str) -> Reader:
    department = next(one for one in organisation.departments if one.channel == channel)
    zone = department.zone(organisation.workspace.timezone)
    return Reader(words_in(organisation.language_of(department)), ZoneInfo(str(zone)), datetime.now(UTC))
