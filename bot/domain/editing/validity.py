"""A changed value as the organisation takes it, or a problem on the field that is wrong."""

from typing import TypeVar

from pydantic import ValidationError

from bot.domain.editing.edits import Fields
from bot.domain.values import Value
from bot.errors import InvalidFieldsError, Problem

T = TypeVar("T", bound=Value)


def valid(of: type[T], fields: Fields) -> T:
    """Return the value; raise InvalidFieldsError that names each field that is wrong."""
    try:
        return of.model_validate(fields)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise InvalidFieldsError(
            {_field(one["loc"], one["msg"]): Problem("not_like_this") for one in found}
        ) from error


def _field(place: tuple[int | str, ...], message: str) -> str:
    """Return the field; what is wrong with several together names it in the message, as "Value error, choices: …"."""
    return str(place[0]) if place else message.removeprefix("Value error, ").partition(":")[0]
