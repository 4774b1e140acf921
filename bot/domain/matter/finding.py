"""What somebody looks for: words, and filters between them, in either language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.company.organisation import Organisation, find_department
from bot.domain.matter.handoff import OPEN, State
from bot.domain.time.wall_clock import instant
from bot.errors import RefusedError

_FILTER = re.compile(r"(?<!\S)([^\W\d_]{2,12}):(?!//)(\"[^\"]*\"|\S+)")
_FIELDS: Mapping[str, str] = {
    **dict.fromkeys(("from", "von"), "sender"),
    **dict.fromkeys(("to", "an"), "receiver"),
    **dict.fromkeys(("state", "status"), "states"),
    **dict.fromkeys(("customer", "kunde"), "customer"),
    **dict.fromkeys(("since", "seit"), "since"),
}
_STATES: Mapping[str, frozenset[State]] = {
    **dict.fromkeys(("open", "offen"), OPEN),
    **dict.fromkeys(("offered", "angeboten"), frozenset({State.OFFERED})),
    **dict.fromkeys(("question", "rückfrage", "needs_info"), frozenset({State.NEEDS_INFO})),
    **dict.fromkeys(("accepted", "angenommen"), frozenset({State.ACCEPTED})),
    **dict.fromkeys(("declined", "abgelehnt"), frozenset({State.DECLINED})),
    **dict.fromkeys(("done", "erledigt"), frozenset({State.DONE})),
    **dict.fromkeys(("closed", "abgeschlossen"), frozenset({State.CLOSED})),
    **dict.fromkeys(("withdrawn", "zurückgezogen"), frozenset({State.WITHDRAWN})),
}
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?")


@dataclass(frozen=True, slots=True)
class Query:
    """Each word begins one of a handoff's words, and each filter that is set holds; `since` is when it was opened."""

    words: str = ""
    sender: str = ""
    receiver: str = ""
    states: frozenset[State] = field(default=frozenset())
    customer: str = ""
    since: datetime | None = None


def query_from(typed: str, organisation: Organisation, zone: ZoneInfo, now: datetime) -> Query:
    """Return what was typed as a query; raise RefusedError for a filter or a value that means nothing here."""
    query = Query(words=" ".join(_FILTER.sub(" ", typed).split()))
    for name, written in _FILTER.findall(typed):
        named, value = _FIELDS.get(name.casefold()), written.strip('"')
        if named is None:
            raise RefusedError("unknown_filter", written=f"{name}:")
        if named == "since":
            query = replace(query, since=_since(value, zone, now))
        else:
            query = _with(query, named, value, organisation)
    return query


def _with(query: Query, named: str, value: str, organisation: Organisation) -> Query:
    match named:
        case "states":
            return replace(query, states=_states(value))
        case "customer":
            return replace(query, customer=value)
        case "sender":
            return replace(query, sender=_department(value, organisation))
        case _:
            return replace(query, receiver=_department(value, organisation))


def _department(value: str, organisation: Organisation) -> str:
    department = find_department(organisation.departments, value)
    if department is None:
        raise RefusedError("unknown_department", written=value)
    return department.key


def _states(value: str) -> frozenset[State]:
    states = _STATES.get(value.casefold())
    if states is None:
        raise RefusedError("unknown_state", written=value)
    return states


def _since(value: str, zone: ZoneInfo, now: datetime) -> datetime:
    try:
        return instant(_day(value, now.astimezone(zone).date()), time(), zone)
    except ValueError:
        raise RefusedError("unknown_day", written=value) from None


def _day(value: str, today: date) -> date:
    german = _GERMAN_DAY.fullmatch(value)
    if german is None:
        return date.fromisoformat(value)
    day, month, year = german.groups()
    meant = date(int(year or today.year), int(month), int(day))
    # "since 24.12." in January means the last one.
    return meant if year or meant <= today else meant.replace(year=meant.year - 1)
