"""Changes to what a department has to know."""

from collections.abc import Sequence

from bot.domain.company.needs import Need
from bot.domain.editing.edits import BringNeedBack, Fields, MoveNeed, OfNeeds, RemoveNeed, SetNeed
from bot.domain.editing.keys import new_key
from bot.domain.editing.validity import valid
from bot.errors import RefusedError

Needs = tuple[Need, ...]


def edited_needs(needs: Needs, edit: OfNeeds) -> Needs:
    """Return the needs after the edit; raise InvalidFieldsError, or RefusedError if the need is gone meanwhile."""
    match edit:
        case SetNeed(fields=fields, key=""):
            return (*needs, _new(needs, fields))
        case SetNeed(fields=fields, key=key):
            at = _position(needs, key)
            return (*needs[:at], valid(Need, {"key": key, **fields}), *needs[at + 1 :])
        case RemoveNeed(key=key):
            return tuple(need for need in needs if need.key != key)
        case MoveNeed(key=key):
            at = _position(needs, key)
            return (*needs[: at - 1], needs[at], needs[at - 1], *needs[at + 1 :]) if at else needs
        case BringNeedBack(need=need, position=position):
            others = tuple(one for one in needs if one.key != need.key)
            return (*others[:position], need, *others[position:])


def _new(needs: Needs, fields: Fields) -> Need:
    label = fields.get("label")
    name = next(iter(label.values()), "") if isinstance(label, dict) else ""
    return valid(Need, {"key": new_key(name, [need.key for need in needs], otherwise="need"), **fields})


def _position(needs: Sequence[Need], key: str) -> int:
    found = (at for at, need in enumerate(needs) if need.key == key)
    if (at := next(found, None)) is None:
        raise RefusedError("need_gone")
    return at
