"""What pydantic found, in the words of somebody who writes the file."""

from collections.abc import Mapping
from typing import get_args

from pydantic import BaseModel, StringConstraints
from pydantic_core import ErrorDetails

from bot.domain.company.department import Department
from bot.domain.company.needs import Need
from bot.domain.company.organisation import (
    Organisation,
    Rule,
    RuleCondition,
    SummarySettings,
    WorkspaceSettings,
)
from bot.domain.values import MAIL_NAME, ChannelId, DepartmentKey, Language, NeedKey, UserGroupId, UserId
from handlers.org_file.problems import Fault, Place, did_you_mean

_MODELS: Mapping[Place, type[BaseModel]] = {
    (): Organisation,
    ("workspace",): WorkspaceSettings,
    ("workspace", "summary"): SummarySettings,
    ("departments", "*"): Department,
    ("departments", "*", "needs", "*"): Need,
    ("rules", "*"): Rule,
    ("rules", "*", "when"): RuleCondition,
}


def _pattern(annotated: object) -> str:
    constraints = get_args(annotated)[1]
    assert isinstance(constraints, StringConstraints)  # noqa: S101 - what bot.domain.values is made of
    return str(constraints.pattern)


_PATTERNS: Mapping[str, str] = {
    MAIL_NAME: "cannot stand before the @ of an address; write small letters, digits, and . - _ between them",
    _pattern(UserId): "is no Slack user id; it looks like U0CEM (in Slack: profile → ⋯ → Copy member ID)",
    _pattern(
        ChannelId
    ): "is no Slack channel id; it looks like C0SALES (in Slack: the channel's name → About, at the bottom)",
    _pattern(
        UserGroupId
    ): "is no Slack user group id; it looks like S0ACC (in Slack: Directories → User groups → ⋯ → Copy group ID)",
    _pattern(DepartmentKey): "is no key; write small letters, digits, - or _, as in customer-service",
    _pattern(NeedKey): "is no key; write small letters, digits or _, as in customer_no",
    _pattern(Language): "is no language that Staffel speaks; write de or en",
}
_FIELDS: Mapping[str, str] = {
    "assignment": "is no assignment; write channel, rotation, least-busy or a Slack user id",
    "holidays": "is no country; write it like DE, or with the state like DE-BW",
}
_SHAPES: Mapping[str, str] = {
    "string_type": "has to be a text",
    "enum": "has to be a text",
    "tuple_type": "has to be a list, as in [a, b]",
    "dict_type": "has to hold a text for each language or day, as in {de: Betrag} or {mon-fri: 09:00-17:00}",
    "model_type": "has to hold fields, each with its name",
    "bool_parsing": "has to be true or false",
    "bool_type": "has to be true or false",
}


def fault_of(error: ErrorDetails) -> Fault:
    """Return one of pydantic's errors as a fault of the file."""
    path = tuple(part for part in error["loc"] if part != "[key]")
    return Fault(path, _phrase(error, path))


def _phrase(error: ErrorDetails, path: Place) -> str:
    kind, written = error["type"], _shown(error["input"])
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return f"there is no field of this name here{did_you_mean(str(path[-1]), _fields_at(path[:-1]))}"
    if kind == "string_pattern_mismatch":
        pattern = str(error["ctx"]["pattern"])
        return f"{written} {_PATTERNS.get(pattern) or _FIELDS[str(path[-1])]}"
    if kind == "enum" and isinstance(error["input"], str):
        choices = str(error["ctx"]["expected"])
        known = choices.replace("'", "").replace(" or ", ", ").split(", ")
        return f"{written} is not one of {', '.join(known)}{did_you_mean(error['input'], known)}"
    if kind in _SHAPES:
        return f"{_SHAPES[kind]}, not {written}"
    return _measured(error)


def _measured(error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    match error["type"]:
        case "string_too_short":
            return "has to be a text, and is empty"
        case "string_too_long":
            return f"is longer than {context['max_length']} characters"
        case "too_long":
            return f"has more than {context['max_length']} entries"
        case "too_short":
            return "is empty"
        case kind if kind.startswith("date"):
            return f"{_shown(error['input'])} is no date; write it like 2026-10-01"
        case _:
            return error["msg"].removeprefix("Value error, ")


def _fields_at(path: Place) -> list[str]:
    anywhere = tuple("*" if isinstance(part, int) else part for part in path)
    return list(_MODELS[anywhere].model_fields)


def _shown(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case str():
            return repr(value if len(value) <= 60 else value[:59] + "…")
        case list():
            return "a list"
        case _:
            return "a group of fields"
