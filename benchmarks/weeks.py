"""Weeks full of handoffs as departments have them: accepted early and late, asked back, sent on, left lying."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from benchmarks.bulk import Row, bulk
from benchmarks.company import DEPARTMENTS, WORKSPACE

MONDAY = datetime(2026, 11, 8, 23, tzinfo=UTC)
"""The one of 2026-W46 in Berlin."""

_WEEK = timedelta(days=7)
_LIES = 4 * _WEEK
"""So long somebody leaves a handoff lying: a longer history shall not mean more that is open."""
_PEOPLE = 5
_CHUNK = 20_000

_SAME = {
    "workspace": WORKSPACE,
    "version": 1,
    "channel": "C0D1",
    "urgent": False,
    "waiting_for": "",
    "next_step": "",
    "next_step_corrected": False,
    "result": "",
    "rung": 0,
    "held": False,
    "brief": "{}",
    "words": "gutschrift müller",
}
_OWN = ("number", "state", "requester", "from_department", "to_department", "hop", "events", "ended_as")
_TIMES = ("due_at", "opened_at", "changed_at", "state_since", "ended_at")
_HANDOFF = (*_SAME, *_OWN, *_TIMES)
_EVENT_TIMES = ("at",)
_EVENT = (
    *("workspace", "number", "sequence", "activity", "actor"),
    *("from_department", "to_department", "detail", "said", *_EVENT_TIMES),
)


class _Case:
    """One handoff on its way through the departments; everything comes from the dice."""

    def __init__(self, number: int, opened: datetime, dice: random.Random) -> None:
        self._number, self._dice, self._opened, self._at = number, dice, opened, opened
        source, self._target = dice.sample(range(DEPARTMENTS), 2)
        self._source, self._sender = f"d{source}", self._somebody(source)
        self._state, self._hop = "offered", 1
        self.events: list[Row] = []
        self._log("opened", 0, self._sender)
        self._log("offered", 0, self._sender)
        self._live()

    def row(self) -> Row:
        """Return the handoff as it stands at the end."""
        ended = self._state in {"closed", "withdrawn"}
        as_what = self.events[-1][3] if ended else ""
        own = (self._number, self._state, self._sender, self._source, f"d{self._target}", self._hop)
        times = (self._opened + _WEEK, self._opened, self._at, self._at, self._at if ended else None)
        return (*_SAME.values(), *own, len(self.events), as_what, *times)

    def _live(self) -> None:
        if self._happens(0.1):
            self._log("rerouted", 3, self._somebody(self._target))
            self._target = (self._target + 1) % DEPARTMENTS
            self._log("offered", 0, self.events[-1][4])
            self._hop += 1
        receiver = self._somebody(self._target)
        if self._happens(0.2):
            self._log("information_asked", 2, receiver, self._dice.choice(("customer_no", "amount")))
            self._log("information_answered", 4, self._sender)
        if not self._happens(0.97):
            if self._happens(0.97):
                self._end("withdrawn", 30)
            return
        self._log("accepted", 5, receiver)
        self._state = "accepted"
        if self._happens(0.996):
            self._log("finished", 30, receiver)
            self._end("confirmed", 10)

    def _end(self, activity: str, hours: float) -> None:
        self._log(activity, hours, self._sender)
        self._state = "withdrawn" if activity == "withdrawn" else "closed"

    def _log(self, activity: str, hours: float, actor: str, detail: str = "") -> None:
        if hours:
            self._at += timedelta(hours=self._dice.expovariate(1 / hours))
        sequence = len(self.events) + 1
        where = (self._source, f"d{self._target}")
        self.events.append(
            (WORKSPACE, self._number, sequence, activity, actor, *where, detail, "{}", self._at)
        )

    def _happens(self, probability: float) -> bool:
        return self._dice.random() < probability

    def _somebody(self, department: int) -> str:
        return f"U0D{department}P{self._dice.randrange(_PEOPLE)}"


async def load(url: str, weeks: int, handoffs: int) -> None:
    """Store `weeks` weeks, the last of them that of MONDAY, in each of which so many handoffs are opened.

    All of them are copies of one. So what concerns the last week is the same beside a short and a long history.
    """
    cases = _cases(handoffs, MONDAY - (weeks - 1) * _WEEK)
    async with bulk(url) as store:
        while some := list(islice(cases, _CHUNK)):
            await store.put("handoffs", _HANDOFF, [case.row() for case in some])
            await store.put("handoff_events", _EVENT, [event for case in some for event in case.events])
        for later in range(1, weeks):
            await store.repeat("handoffs", _HANDOFF, _TIMES, handoffs, later)
            await store.repeat("handoff_events", _EVENT, _EVENT_TIMES, handoffs, later)
        await store.clear_open(MONDAY - _LIES)


def _cases(count: int, start: datetime) -> Iterator[_Case]:
    dice = random.Random(count)  # noqa: S311 - the same company every time
    for index in range(count):
        yield _Case(1 + index, start + _WEEK * index / count, dice)
