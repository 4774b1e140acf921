"""From an organisation to the YAML that reads back as the same organisation."""

from collections.abc import Mapping

import yaml

from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation

_WIDTH = 110


def write_organisation(organisation: Organisation) -> str:
    """Return the file; fields stand in the model's order, what is not set is left out.

    Members of a department with a user group are left out too: they come from Slack.
    """
    departments = tuple(map(_without_followers, organisation.departments))
    whole = organisation.model_copy(update={"departments": departments})
    kept = {"workspace": {}, "departments": []} | _kept(whole.model_dump(mode="json"))
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, default_flow_style=None, width=_WIDTH)


def _without_followers(department: Department) -> Department:
    return department.model_copy(update={"members": ()}) if department.usergroup else department


def _kept(fields: Mapping[str, object]) -> dict[str, object]:
    # A ladder without rungs says something: here nobody is nudged.
    return {
        name: value if name == "ladders" else _kept_value(value)
        for name, value in fields.items()
        if value not in (None, [], {})
    }


def _kept_value(value: object) -> object:
    if isinstance(value, dict):
        return _kept(value)
    return [_kept_value(item) for item in value] if isinstance(value, list) else value
