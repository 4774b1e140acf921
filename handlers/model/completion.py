"""What of a chat completion is read; whatever else a server sends along is passed over."""

from pydantic import BaseModel, Field, ValidationError

from bot.domain.guest.asking import Answered
from bot.errors import ModelError

_MOST = 10_000_000


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int = Field(ge=0, le=_MOST)
    completion_tokens: int = Field(ge=0, le=_MOST)


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


def read_completion(body: bytes) -> Answered:
    """Return what the model said; raise ModelError if it was cut off, refused, or is no completion."""
    try:
        completion = _Completion.model_validate_json(body)
    except ValidationError as error:
        raise ModelError("nonsense", "no completion", unsure=True) from error
    choice, usage = completion.choices[0], completion.usage
    if choice.finish_reason == "length":
        raise ModelError("cut_off", unsure=True)
    if choice.message.refusal or not choice.message.content:
        raise ModelError("refused", unsure=True)
    if usage is None:
        return Answered(choice.message.content)
    return Answered(choice.message.content, usage.prompt_tokens, usage.completion_tokens)
