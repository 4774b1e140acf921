"""A department: a team with a channel, members, a lead, working hours and information needs."""

from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator

from bot.domain.company.needs import Need
from bot.domain.nudging.nudge_settings import Region, WrittenLadders
from bot.domain.time.hours import DEFAULT_HOURS, Hours, parse_hours
from bot.domain.values import ChannelId, DepartmentKey, Label, Language, MailName, UserGroupId, UserId, Value


class Office(StrEnum):
    """Whether a department faces the customer."""

    FRONT = "front"
    BACK = "back"


class Kind(StrEnum):
    """Whether a department is part of the company."""

    INTERNAL = "internal"
    PARTNER = "partner"


class ReadBack(StrEnum):
    """When a department gives its next step in its own words on acceptance."""

    WHEN_IT_MATTERS = "when-it-matters"
    ALWAYS = "always"
    NEVER = "never"


@cache
def _zones() -> frozenset[str]:
    # Python walks the disk for this, 33 ms each time; organisations are loaded with every request.
    return frozenset(available_timezones())


def check_timezone(name: str | None) -> str | None:
    """Return `name` if it is a zone of the IANA database; raise ValueError otherwise."""
    if name is not None and name not in _zones():
        raise ValueError(f"{name!r} is no time zone; write one like Europe/Berlin")
    return name


class Department(Value):
    """One department of a workspace; `language`, `timezone`, `holidays` and `ladders` default to the workspace's.

    `mail` are the names before the @ at which it has mail, besides its key and name. `language_model`: its texts may leave for one, where the workspace allows it.
    """

    key: DepartmentKey
    name: Label
    channel: ChannelId
    office: Office
    kind: Kind = Kind.INTERNAL
    lead: UserId | None = None
    members: tuple[UserId, ...] = ()
    usergroup: UserGroupId | None = None
    language: Language | None = None
    timezone: str | None = None
    holidays: Region | None = None
    hours: dict[str, str] = Field(default_factory=lambda: dict(DEFAULT_HOURS))
    assignment: str = Field(default="channel", pattern=r"^(channel|rotation|least-busy|[UW][A-Z0-9]+)$")
    deputy: UserId | None = None
    read_back: ReadBack = ReadBack.WHEN_IT_MATTERS
    topics: tuple[Label, ...] = ()
    mail: tuple[MailName, ...] = Field(default=(), max_length=20)
    needs: tuple[Need, ...] = Field(default=(), max_length=40)
    ladders: WrittenLadders = Field(default_factory=dict)
    language_model: bool = True

    _zone = field_validator("timezone")(check_timezone)

    @field_validator("hours")
    @classmethod
    def _hours_parse(cls, hours: dict[str, str]) -> dict[str, str]:
        parse_hours(hours)
        return hours

    @field_validator("needs")
    @classmethod
    def _needs_differ(cls, needs: tuple[Need, ...]) -> tuple[Need, ...]:
        keys = [need.key for need in needs]
        if twice := {key for key in keys if keys.count(key) > 1}:
            raise ValueError(f"the need {min(twice)!r} stands here twice")
        return needs

    def has(self, user: str) -> bool:
        """Return whether `user` belongs to the department; its lead does."""
        return user == self.lead or user in self.members

    def people(self) -> list[str]:
        """Return everybody who belongs to the department, each once."""
        return list(dict.fromkeys((*((self.lead,) if self.lead else ()), *self.members)))

    def need(self, key: str) -> Need | None:
        """Return the need of that key, if the department has it."""
        return next((need for need in self.needs if need.key == key), None)

    def required_needs(self) -> list[Need]:
        """Return the needs without which the department cannot start."""
        return [need for need in self.needs if need.required]

    def week(self) -> Hours:
        """Return the working hours, weekday by weekday."""
        return parse_hours(self.hours)

    def zone(self, default: str) -> ZoneInfo:
        """Return the department's zone, or the workspace's."""
        return ZoneInfo(self.timezone or default)
