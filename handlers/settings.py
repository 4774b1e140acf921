"""The settings: read from the environment and `.env`, checked all at once before anything starts."""

from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from typing_extensions import override

from bot.errors import StaffelError
from handlers.mail_settings import MailSettings
from handlers.model_settings import ModelSettings
from handlers.setting_checks import (
    api_url,
    database_url,
    filled,
    number,
    one_of,
    rate,
    signing_secret,
    token,
    url,
)

NO_WAY_IN = (
    "SLACK_APP_TOKEN is missing: create one with the scope connections:write under Basic Information →"
    " App-Level Tokens, or set SLACK_SIGNING_SECRET to run over HTTP"
)
NO_BOT_ACCESS = "SLACK_BOT_TOKEN is missing: install the app under Install App, then copy the Bot User OAuth Token (xoxb-…)"

BotToken = Annotated[SecretStr, BeforeValidator(token("xoxb-"))]
AppToken = Annotated[SecretStr, BeforeValidator(token("xapp-"))]
SigningSecret = Annotated[SecretStr, BeforeValidator(signing_secret)]
DatabaseUrl = Annotated[SecretStr, BeforeValidator(database_url)]
Text = Annotated[str, BeforeValidator(filled)]
Url = Annotated[str, BeforeValidator(url)]
ApiUrl = Annotated[str, BeforeValidator(api_url)]
Port = Annotated[int, BeforeValidator(number(0, 65535))]
Seconds = Annotated[int, BeforeValidator(number(5, 3600))]
Rate = Annotated[float, BeforeValidator(rate)]
LogLevel = Annotated[
    Literal["debug", "info", "warning", "error"], BeforeValidator(one_of("debug", "info", "warning", "error"))
]
LogFormat = Annotated[Literal["auto", "json", "text"], BeforeValidator(one_of("auto", "json", "text"))]


class SettingsError(StaffelError):
    """Settings are missing or malformed; `problems` holds a sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(MailSettings, ModelSettings):
    """All settings; the alias is the name in the environment. Passwords and tokens show as stars.

    `Settings()` reads the environment; `Settings.model_validate({"PORT": 0, …})` takes just what it is given.
    """

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, env_file=".env", env_file_encoding="utf-8"
    )

    slack_bot_token: BotToken | None = Field(default=None, alias="SLACK_BOT_TOKEN")
    slack_app_token: AppToken | None = Field(default=None, alias="SLACK_APP_TOKEN")
    slack_signing_secret: SigningSecret | None = Field(default=None, alias="SLACK_SIGNING_SECRET")
    slack_api_url: ApiUrl = Field(default="https://slack.com/api/", alias="SLACK_API_URL")
    database_url: DatabaseUrl = Field(default=SecretStr("sqlite:///staffel.db"), alias="DATABASE_URL")
    host: Text = Field(default="0.0.0.0", alias="STAFFEL_HOST")  # noqa: S104 - a container is reached from outside
    port: Port = Field(default=3000, alias="PORT")
    log_level: LogLevel = Field(default="info", alias="LOG_LEVEL")
    log_format: LogFormat = Field(default="auto", alias="STAFFEL_LOG_FORMAT")
    lease_seconds: Seconds = Field(default=30, alias="STAFFEL_LEASE_SECONDS")
    messages_per_second: Rate = Field(default=1.0, alias="STAFFEL_MESSAGES_PER_SECOND")
    clock_url: Url | None = Field(default=None, alias="STAFFEL_CLOCK_URL")


class RunSettings(Settings):
    """Settings with all that `staffel run` cannot do without: the bot's token and one way to receive."""

    slack_bot_token: BotToken = Field(alias="SLACK_BOT_TOKEN")
    slack_signing_secret: SigningSecret | None = Field(
        default=None, alias="SLACK_SIGNING_SECRET", validate_default=True
    )

    @field_validator("slack_signing_secret")
    @classmethod
    def _one_way_in(cls, secret: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        # A malformed app token is not in the data: it has its own sentence already.
        if secret is None and info.data.get("slack_app_token", "malformed") is None:
            raise ValueError(NO_WAY_IN)
        return secret

    @property
    def socket_mode(self) -> bool:
        """Return whether Slack is reached by Socket Mode; over HTTP otherwise."""
        return self.slack_app_token is not None


class GivenSettings(RunSettings):
    """Settings that are given, whatever the environment and `.env` say."""

    @classmethod
    @override
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the only source."""
        return (init_settings,)


Loaded = TypeVar("Loaded", bound=Settings)


def load_settings() -> Settings:
    """Return what is set; raise SettingsError that names all that is malformed."""
    return _load(Settings)


def load_run_settings() -> RunSettings:
    """Return what is set; raise SettingsError that names all that is malformed or that `run` misses."""
    return _load(RunSettings)


def setting_names() -> list[str]:
    """Return the names of all settings in the environment."""
    return [str(field.alias) for field in Settings.model_fields.values()]


def _load(kind: type[Loaded]) -> Loaded:
    try:
        return kind()
    except ValidationError as error:
        raise SettingsError(
            [_sentence(str(item["loc"][0]), item["msg"]) for item in error.errors()]
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError([f".env cannot be read: {error}"]) from None


def _sentence(name: str, message: str) -> str:
    if name == "SLACK_BOT_TOKEN" and message == "Field required":
        return NO_BOT_ACCESS
    plain = message.removeprefix("Value error, ")
    return plain if plain == NO_WAY_IN else f"{name} {plain}"
