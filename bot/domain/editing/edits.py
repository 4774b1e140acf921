"""One change that somebody wants, as a value; `fields` are those that change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.company.needs import Need
from bot.domain.company.organisation import Rule

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SetNeed:
    """Add an information need to a department, or with `key` change the one that is there."""

    department: str
    fields: Fields
    key: str = ""


@dataclass(frozen=True, slots=True)
class RemoveNeed:
    """Ask senders no more for this; what was answered stays with its handoffs."""

    department: str
    key: str


@dataclass(frozen=True, slots=True)
class BringNeedBack:
    """Undo a removal: the need stands where it stood."""

    department: str
    need: Need
    position: int


@dataclass(frozen=True, slots=True)
class MoveNeed:
    """Ask for this one place earlier."""

    department: str
    key: str


@dataclass(frozen=True, slots=True)
class SetDepartment:
    """Add a department, or with `key` change the one that is there."""

    fields: Fields
    key: str = ""


@dataclass(frozen=True, slots=True)
class RemoveDepartment:
    """Let a department go; its open handoffs stay, and can be passed on."""

    key: str


@dataclass(frozen=True, slots=True)
class SetWorkspace:
    """Change what holds for the whole workspace."""

    fields: Fields


@dataclass(frozen=True, slots=True)
class SetRule:
    """Have a rule propose the department, or with `mark` change the one that is there; whoever does has reviewed it."""

    department: str
    when: Fields
    reviewed: date
    mark: str = ""


@dataclass(frozen=True, slots=True)
class RemoveRule:
    """Let the rule of that mark propose the department no more."""

    department: str
    mark: str


@dataclass(frozen=True, slots=True)
class BringRuleBack:
    """Undo a removal: the rule stands where it stood."""

    department: str
    rule: Rule
    position: int


OfNeeds = SetNeed | RemoveNeed | BringNeedBack | MoveNeed
OfRules = SetRule | RemoveRule | BringRuleBack
Edit = OfNeeds | OfRules | SetDepartment | RemoveDepartment | SetWorkspace
