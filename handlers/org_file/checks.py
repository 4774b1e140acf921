"""What only shows when parts of the file are held against each other, or against the calendar of the world.

The checks look at the values as they were written, so that they find their part even where others are wrong.
"""

from collections.abc import Iterator

import holidays

from bot.domain.time.hours import parse_hours
from handlers.org_file.problems import Fault, Place, did_you_mean
from handlers.org_file.tree import Plain

Fields = dict[str, Plain]

_STATE = 3  # the letters of a state's code; the library knows some towns too, which the model does not take


def check(data: Fields) -> Iterator[Fault]:
    """Yield what does not fit together."""
    if "departments" not in data:
        yield Fault(("departments",), "is missing; [] if there is none yet")
    departments = list(_records(data, "departments"))
    yield from _keys_twice(departments)
    for path, department in departments:
        yield from _nobody(path, department)
        yield from _asked(path, department)
        yield from _hours(path, department)
    yield from _unknown_departments(data, departments)
    yield from _holidays(data)


def _records(data: Fields, name: str) -> Iterator[tuple[Place, Fields]]:
    entries = data.get(name)
    for position, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict):
            yield (name, position), entry


def _keys_twice(departments: list[tuple[Place, Fields]]) -> Iterator[Fault]:
    first: dict[str, Place] = {}
    for path, department in departments:
        key = department.get("key")
        if not isinstance(key, str):
            continue
        if key in first:
            earlier = ".".join(map(str, first[key]))
            yield Fault((*path, "key"), f"{key!r} stands here twice; {earlier} has this key too")
        first.setdefault(key, path)


def _nobody(path: Place, department: Fields) -> Iterator[Fault]:
    if not any(department.get(name) for name in ("lead", "members", "usergroup")):
        yield Fault(path, "nobody could accept anything here; write members, a usergroup or a lead")
    if department.get("members") and department.get("usergroup"):
        yield Fault((*path, "members"), "members come from the usergroup and follow it; write one of the two")


def _asked(path: Place, department: Fields) -> Iterator[Fault]:
    """Yield who is to be asked to accept and could not; who belongs to a user group, only Slack knows."""
    assignment, deputy = department.get("assignment"), department.get("deputy")
    if deputy and assignment in {None, "channel", "rotation", "least-busy"}:
        yield Fault((*path, "deputy"), "stands in for a person; write who that is under assignment")
    members = department.get("members")
    if department.get("usergroup") or not isinstance(members, list):
        return
    for field in ("assignment", "deputy"):
        user = department.get(field)
        person = isinstance(user, str) and user.startswith(("U", "W"))
        if person and user not in {*map(str, members), department.get("lead")}:
            yield Fault((*path, field), f"{user!r} does not belong to the department, and could not accept")


def _hours(path: Place, department: Fields) -> Iterator[Fault]:
    hours = department.get("hours")
    for days, slots in hours.items() if isinstance(hours, dict) else ():
        if not isinstance(slots, str) or not slots.strip():
            continue
        try:
            parse_hours({days: slots})
        except ValueError as error:
            yield Fault((*path, "hours", days), str(error))


def _unknown_departments(data: Fields, departments: list[tuple[Place, Fields]]) -> Iterator[Fault]:
    known = [key for _, department in departments if isinstance(key := department.get("key"), str)]
    for path, rule in _records(data, "rules"):
        when = rule.get("when")
        named = [((*path, "to"), rule.get("to"))]
        if isinstance(when, dict):
            named.append(((*path, "when", "from_department"), when.get("from_department")))
        for place, key in named:
            if isinstance(key, str) and key not in known:
                yield Fault(place, f"there is no department {key!r}{did_you_mean(key, known)}")


def _holidays(data: Fields) -> Iterator[Fault]:
    workspace = data.get("workspace")
    places: list[tuple[Place, Fields]] = [(("workspace",), workspace)] if isinstance(workspace, dict) else []
    for path, fields in [*places, *_records(data, "departments")]:
        written = fields.get("holidays")
        if isinstance(written, str) and (fault := holiday_fault(written)):
            yield Fault((*path, "holidays"), fault)


def holiday_fault(written: str) -> str | None:
    """Return what is wrong with a country or country and state, or None if its holidays are known."""
    country, _, state = written.partition("-")
    states = holidays.list_supported_countries().get(country)
    if states is None:
        return f"no holidays are known for the country {country!r}; write it like DE or DE-BW"
    if not state or state in states:
        return None
    short = [name for name in states if len(name) <= _STATE]
    choice = f"one of {', '.join(short)}" if short else f"{country} alone"
    return f"no holidays are known for the state {state!r} of {country}; write {choice}"
