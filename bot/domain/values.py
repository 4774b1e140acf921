"""The base of values that arrive as data: frozen, strict about unknown fields."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from bot.domain.text import one_line

UserId = Annotated[str, StringConstraints(pattern=r"^[UW][A-Z0-9]{1,30}$")]
ChannelId = Annotated[str, StringConstraints(pattern=r"^[CGD][A-Z0-9]{1,30}$")]
UserGroupId = Annotated[str, StringConstraints(pattern=r"^S[A-Z0-9]{1,30}$")]
DepartmentKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
MAIL_NAME = r"^[a-z0-9]+([._-][a-z0-9]+)*$"
MailName = Annotated[
    str,
    StringConstraints(max_length=64, pattern=MAIL_NAME),
    BeforeValidator(lambda told: told.lower() if isinstance(told, str) else told),
]
NEED_KEY = r"^[a-z0-9][a-z0-9_]{0,39}$"
NeedKey = Annotated[str, StringConstraints(pattern=NEED_KEY)]
# Cleaned as what people type elsewhere: what nobody can see would stand in the way of who looks for it.
Label = Annotated[
    str,
    StringConstraints(min_length=1, max_length=75),
    BeforeValidator(lambda told: one_line(told) if isinstance(told, str) else told),
]
Language = Annotated[str, StringConstraints(pattern=r"^(de|en)$")]


class Value(BaseModel):
    """A frozen value with exactly the fields it names."""

    model_config = ConfigDict(frozen=True, extra="forbid")
