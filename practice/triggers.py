"""Triggers: what lets the bot open a view for somebody who has just done something."""

import time

from practice.delivery import Timing
from practice.ids import Ids


class ViewError(Exception):
    """A view could not be opened or changed; the text is Slack's error name."""


class Triggers:
    """All triggers ever given out; each lives a few seconds of real time and opens one view."""

    def __init__(self, ids: Ids, timing: Timing) -> None:
        self._given: dict[str, tuple[str, float]] = {}
        self._spent: set[str] = set()
        self._ids = ids
        self._timing = timing

    def new(self, user: str) -> str:
        """Return a trigger for a person."""
        number = int(self._ids.new(""))
        trigger = f"{number}.{number:010d}.practice{number:x}"
        self._given[trigger] = (user, time.monotonic())
        return trigger

    def exchange(self, trigger: str) -> str:
        """Return the person a trigger belongs to, and use it up."""
        if trigger not in self._given:
            raise ViewError("invalid_trigger_id")
        user, born = self._given[trigger]
        if trigger in self._spent:
            raise ViewError("exchanged_trigger_id")
        if time.monotonic() - born > self._timing.trigger:
            raise ViewError("expired_trigger_id")
        self._spent.add(trigger)
        return user
