"""The same figures with pandas, as somebody would write them who knows it well: whole columns at a time, no loops."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import asyncpg
import numpy as np
import pandas as pd

from benchmarks.company import COMPANY, WORKSPACE
from bot.domain.summary.business_clock import micros
from bot.domain.summary.statistics import Z
from bot.domain.time.calendars import Calendars
from bot.domain.time.openings import openings
from handlers.holidays import holidays_of
from storage.urls import sqlite_path

Frame = pd.DataFrame
Hours = Callable[[pd.Series, pd.Series], pd.Series]
"""Business time up to some instants, of the departments of another column."""

_HEADS = """
    SELECT number, from_department, requester, urgent, {due} AS due, {opened} AS opened FROM handoffs
    WHERE workspace = '{workspace}' AND opened_at < {until} AND (ended_at IS NULL OR ended_at >= {since})
"""
_EVENTS = """
    SELECT e.number, e.activity, {at} AS at, e.actor, e.to_department, e.detail
    FROM handoffs h JOIN handoff_events e ON e.workspace = h.workspace AND e.number = h.number
    WHERE h.workspace = '{workspace}' AND h.opened_at < {until} AND (h.ended_at IS NULL OR h.ended_at >= {since})
    ORDER BY e.number, e.sequence
"""
_TARGET = {False: 4 * 3_600_000_000, True: 1_800_000_000}


async def by_pandas(url: str, since: datetime, until: datetime, ended_from: int) -> Frame:
    """Return a row for each flow; `ended_from` is from when on what has ended still counts, in microseconds."""
    heads, events = await _read(url, ended_from, micros(until))
    return figures(heads, events, micros(since), micros(until), _clock(until))


async def _read(url: str, since: int, until: int) -> tuple[Frame, Frame]:
    path = sqlite_path(url)
    if path is not None:
        names = {"due": "due_at", "opened": "opened_at", "at": "e.at", "since": since, "until": until}
        with closing(sqlite3.connect(path)) as connection:
            read = [
                pd.read_sql_query(query.format(workspace=WORKSPACE, **names), connection)
                for query in (_HEADS, _EVENTS)
            ]
        return read[0], read[1]
    number = "CAST(extract(epoch FROM {}) * 1000000 AS bigint)"
    names = {name: number.format(column) for name, column in _COLUMNS.items()}
    ends = {"since": _instant(since), "until": _instant(until)}
    server = await asyncpg.connect(url)
    found = [
        await server.fetch(query.format(workspace=WORKSPACE, **names, **ends)) for query in (_HEADS, _EVENTS)
    ]
    await server.close()
    frames = [pd.DataFrame.from_records(map(tuple, rows), columns=list(rows[0].keys())) for rows in found]
    return frames[0], frames[1]


_COLUMNS = {"due": "due_at", "opened": "opened_at", "at": "e.at"}


def _instant(at: int) -> str:
    return f"'{datetime.fromtimestamp(at / 1e6, UTC).isoformat()}'::timestamptz"


def _clock(until: datetime) -> Hours:
    tables = {department.key: _table(department.key, until) for department in COMPANY.departments}

    def passed(at: pd.Series, departments: pd.Series) -> pd.Series:
        found = pd.Series(0, index=at.index, dtype="int64")
        for key, index in departments.groupby(departments).groups.items():
            starts, before = tables[str(key)]
            instants = at.loc[index].to_numpy()
            place = np.searchsorted(starts, instants, side="right") - 1
            found.loc[index] = np.minimum(before[place] + instants - starts[place], before[place + 1])
        return found

    return passed


def _table(key: str, until: datetime) -> tuple[Any, Any]:
    calendar = Calendars(COMPANY, holidays_of).department(key)
    starts, before = [0], [0, 0]
    for year in range(until.year - 3, until.year + 1):
        known = openings(calendar.week, calendar.zone, calendar.days_off, year)
        for start, end in zip(known.starts, known.ends, strict=True):
            starts.append(micros(start))
            before.append(before[-1] + micros(end) - micros(start))
    return np.array(starts), np.array(before)


def figures(heads: Frame, events: Frame, since: int, until: int, passed: Hours) -> Frame:
    """Return the figures of each flow."""
    events = events[events["at"] < until]
    events = events.assign(hop=events["activity"].eq("offered").groupby(events["number"]).cumsum())
    hops = _hops(events)
    cases = _cases(heads, events, hops)
    hops = hops.merge(cases[["number", "from_department", "requester", "urgent", "ended"]], on="number")
    last = hops["hop"] == hops.groupby("number")["hop"].transform("max")
    hops.loc[last, "stopped"] = hops.loc[last, "stopped"].fillna(hops.loc[last, "ended"])
    hops = _waiting(hops, since, until, passed)
    cases = _lasting(cases[cases["ended"].isna() | (cases["ended"] >= since)], since, until, passed)
    flows = _by_flow(cases, hops)
    return flows.join(_people(events, cases, hops))


def _hops(events: Frame) -> Frame:
    offers = events[events["activity"] == "offered"][["number", "hop", "at", "to_department"]]
    offers = offers.rename(columns={"at": "start", "to_department": "department"})
    following = offers.groupby("number")["start"].shift(-1)
    stops = events[events["activity"].isin(["accepted", "declined"])].drop_duplicates(["number", "hop"])
    stops = stops[["number", "hop", "at", "activity"]].rename(columns={"at": "stopped"})
    hops = offers.assign(following=following).merge(stops, on=["number", "hop"], how="left")
    delivered = events[events["activity"] == "delivered"].drop_duplicates(["number", "hop"])
    hops = hops.merge(
        delivered[["number", "hop", "at"]].rename(columns={"at": "delivered"}),
        on=["number", "hop"],
        how="left",
    )
    hops["start"] = hops["delivered"].fillna(hops["start"]).astype("int64")
    hops["accepted"] = hops["activity"].eq("accepted")
    hops["stopped"] = hops["stopped"].fillna(hops["following"])
    return hops[["number", "hop", "department", "start", "stopped", "accepted"]]


def _cases(heads: Frame, events: Frame, hops: Frame) -> Frame:
    order = pd.Series(np.arange(len(events)), index=events.index)
    reopened = order[events["activity"] == "reopened"].groupby(events["number"]).max()
    valid = order > events["number"].map(reopened).fillna(-1)
    closes = events[events["activity"].isin(["confirmed", "closed_unconfirmed"]) & valid]
    closed = closes.groupby("number")["at"].first()
    withdrawn = events[events["activity"] == "withdrawn"].groupby("number")["at"].first()
    cases = heads.assign(closed=heads["number"].map(closed), withdrawn=heads["number"].map(withdrawn))
    cases["ended"] = cases["closed"].fillna(cases["withdrawn"])
    cases["target"] = cases["number"].map(hops.groupby("number")["department"].last())
    accepted = events[events["activity"] == "accepted"]["number"].unique()
    asked = events[events["activity"] == "information_asked"]["number"].unique()
    cases["accepted"], cases["asked"] = cases["number"].isin(accepted), cases["number"].isin(asked)
    way = pd.concat(
        [
            cases[["number"]].assign(hop=0, department=cases["from_department"]),
            hops[["number", "hop", "department"]],
        ]
    ).sort_values(["number", "hop"])
    way = way[way["department"] != way.groupby("number")["department"].shift()]
    back = way[way["department"] == way.groupby("number")["department"].shift(2)]["number"].unique()
    return cases.assign(ping_pong=cases["number"].isin(back))


def _waiting(hops: Frame, since: int, until: int, passed: Hours) -> Frame:
    begun = passed(hops["start"], hops["department"])
    hops["waited"] = passed(hops["stopped"].fillna(until).astype("int64"), hops["department"]) - begun
    limit = hops["urgent"].astype(bool).map(_TARGET)
    expires = begun + limit
    ends = [_reached(hops["department"], at, passed) for at in (since, until)]
    expired = (ends[0] <= expires) & (expires < ends[1])
    hops["expired"] = expired & (hops["accepted"] | (hops["waited"] >= limit))
    hops["in_time"] = hops["expired"] & hops["accepted"] & (hops["waited"] <= limit)
    hops["current"] = hops["stopped"].isna() | (hops["stopped"] >= since)
    hops["never"] = hops["stopped"].isna() & (expires < ends[1])
    return hops


def _reached(departments: pd.Series, at: int, passed: Hours) -> pd.Series:
    now = passed(pd.Series(at, index=departments.index), departments)
    return now + (passed(pd.Series(at - 1, index=departments.index), departments) == now)


def _lasting(cases: Frame, since: int, until: int, passed: Hours) -> Frame:
    end = cases["ended"].fillna(until).astype("int64")
    lasted = passed(end, cases["target"]) - passed(cases["opened"], cases["target"])
    is_open = cases["ended"].isna()
    return cases.assign(
        lasted=lasted,
        is_open=is_open,
        is_new=cases["opened"] >= since,
        is_closed=cases["closed"].notna(),
        overdue=is_open & (cases["due"] < until),
        age=lasted.where(is_open),
        started=cases["accepted"] | cases["asked"],
        at_once=cases["accepted"] & ~cases["asked"],
    )


def _by_flow(cases: Frame, hops: Frame) -> Frame:
    flow = ["from_department", "target"]
    hops = hops.rename(columns={"department": "target"})
    own = cases.groupby(flow).agg(
        opened=("is_new", "sum"),
        closed=("is_closed", "sum"),
        open=("is_open", "sum"),
        overdue=("overdue", "sum"),
        oldest=("age", "max"),
        ping_pong=("ping_pong", "sum"),
        offered=("number", "size"),
        started=("started", "sum"),
        at_once=("at_once", "sum"),
    )
    own = own.join(_times(cases, flow, "lasted", "is_closed").add_prefix("close_"), how="outer")
    of_hops = hops.groupby(flow).agg(
        k=("in_time", "sum"), n=("expired", "sum"), never=("never", "sum"), current=("current", "sum")
    )
    of_hops = of_hops[(of_hops["n"] > 0) | (of_hops["current"] > 0)]
    waiting = _times(hops[hops["current"]], flow, "waited", "accepted").add_prefix("accept_")
    flows = own.join(of_hops, how="outer").join(waiting, how="outer")
    k, n = flows["k"], flows["n"].replace(0, np.nan)
    centre, half = (k + Z * Z / 2) / (n + Z * Z), Z / (n + Z * Z) * np.sqrt(k * (n - k) / n + Z * Z / 4)
    return flows.assign(low=centre - half, high=centre + half)


def _times(clocks: Frame, flow: list[str], time: str, ended: str) -> Frame:
    """Return the Kaplan–Meier percentiles of each flow, all flows at once."""
    ordered = clocks.sort_values([*flow, time])
    groups = ordered.groupby([*flow, time], sort=False)
    steps = groups.agg(d=(ended, "sum"), size=(ended, "size")).reset_index()
    whole = steps.groupby(flow)["size"]
    at_risk = whole.transform("sum") - whole.cumsum() + steps["size"]
    left = (1 - steps["d"] / at_risk).groupby([steps[name] for name in flow]).cumprod()
    found = {
        name: steps[(left <= rest + 1e-10) & (steps["d"] > 0)].groupby(flow)[time].first()
        for name, rest in (("median", 0.5), ("p85", 0.15))
    }
    return pd.DataFrame({**found, "n": clocks.groupby(flow).size()})


def _people(events: Frame, cases: Frame, hops: Frame) -> Frame:
    asked_for = ["accepted", "declined", "information_asked"]
    acted = events[events["activity"].isin(asked_for)][["number", "actor", "to_department"]]
    counted = hops[hops["expired"] | hops["current"]][
        ["number", "from_department", "department", "requester"]
    ]
    own = cases[["number", "from_department", "target", "requester"]].rename(columns={"target": "department"})
    both = pd.concat([counted, own]).drop_duplicates(["number", "department"])
    flow = ["from_department", "department"]
    here = both.merge(acted, left_on=["number", "department"], right_on=["number", "to_department"])
    everybody = pd.concat(
        [
            both[[*flow, "requester"]].set_axis([*flow, "who"], axis=1),
            here[[*flow, "actor"]].set_axis([*flow, "who"], axis=1),
        ]
    )
    people = pd.DataFrame(
        {
            "handoffs": both.groupby(flow)["number"].nunique(),
            "senders": both.groupby(flow)["requester"].nunique(),
            "receivers": here.groupby(flow)["actor"].nunique(),
            "people": everybody.groupby(flow)["who"].nunique(),
        }
    )
    return people.rename_axis(["from_department", "target"])
