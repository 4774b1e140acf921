"""The doctor says whether the model is there and what today has cost, and sends it nothing."""

import pytest

from bot.domain.guest.budget import Cost, Spent
from handlers.doctor.model import check_model, check_spending
from handlers.model_settings import ModelSettings
from tests.model.hostile import KEY, MODEL, HostileServer


def settings(server: HostileServer, **more: str) -> ModelSettings:
    told = {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": KEY, "OPENAI_MODEL": MODEL}
    return ModelSettings.model_validate(told | more)


async def test_nothing_set_is_nothing_wrong() -> None:
    finding = await check_model(ModelSettings.model_validate({}))
    assert str(finding) == "✓ Language model: none is set, everything works by rules"


async def test_a_model_that_is_there(server: HostileServer) -> None:
    assert str(await check_model(settings(server))) == f"✓ Language model: {MODEL} at 127.0.0.1"
    assert not server.asked


async def test_a_model_that_the_server_does_not_have(server: HostileServer) -> None:
    finding = await check_model(settings(server, OPENAI_MODEL="papagei-8b"))
    assert str(finding).startswith("! Language model: papagei-8b at 127.0.0.1 is not among those")


async def test_a_server_that_is_away() -> None:
    nowhere = ModelSettings.model_validate(
        {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_MODEL": MODEL}
    )
    assert "cannot be reached" in str(await check_model(nowhere))


@pytest.mark.parametrize(
    ("spent", "told"),
    [
        (
            Spent(3, Cost(900, 20_000)),
            "✓ Language model today: 3 questions, 900 of 1000 tokens, 0.02 of 1.50 money",
        ),
        (
            Spent(9, Cost(1000, 20_000)),
            "! Language model today: 9 questions, 1000 of 1000 tokens, 0.02 of 1.50 money: used up",
        ),
    ],
)
def test_what_today_has_cost(server: HostileServer, spent: Spent, told: str) -> None:
    limits = {
        "STAFFEL_MODEL_TOKENS_PER_DAY": "1000",
        "STAFFEL_MODEL_MONEY_PER_DAY": "1.5",
        "STAFFEL_MODEL_PRICE_IN": "1",
    }
    (finding,) = check_spending(settings(server, **limits), spent)
    assert str(finding).startswith(told)
