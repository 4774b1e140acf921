"""What one organisation changes in another, so that people see it before it takes effect."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation, Rule

Fields = Mapping[str, object]


class Kind(StrEnum):
    """What happens to a thing."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is added, removed or changed; `field` with its values is given for what changes."""

    kind: Kind
    what: str
    field: str = ""
    before: str = ""
    after: str = ""


def changes(before: Organisation, after: Organisation) -> tuple[Change, ...]:
    """Return what differs, in the order of the file; members that come from a user group are not looked at."""
    workspace = _differences("workspace", _workspace(before), _workspace(after))
    departments = _departments(before.departments, after.departments)
    return (*workspace, *departments, *_rules(before.rules, after.rules))


def _workspace(organisation: Organisation) -> Fields:
    return organisation.workspace.model_dump(mode="json")


def _departments(before: Sequence[Department], after: Sequence[Department]) -> Iterator[Change]:
    old, new = ({department.key: department for department in side} for side in (before, after))
    for key, department in new.items():
        if key not in old:
            yield Change(Kind.ADDED, _name(department))
            continue
        yield from _differences(_name(department), _fields(old[key]), _fields(department))
    for key, department in old.items():
        if key not in new:
            yield Change(Kind.REMOVED, _name(department))
    yield from _order("departments", [key for key in old if key in new], [key for key in new if key in old])


def _name(department: Department) -> str:
    return f"department {department.key}"


def _fields(department: Department) -> Fields:
    fields = department.model_dump(mode="json")
    needs = {need.key: need.model_dump(mode="json", exclude_defaults=True) for need in department.needs}
    members = [] if department.usergroup else fields["members"]
    return fields | {"needs": needs, "members": members, "order of needs": list(needs)}


def _differences(what: str, before: Fields, after: Fields) -> Iterator[Change]:
    old, new = dict(_flat(before)), dict(_flat(after))
    for field in [*new, *(field for field in old if field not in new)]:
        was, becomes = old.get(field, ""), new.get(field, "")
        if was != becomes:
            yield Change(Kind.CHANGED, what, field, was, becomes)


def _flat(fields: Fields, prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, _text(value)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def _rules(before: Sequence[Rule], after: Sequence[Rule]) -> Iterator[Change]:
    old, new = ([_rule(rule) for rule in side] for side in (before, after))
    for kind, here, there in ((Kind.ADDED, new, old), (Kind.REMOVED, old, new)):
        left = list(there)
        for rule in here:
            if rule in left:
                left.remove(rule)
            else:
                yield Change(kind, rule)
    if sorted(old) == sorted(new):
        yield from _order("rules", old, new)


def _rule(rule: Rule) -> str:
    dumped = rule.model_dump(mode="json", exclude_none=True, exclude={"to"})
    told = [f"{name.removeprefix('when.')} {text}" for name, text in _flat(dumped) if text]
    return f"rule to {rule.to}: {'; '.join(told) or 'always'}"


def _order(what: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    if list(before) != list(after):
        yield Change(Kind.CHANGED, what, "order", ", ".join(before), ", ".join(after))
