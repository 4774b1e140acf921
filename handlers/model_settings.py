"""The settings of the language model: it is there once a key or an address is set."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings

from bot.domain.guest.budget import Budget
from bot.domain.guest.limits import Limits
from handlers.setting_checks import amount, filled, number, one_of, url

Efforts = Literal["none", "minimal", "low", "medium", "high"]
Effort = Annotated[Efforts, BeforeValidator(one_of("none", "minimal", "low", "medium", "high"))]
Money = Annotated[float, BeforeValidator(amount)]


class ModelSettings(BaseSettings):
    """What is asked, where, and how much of it."""

    openai_api_key: Annotated[SecretStr, BeforeValidator(filled)] | None = Field(
        default=None, alias="OPENAI_API_KEY"
    )
    openai_base_url: Annotated[str, BeforeValidator(url)] | None = Field(
        default=None, alias="OPENAI_BASE_URL"
    )
    openai_model: Annotated[str, BeforeValidator(filled)] = Field(
        default="gpt-4.1-mini", alias="OPENAI_MODEL"
    )
    model_effort: Effort | None = Field(default=None, alias="STAFFEL_MODEL_EFFORT")
    model_seconds: Annotated[int, BeforeValidator(number(1, 60))] = Field(
        default=20, alias="STAFFEL_MODEL_SECONDS"
    )
    model_wait_seconds: Annotated[int, BeforeValidator(number(1, 60))] = Field(
        default=3, alias="STAFFEL_MODEL_WAIT_SECONDS"
    )
    model_answer_tokens: Annotated[int, BeforeValidator(number(100, 100_000))] = Field(
        default=1000, alias="STAFFEL_MODEL_ANSWER_TOKENS"
    )

    model_tokens_per_day: Annotated[int, BeforeValidator(number(0, 1_000_000_000))] = Field(
        default=200_000, alias="STAFFEL_MODEL_TOKENS_PER_DAY"
    )
    model_money_per_day: Money | None = Field(default=None, alias="STAFFEL_MODEL_MONEY_PER_DAY")
    model_price_in: Money = Field(default=0.0, alias="STAFFEL_MODEL_PRICE_IN")
    model_price_out: Money = Field(default=0.0, alias="STAFFEL_MODEL_PRICE_OUT")

    @property
    def has_model(self) -> bool:
        """Return whether there is a model to ask."""
        return self.openai_api_key is not None or self.openai_base_url is not None

    def budget(self) -> Budget:
        """Return what may be spent on a day in each workspace."""
        return Budget(
            tokens=self.model_tokens_per_day,
            money=self.model_money_per_day,
            price_in=self.model_price_in,
            price_out=self.model_price_out,
        )

    def limits(self) -> Limits:
        """Return what the model may take."""
        return Limits(
            seconds=self.model_seconds,
            wait_seconds=self.model_wait_seconds,
            answer_tokens=self.model_answer_tokens,
        )
