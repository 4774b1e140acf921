"""One answer of the model within a time limit, with one more try if that makes sense."""

import asyncio

from bot.domain.guest.asking import Answered, Asked
from bot.errors import ModelError
from bot.ports.language_model import LanguageModel


async def reach_model(model: LanguageModel, asked: Asked) -> Answered:
    """Return what the model says within `asked.seconds`, all tries and waits together; raise ModelError."""
    try:
        async with asyncio.timeout(asked.seconds) as limit:
            try:
                return await model.answer(asked)
            except ModelError as error:
                if not error.again or _too_late(limit, error.after or 0.0):
                    raise
                await asyncio.sleep(error.after or 0.0)
            return await model.answer(asked)
    except TimeoutError as error:
        raise ModelError("timeout", unsure=True) from error


def _too_late(limit: asyncio.Timeout, after: float) -> bool:
    ends = limit.when()
    return ends is not None and asyncio.get_running_loop().time() + after >= ends
