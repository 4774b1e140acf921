"""Whether a person may change this, and what comes of it: the one door to all edits."""

from bot.domain.company.organisation import Organisation, WorkspaceSettings
from bot.domain.editing import departments
from bot.domain.editing.edits import (
    BringRuleBack,
    Edit,
    RemoveDepartment,
    RemoveRule,
    SetDepartment,
    SetRule,
    SetWorkspace,
)
from bot.domain.editing.needs import edited_needs
from bot.domain.editing.rules import edited_rules
from bot.domain.editing.validity import valid


def edited(organisation: Organisation, edit: Edit, actor: str, *, admin: bool) -> Organisation:
    """Return the organisation after the edit; raise NotAllowedError, RefusedError or InvalidFieldsError."""
    match edit:
        case SetWorkspace(fields):
            departments.check_admin(organisation, admin=admin)
            settings = valid(WorkspaceSettings, organisation.workspace.model_dump() | dict(fields))
            return organisation.model_copy(update={"workspace": settings})
        case SetDepartment(fields, ""):
            departments.check_admin(organisation, admin=admin)
            return departments.added(organisation, fields)
        case RemoveDepartment(key):
            departments.check_admin(organisation, admin=admin)
            return departments.without(organisation, key)
        case SetDepartment(fields, key):
            return departments.changed(organisation, key, fields, actor, admin=admin)
        case SetRule(department=key) | RemoveRule(department=key) | BringRuleBack(department=key):
            departments.check_lead(organisation, key, actor, admin=admin)
            rules = edited_rules(organisation.rules, edit)
            return organisation.model_copy(update={"rules": rules})
        case _:
            department = departments.the_department(organisation, edit.department)
            needs = edited_needs(department.needs, edit)
            return departments.changed(organisation, department.key, {"needs": needs}, actor, admin=admin)
