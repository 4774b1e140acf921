"""What stands behind /handoff: whom the first word addresses, and the text that is left."""

import re
from collections.abc import Sequence

from bot.domain.company.department import Department
from bot.domain.company.organisation import find_department

_MENTION = re.compile(r"^<(?:#|!subteam\^)([A-Z0-9]+)(?:\|[^>]*)?>\s*")
_NAME = re.compile(r"^[#@](\S+)\s*")
_KEY = re.compile(r"^([\w-]+):(?:\s+|$)")


def addressed(text: str, departments: Sequence[Department]) -> tuple[Department | None, str]:
    """Return the department that a leading #channel, @group or key: names, and the rest of the text.

    A first word that names no department stays in the text: nothing that was typed gets lost.
    """
    for pattern in (_MENTION, _NAME, _KEY):
        if match := pattern.match(text):
            department = find_department(departments, match.group(1))
            return (department, text[match.end() :]) if department else (None, text)
    return None, text
