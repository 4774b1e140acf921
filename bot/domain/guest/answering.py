"""An answer of the model, checked: it has its shape, or it is none."""

import json
from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel

from bot.domain.text import clean

Answer = TypeVar("Answer", bound=BaseModel)
Restore = Callable[[str], str]


def parsed(text: str, shape: type[Answer], restore: Restore) -> Answer:
    """Return the answer, each of its texts cleaned and restored; raise ValueError if it has not the shape."""
    try:
        told: object = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return shape.model_validate(_mended(told, restore))


def _mended(told: object, restore: Restore) -> object:
    """Restored after parsing, so that what people wrote cannot become structure."""
    if isinstance(told, str):
        return clean(restore(told))
    if isinstance(told, list):
        return [_mended(one, restore) for one in told]
    if isinstance(told, dict):
        return {key: _mended(one, restore) for key, one in told.items()}
    return told
