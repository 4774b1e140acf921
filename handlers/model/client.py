"""A model over OpenAI's chat completions; openai is imported with this module, only where a model is set."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx2
import openai
from openai import AsyncOpenAI, DefaultAsyncHttpxClient, omit
from openai.types.chat import ChatCompletionMessageParam
from openai.types.shared_params import ResponseFormatJSONSchema

from bot.domain.guest.asking import Answered, Asked
from bot.errors import ModelError
from handlers.model.completion import read_completion

_LARGEST = 512 * 1024
"""Bytes of one answer; none of ours is a tenth of that."""


class ChatModel:
    """Fulfils the port `LanguageModel`."""

    def __init__(self, client: AsyncOpenAI, model: str, effort: str | None = None) -> None:
        self._client = client
        self._model = model
        self._effort = effort
        self._host = urlsplit(str(client.base_url)).hostname or ""

    @property
    def name(self) -> str:
        """Return what it is called and on which host it is."""
        return f"{self._model} at {self._host}"

    async def answer(self, asked: Asked) -> Answered:
        """Return what the model says; raise ModelError if it says nothing that can be read."""
        with _told():
            return read_completion(await self._body(asked))

    async def is_listed(self, seconds: float) -> bool:
        """Return whether the server names the model among its own; raise ModelError if it names none."""
        with _told():
            return self._model in {one.id async for one in self._client.models.list(timeout=seconds)}

    async def _body(self, asked: Asked) -> bytes:
        """Return the answer's body, read piece by piece: a server may send without end."""
        request = self._client.chat.completions.with_streaming_response.create(
            model=self._model,
            messages=_messages(asked),
            response_format=_format(asked),
            stream=False,
            timeout=asked.seconds,
            **self._cap(asked.tokens),
        )
        body = bytearray()
        async with request as response:
            # A small body could become one of any size; it was asked for as it is.
            if response.headers.get("content-encoding", "identity") != "identity":
                raise ModelError("compressed", unsure=True)
            async for piece in response.iter_bytes():
                body += piece
                if len(body) > _LARGEST:
                    raise ModelError("too_long", unsure=True)
        return bytes(body)

    def _cap(self, tokens: int) -> Mapping[str, Any]:
        """OpenAI's newer models refuse the name that all other servers know."""
        own = self._host.endswith((".openai.com", ".azure.com"))
        cap: dict[str, Any] = {"max_completion_tokens" if own else "max_tokens": tokens}
        return cap | {"reasoning_effort": self._effort or omit}


@asynccontextmanager
async def chat_model(
    model: str, base_url: str | None, api_key: str | None, effort: str | None
) -> AsyncIterator[ChatModel]:
    """Open the way to the model; nothing is sent yet.

    A redirect is not followed: texts go to the host that was set and to no other.
    """
    async with AsyncOpenAI(
        api_key=api_key or "none",  # a server of one's own may want no key; the client insists on one
        base_url=base_url or "https://api.openai.com/v1",
        max_retries=0,
        default_headers={"Accept-Encoding": "identity"},
        http_client=DefaultAsyncHttpxClient(
            follow_redirects=False, event_hooks={"response": [_without_body_if_refused]}
        ),
    ) as client:
        yield ChatModel(client, model, effort)


async def _without_body_if_refused(response: httpx2.Response) -> None:
    """Leave the body of a refusal: the library reads it whole, of whatever size, and unpacks it."""
    if not response.is_success and isinstance(response.stream, httpx2.AsyncByteStream):
        await response.stream.aclose()
        response.stream = httpx2.ByteStream(b"")


@contextmanager
def _told() -> Iterator[None]:
    """Tell what goes wrong in the words of our own."""
    try:
        yield
    except openai.APIStatusError as error:
        raise _refused(error) from error
    except openai.APIConnectionError as error:
        raise ModelError("unreachable", type(error.__cause__ or error).__name__, again=True) from error
    except (openai.OpenAIError, httpx2.HTTPError) as error:
        raise ModelError("unreachable", type(error).__name__, again=True, unsure=True) from error


def _messages(asked: Asked) -> list[ChatCompletionMessageParam]:
    return [{"role": "system", "content": asked.rules}, {"role": "user", "content": asked.data}]


def _format(asked: Asked) -> ResponseFormatJSONSchema:
    return {
        "type": "json_schema",
        "json_schema": {"name": asked.name, "schema": dict(asked.schema), "strict": True},
    }


def _refused(error: openai.APIStatusError) -> ModelError:
    busy = error.status_code == 429 or error.status_code >= 500
    return ModelError(f"status_{error.status_code}", again=busy, after=_after(error))


def _after(error: openai.APIStatusError) -> float | None:
    told = error.response.headers.get("retry-after", "")
    return float(told) if told.isascii() and told.isdigit() else None
