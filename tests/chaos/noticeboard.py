"""The cards in the channels, found by the words they were offered with."""

import json
import re

from practice import Practice
from practice.elements import slots
from tests.chaos.company import Json
from tests.chaos.story import Matter

_MATTER = re.compile(r"\bMatter \d+\b")


class Noticeboard:
    """Reads each message once; a long test has too many of them to read all again and again."""

    def __init__(self, slack: Practice) -> None:
        self._slack = slack
        self._read: dict[str, int] = {}
        self._cards: dict[tuple[str, str], Json] = {}

    def card(self, matter: Matter) -> Json | None:
        """Return the newest card of a matter, as it stands in its channel now."""
        channel = matter.channel
        messages = self._slack.workspace.messages.by_channel.get(channel, [])
        for message in messages[self._read.get(channel, 0) :]:
            if message.get("thread_ts", message["ts"]) == message["ts"]:
                self._cards.update({(channel, found): message for found in matters_in(message)})
        self._read[channel] = len(messages)
        return self._cards.get((channel, matter.name))


def matters_in(message: Json) -> set[str]:
    """Return the matters that a message names."""
    return set(_MATTER.findall(json.dumps(message.get("blocks", []))))


def button_for(card: Json, action: str, number: int) -> tuple[str, ...]:
    """Return what to click on for an action: its button, or its place behind ⋯; nothing if it is not there now."""
    elements = [slot.element for slot in slots(card.get("blocks", []))]
    if any(element["action_id"] == action for element in elements):
        return (action,)
    behind = f"{action}:{number}"
    chosen = [one["value"] for element in elements for one in element.get("options", [])]
    return ("more", behind) if behind in chosen else ()


def number_of(card: Json) -> int:
    """Return which handoff a card is of."""
    return int(card["metadata"]["event_payload"]["handoff"])
