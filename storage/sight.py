"""What somebody may find, as a condition."""

from sqlalchemy import ColumnElement, or_, true

from bot.domain.roles import Sight
from storage.tables import handoffs


def in_sight(sight: Sight) -> ColumnElement[bool]:
    """Return the condition that a handoff may be found by whom `sight` is of."""
    if sight.everything:
        return true()
    return or_(
        handoffs.c.requester == sight.user,
        handoffs.c.assignee == sight.user,
        handoffs.c.to_department.in_(sight.receiving),
        handoffs.c.from_department.in_(sight.sending),
    )
