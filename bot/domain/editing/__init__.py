"""What leads and admins change in the organisation from inside Slack, one thing at a time. Pure."""

from bot.domain.editing.departments import OF_A_LEAD, may_edit
from bot.domain.editing.edit import edited
from bot.domain.editing.edits import (
    BringNeedBack,
    BringRuleBack,
    Edit,
    MoveNeed,
    RemoveDepartment,
    RemoveNeed,
    RemoveRule,
    SetDepartment,
    SetNeed,
    SetRule,
    SetWorkspace,
)

__all__ = [
    "OF_A_LEAD",
    "BringNeedBack",
    "BringRuleBack",
    "Edit",
    "MoveNeed",
    "RemoveDepartment",
    "RemoveNeed",
    "RemoveRule",
    "SetDepartment",
    "SetNeed",
    "SetRule",
    "SetWorkspace",
    "edited",
    "may_edit",
]
