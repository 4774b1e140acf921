"""What a department will ask back: needs that a brief leaves open, as often as it asked for them before."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from bot.domain.company.department import Department
from bot.domain.company.needs import Need

LATELY = timedelta(weeks=12)
"""Questions of so long ago still tell what a department asks for."""
_MOST = 2
_OFTEN = 2


def likely_questions(
    department: Department, answered: Collection[str], asked: Mapping[str, int]
) -> tuple[Need, ...]:
    """Return the needs, two at most, that the department asked back for at least twice and that are still open.

    `answered` and `asked` go by the needs' keys; `asked` says how often. What it asked for most comes first, and
    what it requires before what it only likes to know.
    """
    likely = [one for one in department.needs if asked.get(one.key, 0) >= _OFTEN and one.key not in answered]
    return tuple(sorted(likely, key=lambda one: (-asked[one.key], not one.required))[:_MOST])
