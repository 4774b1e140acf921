"""Payloads that no message or form of ours can have caused: no effect, a clear line, an entry in the audit log."""

from copy import deepcopy
from typing import Any

import pytest

from bot.domain.matter.handoff import State
from practice import Ack
from tests.flows.office import Office, read


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


async def audited(office: Office) -> list[tuple[str, str, str]]:
    async with office.storage.unit_of_work.read() as work:
        entries = await work.audits.entries(office.slack.team_id, None)
    return [(entry.who, entry.what, entry.after) for entry in entries]


@pytest.mark.parametrize("of", ["team", "user"])
async def test_another_workspaces_click_is_refused(office: Office, of: str) -> None:
    card = await office.offer(office.ben, "logistics", "Pallet")
    await office.priya.click(card, "more", "decline_handoff:1")
    await office.form(office.priya, "decline_handoff")
    foreign = {
        "team": {"id": "T0FOREIGN", "domain": "foreign"},
        "user": {"id": "U0PRIYA", "team_id": "T0FOREIGN", "username": "priya", "name": "priya"},
    }
    action = {"type": "button", "action_id": "accept_handoff", "block_id": "b", "value": "1"}
    await forged(office, {"actions": [action], of: foreign[of]})
    assert "another company" in read(await office.whispered(office.priya, "C0LOG"))
    assert (await office.handoff(1)).state is State.OFFERED
    assert await audited(office) == [("U0PRIYA", "refused", "other_company")]


async def test_a_form_of_somebody_else_is_refused_though_the_sender_could_do_the_same(office: Office) -> None:
    card = await office.offer(office.ben, "logistics", "Pallet")
    await office.priya.click(card, "more", "decline_handoff:1")
    form = await office.form(office.priya, "decline_handoff")
    lars = {"id": "U0LARS", "team_id": office.slack.team_id, "username": "lars", "name": "lars"}
    state = {"values": {"reason": {"reason": {"type": "plain_text_input", "value": "No truck"}}}}
    view = {**form, "state": state, "hash": "forged"}
    ack = await office.slack.workspace.courier.ask(
        "interactive",
        {
            "type": "view_submission",
            "team": {"id": office.slack.team_id, "domain": "x"},
            "user": lars,
            "trigger_id": "1.2.forged",
            "view": view,
        },
    )
    assert isinstance(ack.body, dict)
    answer = read(ack.body["view"])
    assert "für jemand anderen geöffnet" in answer
    assert "No truck" in answer
    assert (await office.handoff(1)).state is State.OFFERED
    assert await audited(office) == [("U0LARS", "refused decline_handoff H-1", "not_your_form")]


@pytest.mark.parametrize(
    ("action_id", "why"),
    [
        ("withdraw_handoff", "not_on_message"),
        ("accept_handoff", "own_handoff"),
        ("finish_handoff", "not_yours"),
    ],
)
async def test_another_departments_button_is_refused_in_a_message_that_never_had_it(
    office: Office, action_id: str, why: str
) -> None:
    """Elsewhere Ben could withdraw what he has sent to the other department."""
    card = await office.offer(office.ben, "logistics", "Pallet")
    await office.offer(office.ben, "it", "New password")
    await office.ben.join("C0LOG")
    await office.ben.click(card, "more", "withdraw_handoff:1")
    await office.form(office.ben, "withdraw_handoff")
    action = {"type": "button", "action_id": action_id, "block_id": "b", "value": "2"}
    await forged(office, {"actions": [action]})
    assert await office.whispered(office.ben, "C0LOG")
    assert (await office.handoff(2)).state is State.OFFERED
    assert await audited(office) == [("U0BEN", f"refused {action_id} H-2", why)]
