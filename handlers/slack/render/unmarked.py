"""Slack's source of a message as the text that people saw, to be typed on in a form."""

import html
import re
from collections.abc import Mapping

_MARK = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")


def unmarked(text: str, names: Mapping[str, str]) -> str:
    """Return `text` without Slack's marks: mentions as @name and #channel, links as their label and address.

    `names` are people's names by user id; a person who is not in it keeps their id.
    """
    return html.unescape(_MARK.sub(lambda match: _seen(match[1], match[2] or "", names), text))


def mentioned(text: str) -> list[str]:
    """Return the ids of the people whom `text` mentions, each once."""
    return list(dict.fromkeys(re.findall(r"<@([UW][A-Z0-9]+)", text)))


def _seen(target: str, label: str, names: Mapping[str, str]) -> str:
    match target[0]:
        case "@":
            return "@" + (names.get(target[1:]) or label or target[1:])
        case "#":
            return "#" + (label or target[1:])
        case "!":
            return _special(target[1:], label)
        case _:
            return _link(target, label)


def _special(target: str, label: str) -> str:
    kind, _, rest = target.partition("^")
    if kind == "subteam":
        return "@" + (label.removeprefix("@") or rest)
    return label if kind == "date" else f"@{label.removeprefix('@') or kind}"


def _link(address: str, label: str) -> str:
    shown = address.removeprefix("mailto:").removeprefix("tel:")
    return shown if label in {"", shown, address} or address.endswith("//" + label) else f"{label} ({shown})"
