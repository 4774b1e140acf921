"""The small model's server does what the other tests rely on: it wants a key, keeps to a shape and to a length."""

import json
from typing import Any

import aiohttp
import pytest
from jsonschema import validate

from tests.model.small_model import SmallModel

Json = dict[str, Any]
pytestmark = pytest.mark.small_model

_SHAPE: Json = {
    "type": "object",
    "properties": {
        "department": {"enum": ["accounting", "logistics"]},
        "summary": {"type": "string", "maxLength": 10},
    },
    "required": ["department", "summary"],
    "additionalProperties": False,
}


async def _ask(small: SmallModel, most_tokens: int, key: str) -> tuple[int, Json]:
    body = {
        "model": small.model,
        "messages": [{"role": "user", "content": "Accounting shall refund 40 € to Müller."}],
        "max_tokens": most_tokens,
        "temperature": 0,
        "response_format": {"type": "json_schema", "json_schema": {"name": "brief", "schema": _SHAPE}},
    }
    headers = {"Authorization": f"Bearer {key}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{small.url}/chat/completions", json=body) as response,
    ):
        return response.status, await response.json()


async def test_an_answer_has_the_shape_that_was_asked_for(small: SmallModel) -> None:
    status, answer = await _ask(small, 100, small.key)
    assert status == 200
    assert answer["choices"][0]["finish_reason"] == "stop", answer
    validate(json.loads(answer["choices"][0]["message"]["content"]), _SHAPE)


async def test_an_answer_ends_at_its_length_and_says_so(small: SmallModel) -> None:
    _, answer = await _ask(small, 5, small.key)
    assert answer["choices"][0]["finish_reason"] == "length"
    assert answer["usage"]["completion_tokens"] == 5


async def test_a_stranger_gets_no_answer(small: SmallModel) -> None:
    status, _ = await _ask(small, 5, "falsch")
    assert status == 401
