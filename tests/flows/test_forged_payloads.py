"""Payloads that no message or form of ours can have caused: no effect, no crash, no endless redelivery."""

from copy import deepcopy
from typing import Any

import pytest

from bot.domain.handoff import State
from practice import Ack
from tests.flows.office import Office


async def forged(office: Office, change: dict[str, Any]) -> Ack:
    """Deliver the last payload that a person caused once more, changed and with an identity of its own."""
    last = next(one for one in reversed(office.slack.deliveries) if not one.echo)
    payload = deepcopy(last.payload)
    payload.update({"trigger_id": "1.2.forged", **change})
    return await office.slack.workspace.courier.ask(last.kind, payload)


@pytest.mark.parametrize("metadata", ["", "no json", "[]", "{}", '{"handoff": "x", "home": 1}', "null"])
async def test_forms_with_foreign_metadata_do_nothing(office: Office, metadata: str) -> None:
    card = await office.offer(office.ben, "it", "New password")
    await office.jan.click(card, "ask_information")
    await office.form(office.jan, "ask_information")
    office.jan.fill(question="Which one?")
    await office.jan.submit()
    view = next(one for one in reversed(office.slack.deliveries) if not one.echo).payload["view"]
    ack = await forged(office, {"view": {**view, "id": "V0FORGED", "private_metadata": metadata}})
    assert ack.ok
    assert [one.activity.value for one in await office.log(1)].count("information_asked") == 1


@pytest.mark.parametrize("value", ["abc", "", "-1", "9" * 30, "1; DROP TABLE handoffs"])
async def test_buttons_with_foreign_values_do_nothing(office: Office, value: str) -> None:
    card = await office.offer(office.ben, "logistics", "Pallet")
    await office.oli.join("C0LOG")
    await office.oli.click(card, "accept_handoff")
    action = {"type": "button", "action_id": "accept_handoff", "block_id": "b", "value": value}
    ack = await forged(office, {"actions": [action]})
    assert ack.ok
    assert (await office.handoff(1)).state is State.OFFERED


async def test_another_workspaces_click_does_not_find_ours(office: Office) -> None:
    card = await office.offer(office.ben, "it", "New password")
    await office.oli.join("C0IT")
    await office.oli.click(card, "accept_handoff")
    foreign = {"id": "U0JAN", "team_id": "T0FOREIGN", "username": "jan", "name": "jan"}
    await forged(office, {"team": {"id": "T0FOREIGN", "domain": "foreign"}, "user": foreign})
    assert (await office.handoff(1)).state is State.OFFERED
