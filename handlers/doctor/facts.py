"""What Slack tells, as plain values that the checks look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Identity:
    """Who our token is, and what it may do."""

    team: str
    team_name: str
    bot_name: str
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as Slack shows it to the bot."""

    name: str
    archived: bool
    has_bot: bool


@dataclass(frozen=True, slots=True)
class Company:
    """The part of the workspace that an organisation names; in place of a channel Slack's error may stand.

    `people` tells of everybody by id whether they are active, `groups` of each user group who is in it; they are
    None where Slack did not tell.
    """

    channels: Mapping[str, Channel | str] = field(default_factory=dict)
    people: Mapping[str, bool] | None = None
    groups: Mapping[str, frozenset[str]] | None = None
