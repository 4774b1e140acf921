"""Small rules that can be put together: each looks at one value and names what Slack would not take."""

import re
from collections.abc import Callable
from typing import Any

from practice.values import Json


class Problems:
    """What was found, in Slack's words."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, words: str, path: str) -> None:
        """Note a problem at a place, given as a JSON pointer."""
        self.found.append(f"[ERROR] {words} [json-pointer:{path}]")


Rule = Callable[[Any, str, Problems], None]


def string(longest: int, shortest: int = 1) -> Rule:
    """Take a text of this length."""

    def rule(value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, str):
            problems.add("must be a string", path)
        elif len(value) > longest:
            problems.add(f"must be less than {longest + 1} characters", path)
        elif len(value) < shortest:
            problems.add(f"must be more than {shortest - 1} characters", path)

    return rule


def pattern(expression: str, words: str) -> Rule:
    """Take a text of this form."""

    def rule(value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, str) or not re.fullmatch(expression, value):
            problems.add(words, path)

    return rule


def whole(least: int, most: int) -> Rule:
    """Take a whole number in this range."""

    def rule(value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            problems.add("must be an integer", path)
        elif not least <= value <= most:
            problems.add(f"must be between {least} and {most}", path)

    return rule


def number(value: Any, path: str, problems: Problems) -> None:
    """Take any number."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        problems.add("must be a number", path)


def boolean(value: Any, path: str, problems: Problems) -> None:
    """Take true or false."""
    if not isinstance(value, bool):
        problems.add("must be a boolean", path)


def anything(value: Any, path: str, problems: Problems) -> None:
    """Take whatever comes."""


def one_of(*values: str) -> Rule:
    """Take one of these words."""

    def rule(value: Any, path: str, problems: Problems) -> None:
        if value not in values:
            problems.add(f"must be one of {', '.join(values)}", path)

    return rule


def array(item: Rule, least: int, most: int) -> Rule:
    """Take a list of this length."""

    def rule(value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, list):
            problems.add("must be an array", path)
            return
        if len(value) > most:
            problems.add(f"no more than {most} items allowed", path)
        elif len(value) < least:
            problems.add(f"no less than {least} items allowed", path)
        for index, entry in enumerate(value):
            item(entry, f"{path}/{index}", problems)

    return rule


def shape(required: dict[str, Rule], optional: dict[str, Rule] | None = None) -> Rule:
    """Take an object with these fields and no others."""
    known = {**required, **(optional or {})}

    def rule(value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            problems.add("must be an object", path)
            return
        for name in required:
            if value.get(name) is None:
                problems.add(f"missing required field: {name}", path)
        for name, content in value.items():
            if name not in known:
                problems.add(f"invalid additional property: {name}", path)
            elif content is not None:
                known[name](content, f"{path}/{name}", problems)

    return rule


def by_type(table: dict[str, Rule]) -> Rule:
    """Take an object whose `type` is in the table, by the rule that stands there."""

    def rule(value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            problems.add("must be an object", path)
        elif "type" not in value:
            problems.add("missing required field: type", path)
        elif not isinstance(value["type"], str) or value["type"] not in table:
            problems.add(f"unsupported type: {value['type']}", f"{path}/type")
        else:
            table[value["type"]](value, path, problems)

    return rule


def every(*rules: Rule) -> Rule:
    """Take what all rules take; later rules see only what earlier ones took."""

    def rule(value: Any, path: str, problems: Problems) -> None:
        for one in rules:
            before = len(problems.found)
            one(value, path, problems)
            if len(problems.found) > before:
                return

    return rule


def refuse_if(refuses: Callable[[Json], bool], words: str, field: str = "") -> Rule:
    """Refuse an object for which `refuses` holds."""

    def rule(value: Any, path: str, problems: Problems) -> None:
        if refuses(value):
            problems.add(words, f"{path}/{field}" if field else path)

    return rule
