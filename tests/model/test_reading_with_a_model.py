"""Requests are evaluated with the model that is set: what it adds counts, what rules found stands."""

import json

import pytest

from handlers.model.opening import model_of
from handlers.model_settings import ModelSettings
from tests.domain.reading.by_model import read_by_both
from tests.domain.reading.by_rules import read_by_rules
from tests.domain.reading.judging import FIELDS, judge
from tests.domain.reading.labelled import company, requests
from tests.model.behaviours import fails, says
from tests.model.hostile import KEY, MODEL, Behaviour, hostile_server

REQUEST = next(one for one in requests() if one.id == "en-23")
TOLD = {
    "department": "legal",
    "department_words": "NDA",
    "summary": "",
    "why_now": "",
    "done_when": "",
    "due_words": "in 10 days",
    "customer_words": "",
    "urgent_words": "",
    "answers": [
        {"need": "counterparty", "words": "Graf Anlagenbau"},
        {"need": "counterparty", "words": "Meier"},
    ],
}


@pytest.mark.parametrize(
    ("behaviour", "silent"),
    [
        (says(json.dumps(TOLD)), False),
        (fails(500), True),
        (says(json.dumps(TOLD | {"summary": "x" * 10_000})), False),
        (says(json.dumps(TOLD | {"answers": "x"})), True),
    ],
)
async def test_what_a_model_adds_is_judged_beside_what_rules_found(
    behaviour: Behaviour, silent: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = {REQUEST.id: read_by_rules(REQUEST, company())}
    assert rules[REQUEST.id].due is None
    async with hostile_server() as server:
        server.does(behaviour)
        for name, value in (("BASE_URL", server.url), ("API_KEY", KEY), ("MODEL", MODEL)):
            monkeypatch.setenv(f"OPENAI_{name}", value)
        async with model_of(ModelSettings()) as model:
            both, unanswered = await read_by_both([REQUEST], company(), rules, model)
    assert unanswered == silent
    missed = [error for field in FIELDS for error in judge(field, [REQUEST], both).errors]
    assert bool(missed) == silent
    assert (both == rules) == silent
