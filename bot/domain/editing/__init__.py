"""What leads and admins change in the organisation from inside Slack, one thing at a time. Pure."""

from bot.domain.editing.departments import OF_A_LEAD, may_edit
from bot.domain.editing.edit import edited
from bot.domain.editing.edits import (
    BringNeedBack,
    Edit,
    MoveNeed,
    RemoveDepartment,
    RemoveNeed,
    SetDepartment,
    SetNeed,
    SetWorkspace,
)

__all__ = [
    "OF_A_LEAD",
    "BringNeedBack",
    "Edit",
    "MoveNeed",
    "RemoveDepartment",
    "RemoveNeed",
    "SetDepartment",
    "SetNeed",
    "SetWorkspace",
    "edited",
    "may_edit",
]
