"""A field for an information need: what kind of answer it takes, and where the sender finds it."""

from collections.abc import Callable, Mapping

from bot.domain.company.needs import Need, NeedKind
from bot.domain.limits import NEED
from handlers.slack.render import limits
from handlers.slack.render.blocks import Choice, option, options, plain_text
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.inputs import Value, day_input, field_block, text_input


def need_input(
    need: Need, value: Value, reader: Reader, *, optional: bool | None = None, mark: str = ""
) -> Json:
    """Return the field; what was typed stays if it is an answer of that kind, or may become one.

    `mark` says where the value was read, and stands there instead of the help, which is needed no more.
    """
    field, language = f"need.{need.key}", reader.words.language
    label, hint = need.label_in(language), mark or need.help_in(language)
    optional = not need.required if optional is None else optional
    if need.kind is NeedKind.TEXT:
        return text_input(field, label, value, hint=hint, optional=optional, multiline=False)
    if need.kind is NeedKind.DATE:
        return day_input(field, label, value, hint=hint, optional=optional)
    fitting = value if isinstance(value, str) and not need.problem(value) else ""
    element = {"action_id": field, **_ELEMENTS[need.kind](need, fitting, reader)}
    return field_block(field, label, element, hint=hint, optional=optional)


def _number(_need: Need, value: str, _reader: Reader) -> Json:
    initial = {"initial_value": value} if value else {}
    return {"type": "number_input", "is_decimal_allowed": True, **initial}


def _link(_need: Need, value: str, _reader: Reader) -> Json:
    initial = {"initial_value": value} if 0 < len(value) <= NEED else {}
    return {"type": "url_text_input", **initial}


def _person(_need: Need, value: str, reader: Reader) -> Json:
    initial = {"initial_user": value} if value else {}
    return {"type": "users_select", "placeholder": _placeholder(reader), **initial}


def _choice(need: Need, value: str, reader: Reader) -> Json:
    initial = {"initial_option": option(Choice(value, value))} if value else {}
    choices = options([Choice(choice, choice) for choice in need.choices])
    return {"type": "static_select", "placeholder": _placeholder(reader), "options": choices, **initial}


def _placeholder(reader: Reader) -> Json:
    return plain_text(reader.words("Choose"), limits.PLACEHOLDER)


_ELEMENTS: Mapping[NeedKind, Callable[[Need, str, Reader], Json]] = {
    NeedKind.NUMBER: _number,
    NeedKind.LINK: _link,
    NeedKind.PERSON: _person,
    NeedKind.CHOICE: _choice,
}
