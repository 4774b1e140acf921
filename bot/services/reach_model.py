"""One answer of the model within a time limit, with one more try if that makes sense."""

import asyncio
from dataclasses import replace

from bot.domain.guest.asking import Answered, Asked
from bot.errors import ModelError
from bot.ports.language_model import LanguageModel


async def reach_model(model: LanguageModel, asked: Asked) -> Answered:
    """Return what the model says within `asked.seconds`, all tries and waits together; raise ModelError.

    Where the first try may have been charged as well, what was counted for the second is not what it cost.
    """
    try:
        async with asyncio.timeout(asked.seconds) as limit:
            try:
                return await model.answer(asked)
            except ModelError as error:
                if not error.again or _too_late(limit, error.after or 0.0):
                    raise
                await asyncio.sleep(error.after or 0.0)
                charged = error.unsure
            return await _again(model, asked, charged=charged)
    except TimeoutError as error:
        raise ModelError("timeout", unsure=True) from error


async def _again(model: LanguageModel, asked: Asked, *, charged: bool) -> Answered:
    try:
        answered = await model.answer(asked)
    except ModelError as error:
        error.unsure |= charged
        raise
    return replace(answered, tokens_in=None, tokens_out=None) if charged else answered


def _too_late(limit: asyncio.Timeout, after: float) -> bool:
    ends = limit.when()
    return ends is not None and asyncio.get_running_loop().time() + after >= ends
