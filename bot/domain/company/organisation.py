"""The company as Staffel knows it: a workspace, its departments and its routing rules."""

import json
import re
from collections.abc import Iterable
from datetime import date, time
from hashlib import sha256

from pydantic import field_validator, model_validator

from bot.domain.company.department import Department, Kind, check_timezone
from bot.domain.company.mail_names import fault_in
from bot.domain.nudging.ladders import Ladder, LadderKind, parse_ladder
from bot.domain.nudging.nudge_settings import NudgeSettings, Region
from bot.domain.time.hours import WEEKDAYS
from bot.domain.values import ChannelId, DepartmentKey, Label, Language, UserId, Value

UNCLAIMED = "unclaimed"
"""The workspace id of an organisation that was imported before Slack told whose it is; see `adopt` in the ports."""


class SummarySettings(Value):
    """Where and when the weekly silo summary of the whole workspace is posted."""

    channel: ChannelId | None = None
    day: str = "mon"
    time: str = "09:00"

    @field_validator("day")
    @classmethod
    def _known_day(cls, day: str) -> str:
        if day not in WEEKDAYS:
            raise ValueError(f"{day!r} is no weekday; write mon, tue, wed, thu, fri, sat or sun")
        return day

    @field_validator("time")
    @classmethod
    def _clock_time(cls, text: str) -> str:
        if not re.fullmatch(r"\d{2}:\d{2}", text):
            raise ValueError(f'{text!r} is no time; write "09:00", with the quotation marks')
        time.fromisoformat(text)
        return text


class LanguageModelSettings(Value):
    """Whether texts of the workspace may leave for the language model; those of the channels `not_in` never do."""

    allowed: bool = True
    not_in: tuple[ChannelId, ...] = ()


class WorkspaceSettings(Value):
    """What holds for the whole workspace; `holidays` is a country, or country and state, as in DE-BW."""

    language: Language = "de"
    timezone: str = "Europe/Berlin"
    holidays: Region | None = None
    admins: tuple[UserId, ...] = ()
    summary: SummarySettings = SummarySettings()
    nudges: NudgeSettings = NudgeSettings()
    language_model: LanguageModelSettings = LanguageModelSettings()

    _zone = field_validator("timezone")(check_timezone)


class RuleCondition(Value):
    """When a routing rule matches; all that is given has to match, one word of a list is enough."""

    topic: tuple[Label, ...] = ()
    customer: tuple[Label, ...] = ()
    channel: ChannelId | None = None
    urgent: bool | None = None
    from_department: DepartmentKey | None = None


class Rule(Value):
    """A proposal of a department; the sender may always choose otherwise."""

    when: RuleCondition
    to: DepartmentKey
    owner: UserId | None = None
    reviewed: date | None = None

    @property
    def mark(self) -> str:
        """Return what its uses are counted under: one that was changed or reviewed is counted anew."""
        told = self.model_dump(mode="json", exclude={"owner"})
        return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


class Organisation(Value):
    """One workspace with its departments and rules."""

    workspace: WorkspaceSettings = WorkspaceSettings()
    departments: tuple[Department, ...] = ()
    rules: tuple[Rule, ...] = ()

    @model_validator(mode="after")
    def _keys_fit(self) -> "Organisation":
        keys = [department.key for department in self.departments]
        for position, key in enumerate(keys):
            if key in keys[:position]:
                raise ValueError(f"departments.{position}.key: the department {key!r} stands here twice")
        for position, rule in enumerate(self.rules):
            if rule.to not in keys:
                raise ValueError(f"rules.{position}.to: there is no department {rule.to!r}")
        if fault := fault_in(self.departments):
            raise ValueError(f"departments.{fault[0]}.mail: {fault[1]}")
        return self

    def department(self, key: str | None) -> Department | None:
        """Return the department of that key, if there is one."""
        return next((department for department in self.departments if department.key == key), None)

    def rules_to(self, key: str) -> tuple[Rule, ...]:
        """Return the rules that lead to the department of that key, in their order."""
        return tuple(rule for rule in self.rules if rule.to == key)

    def departments_of(self, user: str) -> list[Department]:
        """Return the departments that `user` belongs to, in the order of the file."""
        return [department for department in self.departments if department.has(user)]

    def sender(self, user: str, to: str | None) -> Department | None:
        """Return the department for which `user` hands over to `to`: another one of theirs, if they have it."""
        own = self.departments_of(user)
        return next((department for department in own if department.key != to), own[0] if own else None)

    def ladder(self, kind: LadderKind, department: str) -> Ladder:
        """Return the ladder that holds for what lies with a department: its own, else the workspace's."""
        found = self.department(department)
        own = found.ladders.get(kind) if found else None
        return parse_ladder(kind, self.workspace.nudges.ladder(kind) if own is None else own)

    def language_of(self, department: Department | None) -> str:
        """Return the language in which a department's channel is written to."""
        return (department.language if department else None) or self.workspace.language

    def is_insider(self, user: str) -> bool:
        """Return whether `user` belongs to a department of the company itself, not only to a partner."""
        return any(one.has(user) for one in self.departments if one.kind is Kind.INTERNAL)

    def is_admin(self, user: str) -> bool:
        """Return whether `user` is one of the named admins."""
        return user in self.workspace.admins


def find_department(departments: Iterable[Department], word: str) -> Department | None:
    """Return the department that `word` names: by channel id, user group id, key or name."""
    wanted = word.strip().lstrip("#@").casefold()
    for department in departments:
        names = (department.channel, department.usergroup or "", department.key, department.name)
        if wanted in (name.casefold() for name in names if name):
            return department
    return None
