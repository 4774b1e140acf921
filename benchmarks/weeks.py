"""Weeks full of handoffs as departments have them: accepted early and late, asked back, sent on, left lying."""

import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import Any, Self

import asyncpg

from benchmarks.company import DEPARTMENTS, WORKSPACE
from storage.columns import EPOCH
from storage.urls import sqlite_path

MONDAY = datetime(2026, 11, 8, 23, tzinfo=UTC)
"""The one of 2026-W46 in Berlin."""

_WEEK = timedelta(days=7)
_WEEKS = 104
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
_OWN = ("number", "state", "requester", "from_department", "to_department", "hop", "events")
_TIMES = ("due_at", "opened_at", "changed_at", "state_since", "ended_at", "ended_as")
_HANDOFF = (*_SAME, *_OWN, *_TIMES)
_EVENT = ("workspace", "number", "sequence", "activity", "at", "actor", "from_department", "to_department")
_EVENT_REST = ("detail", "said")

Row = tuple[Any, ...]


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
        times = (self._opened + _WEEK, self._opened, self._at, self._at, self._at if ended else None, as_what)
        return (*_SAME.values(), *own, len(self.events), *times)

    def _live(self) -> None:
        if self._happens(0.1):
            self._log("rerouted", 3, self._somebody(self._target))
            self._target = (self._target + 1) % DEPARTMENTS
            self._log("offered", 0, self.events[-1][5])
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
            (WORKSPACE, self._number, sequence, activity, self._at, actor, *where, detail, "{}")
        )

    def _happens(self, probability: float) -> bool:
        return self._dice.random() < probability

    def _somebody(self, department: int) -> str:
        return f"U0D{department}P{self._dice.randrange(_PEOPLE)}"


async def load(url: str, past: int, week: int) -> None:
    """Store `past` handoffs spread over the two years before the week of MONDAY, and `week` more inside it."""
    start = MONDAY - _WEEKS * _WEEK
    cases = chain(
        _cases(1, past, start, MONDAY - start),
        _cases(past + 1, week, MONDAY, _WEEK),
    )
    store = _Server(url) if sqlite_path(url) is None else _File(url)
    async with store:
        while some := list(islice(cases, _CHUNK)):
            await store.put("handoffs", _HANDOFF, [case.row() for case in some])
            events = [event for case in some for event in case.events]
            await store.put("handoff_events", (*_EVENT, *_EVENT_REST), events)


def _cases(first: int, count: int, start: datetime, span: timedelta) -> Iterator[_Case]:
    dice = random.Random(first)  # noqa: S311 - the same company every time
    for index in range(count):
        yield _Case(first + index, start + span * index / count, dice)


class _File:
    def __init__(self, url: str) -> None:
        path = sqlite_path(url)
        assert path is not None
        self._connection = sqlite3.connect(path)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._connection.commit()
        self._connection.execute("ANALYZE")
        self._connection.close()

    async def put(self, table: str, columns: tuple[str, ...], rows: list[Row]) -> None:
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - all of it is ours
        self._connection.executemany(statement, ([_stored(value) for value in row] for row in rows))


class _Server:
    def __init__(self, url: str) -> None:
        self._url = url

    async def __aenter__(self) -> Self:
        self._connection = await asyncpg.connect(self._url)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._connection.execute("VACUUM ANALYZE")  # which it does by itself, a minute later
        await self._connection.close()

    async def put(self, table: str, columns: tuple[str, ...], rows: list[Row]) -> None:
        await self._connection.copy_records_to_table(table, columns=columns, records=rows)


def _stored(value: object) -> object:
    return (value - EPOCH) // timedelta(microseconds=1) if isinstance(value, datetime) else value
