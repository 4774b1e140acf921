"""Departments that come, change and go; and who may change them."""

from bot.domain.checks import Checks
from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation
from bot.domain.editing.edits import Fields
from bot.domain.editing.keys import new_key
from bot.domain.editing.validity import valid
from bot.domain.matter.assigning import is_person
from bot.errors import NotAllowedError, RefusedError

OF_A_LEAD = frozenset(
    {"members", "hours", "topics", "read_back", "assignment", "deputy", "needs", "language_model"}
)
"""What a lead changes in their own department; its name, channel and lead are the admins'."""


def may_edit(department: Department, actor: str, *, admin: bool) -> bool:
    """Return whether the actor looks after the settings of this department: its lead does, and admins."""
    return admin or actor == department.lead


def changed(organisation: Organisation, key: str, fields: Fields, actor: str, *, admin: bool) -> Organisation:
    """Return the organisation with these fields of a department changed; raise RefusedError or InvalidFieldsError."""
    department = check_lead(organisation, key, actor, admin=admin)
    if not fields.keys() <= OF_A_LEAD:
        check_admin(organisation, admin=admin)
    after = valid(Department, department.model_dump() | dict(fields))
    if "assignment" in fields:
        _check_asked(after)
    departments = tuple(after if one.key == key else one for one in organisation.departments)
    return organisation.model_copy(update={"departments": departments})


def added(organisation: Organisation, fields: Fields) -> Organisation:
    """Return the organisation with one more department, at the end."""
    taken = [one.key for one in organisation.departments]
    key = new_key(str(fields.get("name", "")), taken, otherwise="department")
    department = valid(Department, {"key": key, **fields})
    _check_asked(department)
    return organisation.model_copy(update={"departments": (*organisation.departments, department)})


def _check_asked(department: Department) -> None:
    """Raise InvalidFieldsError if somebody is to be asked who does not belong there: nobody would be asked at all."""
    person = department.assignment if is_person(department.assignment) else None
    checks = Checks()
    for field, user in (("assignment", person), ("deputy", department.deputy)):
        if user and not department.has(user):
            checks.problem(field, "chosen_elsewhere", department=department.name)
    checks.done()


def without(organisation: Organisation, key: str) -> Organisation:
    """Return the organisation without the department, and without the rules that lead there or begin there."""
    the_department(organisation, key)
    rules = tuple(rule for rule in organisation.rules if key not in {rule.to, rule.when.from_department})
    departments = tuple(one for one in organisation.departments if one.key != key)
    return organisation.model_copy(update={"departments": departments, "rules": rules})


def the_department(organisation: Organisation, key: str) -> Department:
    """Return the department; raise RefusedError if somebody has removed it meanwhile."""
    department = organisation.department(key)
    if department is None:
        raise RefusedError("department_left")
    return department


def check_lead(organisation: Organisation, key: str, actor: str, *, admin: bool) -> Department:
    """Return the department; raise NotAllowedError unless the actor looks after it."""
    department = the_department(organisation, key)
    if not may_edit(department, actor, admin=admin):
        people = [department.lead, *organisation.workspace.admins]
        raise NotAllowedError("settings_of_others", people=" ".join(one for one in people if one))
    return department


def check_admin(organisation: Organisation, *, admin: bool) -> None:
    """Raise NotAllowedError unless the actor is an admin."""
    if not admin:
        raise NotAllowedError("settings_of_admins", people=" ".join(organisation.workspace.admins))
