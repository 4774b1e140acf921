"""The guest of this process, from the settings."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING

from bot.ports import UnitOfWork
from bot.services.ask_guest import Guest
from bot.services.consult import Means
from handlers.metrics import Metrics
from handlers.model.watching import MeasuredModel, ModelWatch
from handlers.model_settings import ModelSettings

if TYPE_CHECKING:
    from handlers.model.client import ChatModel


def model_of(settings: ModelSettings) -> "AbstractAsyncContextManager[ChatModel]":
    """Return the way to the model that is set."""
    from handlers.model.client import chat_model  # noqa: PLC0415 - 24 MB, and only who has a model needs it

    key = settings.openai_api_key
    return chat_model(
        settings.openai_model,
        settings.openai_base_url,
        key.get_secret_value() if key else None,
        settings.model_effort,
    )


@asynccontextmanager
async def guest(settings: ModelSettings, unit_of_work: UnitOfWork, metrics: Metrics) -> AsyncIterator[Guest]:
    """Open the guest; it is not present, and nothing is imported, where no model is set."""
    if not settings.has_model:
        yield Guest()
        return
    async with model_of(settings) as model:
        yield Guest(
            Means(
                unit_of_work,
                MeasuredModel(model, metrics),
                ModelWatch(metrics),
                settings.limits(),
                settings.budget(),
            )
        )
