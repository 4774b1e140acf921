"""What somebody may find, as a condition."""

from sqlalchemy import ColumnElement, and_, or_, true

from bot.domain.matter.roles import Sight
from storage.tables import handoffs


def in_sight(sight: Sight) -> ColumnElement[bool]:
    """Return the condition that a handoff may be found by whom `sight` is of."""
    return or_(handoffs.c.requester == sight.user, and_(_part_of(sight), trusted(sight.user)))


def trusted(user: str) -> ColumnElement[bool]:
    """Return the condition that a handoff is not confidential, or `user` is among the chosen."""
    return or_(handoffs.c.chosen.is_(None), handoffs.c.chosen.contains(f" {user} ", autoescape=True))


def _part_of(sight: Sight) -> ColumnElement[bool]:
    if sight.everything:
        return true()
    return or_(
        handoffs.c.assignee == sight.user,
        handoffs.c.to_department.in_(sight.receiving),
        handoffs.c.from_department.in_(sight.sending),
    )
