"""How a model's server can behave, from slow to malicious."""

import asyncio
import gzip
import json
import re
from collections.abc import AsyncIterator, Mapping
from functools import cache
from typing import Any

from aiohttp import web

from tests.model.hostile import MODEL, Behaviour, Question
from tests.model.shapes import Words, filled

_MEGABYTE = 2**20
HUGE = 100 * _MEGABYTE
Json = dict[str, Any]


async def hangs(_: web.Request, __: Question) -> web.StreamResponse:
    """Say nothing, for ever."""
    await asyncio.Event().wait()
    raise AssertionError


def fails(status: int, headers: Mapping[str, str] | None = None) -> Behaviour:
    """Answer with an error, as OpenAI words it."""
    told = {"error": {"message": "no", "type": "server_error", "code": status}}
    return _answers(json.dumps(told), status=status, headers=headers)


def redirects(url: str) -> Behaviour:
    """Send the question on to somebody else."""
    return fails(307, {"Location": f"{url}/chat/completions"})


def says(text: str | None, finish_reason: str = "stop", **message: Any) -> Behaviour:
    """Answer with a text of the model's."""
    return _answers(_completion(text, finish_reason, **message))


def fills(words: Words | str, finish_reason: str = "stop") -> Behaviour:
    """Answer in the shape that was asked for, with these words in each field."""

    async def answer(request: web.Request, question: Question) -> web.StreamResponse:
        value = filled(question.shape, (lambda _: words) if isinstance(words, str) else words)
        return await says(json.dumps(value), finish_reason)(request, question)

    return answer


async def obeys(request: web.Request, question: Question) -> web.StreamResponse:
    """Do what a text says that asks to `write "…"` into each field, whoever wrote it; nothing else."""
    ordered = re.search(r'write "(.*?)"', question.text, re.DOTALL)
    return await fills(ordered[1] if ordered else "")(request, question)


async def repeats(request: web.Request, question: Question) -> web.StreamResponse:
    """Write all that it was told into each field."""
    return await fills(question.text)(request, question)


def answers_raw(body: str | bytes, content_type: str = "application/json") -> Behaviour:
    """Answer with a body that is no completion."""
    return _answers(body, content_type=content_type)


def completes(body: Json) -> Behaviour:
    """Answer with JSON that is a completion, or nearly so."""
    return _answers(json.dumps(body))


async def drips(request: web.Request, _: Question) -> web.StreamResponse:
    """Send a good beginning and then a space now and then, for ever: a connection that never falls silent."""

    async def dripping() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.01)

    return await _streamed(request, dripping())


async def closes_midway(request: web.Request, _: Question) -> web.StreamResponse:
    """Promise an answer, send half, and hang up."""
    body = _completion('{"summary": "half')
    response = web.StreamResponse(headers={"Content-Length": str(len(body))})
    await response.prepare(request)
    await response.write(body[: len(body) // 2].encode())
    assert request.transport
    request.transport.abort()
    return response


class Flood:
    """A hundred megabytes of answer, as fast as they are taken; `sent` is how many bytes were."""

    def __init__(self, status: int = 200) -> None:
        self.sent = 0
        self._status = status

    async def __call__(self, request: web.Request, _: Question) -> web.StreamResponse:
        return await _streamed(request, self._flooding(), self._status)

    async def _flooding(self) -> AsyncIterator[bytes]:
        yield _completion("").partition('"content": "')[0].encode() + b'"content": "'
        while self.sent < HUGE:
            yield b"a" * _MEGABYTE
            self.sent += _MEGABYTE


def bombs(status: int = 200) -> Behaviour:
    """Send a hundred megabytes in a few hundred kilobytes."""
    return _answers(_bomb(), status=status, headers={"Content-Encoding": "gzip"})


@cache
def _bomb() -> bytes:
    return gzip.compress(_completion("a" * HUGE).encode(), 1)


async def _streamed(
    request: web.Request, body: AsyncIterator[bytes], status: int = 200
) -> web.StreamResponse:
    response = web.StreamResponse(status=status, headers={"Content-Type": "application/json"})
    await response.prepare(request)
    async for part in body:
        await response.write(part)
    return response


def _completion(text: str | None, finish_reason: str = "stop", **message: Any) -> str:
    choice = {
        "index": 0,
        "finish_reason": finish_reason,
        "message": {"role": "assistant", "content": text, **message},
    }
    usage = {"prompt_tokens": 70, "completion_tokens": 7, "total_tokens": 77}
    return json.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": MODEL,
            "choices": [choice],
            "usage": usage,
        }
    )


def _answers(
    body: str | bytes,
    *,
    status: int = 200,
    content_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> Behaviour:
    async def answer(_: web.Request, __: Question) -> web.StreamResponse:
        raw = body.encode() if isinstance(body, str) else body
        return web.Response(body=raw, status=status, content_type=content_type, headers=headers)

    return answer
