"""One question that all tests of the guest ask, and a guest to ask it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pydantic import BaseModel, Field

from bot.domain.guest.inquiry import Inquiry, Provenance, Task
from bot.ports import UnitOfWork
from bot.services.ask_guest import Guest
from handlers.metrics import Metrics
from handlers.model.opening import guest
from handlers.model_settings import ModelSettings
from tests.company import ANNA, WORKSPACE
from tests.model.hostile import KEY, MODEL, HostileServer


class Brief(BaseModel):
    """A brief in one line."""

    summary: str = Field(max_length=80)


ABOUT = Provenance(WORKSPACE, ANNA, departments=("sales",))
INQUIRY = Inquiry(Task.BRIEF, "Summarise in German.", "Bitte eine Gutschrift für 4711 buchen", Brief)
GOOD = json.dumps({"summary": "Gutschrift"})


@asynccontextmanager
async def guest_of(
    server: HostileServer, unit_of_work: UnitOfWork, settings: dict[str, str] | None = None
) -> AsyncIterator[Guest]:
    """Open a guest whose model behaves as the server is told."""
    model = {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": KEY, "OPENAI_MODEL": MODEL}
    told = ModelSettings.model_validate(model | {"STAFFEL_MODEL_WAIT_SECONDS": "1"} | (settings or {}))
    async with guest(told, unit_of_work, Metrics()) as opened:
        yield opened
