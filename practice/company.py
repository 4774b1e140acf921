"""Who works here: people, channels and user groups, read from a file."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from practice.values import Json

COLORS = (
    "9f69e7",
    "4bbe2e",
    "e7392d",
    "3c989f",
    "674b1b",
    "e96699",
    "e0a729",
    "684b6c",
    "5b89d5",
    "2b6836",
    "99a949",
    "df3dc0",
)
ConversationKind = Literal["channel", "group", "im", "mpim"]


@dataclass
class Member:
    """A person of the workspace as Slack's directory knows them."""

    id: str
    name: str
    real_name: str
    title: str = ""
    locale: str = "de-DE"
    tz: str = "Europe/Berlin"
    email: str = ""
    is_admin: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    team: str = ""  # the workspace of another company, for whoever is here through a shared channel
    deleted: bool = False
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0
    color: str = "5b89d5"
    dnd: tuple[int, int] | None = None


@dataclass
class Channel:
    """A conversation: a public channel, a private one (group), or a direct one (im, mpim)."""

    id: str
    name: str
    topic: str = ""
    members: list[str] = field(default_factory=list)
    kind: ConversationKind = "channel"
    is_archived: bool = False
    created: int = 1_700_000_000

    @property
    def direct(self) -> bool:
        """Whether this is a conversation of persons rather than a place with a name."""
        return self.kind in {"im", "mpim"}


@dataclass
class UserGroup:
    """A user group: a handle that mentions many."""

    id: str
    handle: str
    name: str
    users: list[str] = field(default_factory=list)
    updated: int = 1_700_000_000


@dataclass
class Company:
    """Everybody and everything that exists before the first message."""

    team_id: str
    team_name: str
    domain: str
    tz: str
    people: dict[str, Member]
    channels: dict[str, Channel]
    usergroups: dict[str, UserGroup]

    def as_json(self) -> Json:
        """Return the company in the form of its file."""
        return {
            "team": {"id": self.team_id, "name": self.team_name, "domain": self.domain, "tz": self.tz},
            "people": [asdict(member) for member in self.people.values()],
            "channels": [asdict(channel) for channel in self.channels.values()],
            "usergroups": [asdict(group) for group in self.usergroups.values()],
        }


def load_company(source: Path | Json | None = None) -> Company:
    """Read a company from a file, from its content, or (None) the one that comes with the practice workspace."""
    found: Json = source if isinstance(source, dict) else _file(source)
    team: Json = found["team"]
    domain = team.get("domain", "practice")
    people = [_member(entry, domain, index) for index, entry in enumerate(found["people"])]
    return Company(
        team_id=team["id"],
        team_name=team["name"],
        domain=domain,
        tz=team.get("tz", "Europe/Berlin"),
        people={member.id: member for member in people},
        channels={entry["id"]: Channel(**entry) for entry in found["channels"]},
        usergroups={entry["id"]: UserGroup(**entry) for entry in found.get("usergroups", [])},
    )


def invite_everywhere(company: Company, user: str) -> Company:
    """Make somebody a member of every channel, as the bot is in a new workspace."""
    for channel in company.channels.values():
        if not channel.direct and user not in channel.members:
            channel.members.append(user)
    return company


def _file(path: Path | None) -> Json:
    return dict(json.loads((path or Path(__file__).with_name("company.json")).read_text("utf-8")))


def _member(entry: Json, domain: str, index: int) -> Member:
    name = entry.get("name") or entry["real_name"].split()[0].lower()
    defaults = {"name": name, "email": f"{name}@{domain}.example", "color": COLORS[index % len(COLORS)]}
    member = Member(**{**defaults, **entry})
    member.dnd = (member.dnd[0], member.dnd[1]) if member.dnd else None
    return member
