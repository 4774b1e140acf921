"""The workspace: all state and all parts, put together. It does nothing by itself; persons and the bot act on it."""

from dataclasses import dataclass
from itertools import takewhile

from practice.app import BOT_USER_ID, App
from practice.calls import Call, Limits
from practice.changes import Changes
from practice.chores import Chores
from practice.clock import Clock
from practice.company import Channel, Company, Member
from practice.courier import Courier
from practice.delivery import Timing
from practice.directory import SLACKBOT
from practice.files import Files
from practice.ids import Ids
from practice.mail_server import MailServer
from practice.messages import Messages
from practice.sockets import Sockets
from practice.triggers import Triggers
from practice.values import Json
from practice.views import Views
from practice.weather import Weather


@dataclass
class ResponseUrl:
    """An address that answers one interaction, for half an hour and five times."""

    user: str
    channel: str
    born: float
    message_ts: str | None = None
    used: int = 0


class Workspace:
    """Everything there is; kept apart from the ways in and out."""

    def __init__(self, company: Company, app: App) -> None:
        self.company = company
        self.app = app
        self.bot = Member(
            BOT_USER_ID, app.bot_name.lower().replace(" ", "_"), app.name, locale="en-US", is_bot=True
        )
        self.ids = Ids()
        self.timing = Timing()
        self.limits = Limits()
        self.changes = Changes()
        self.chores = Chores()
        self.weather = Weather()
        self.clock = Clock(company.tz, self.changes)
        self.mail_server: MailServer | None = None
        self.messages = Messages()
        self.files = Files()
        self.triggers = Triggers(self.ids, self.timing)
        self.views = Views(company.team_id, self.ids, self._view_changed)
        self.sockets = Sockets(self.ids, self.changes, self.weather)
        self.courier = Courier(
            self.sockets,
            clock=self.clock,
            changes=self.changes,
            weather=self.weather,
            ids=self.ids,
            timing=self.timing,
            chores=self.chores,
        )
        self.calls: list[Call] = []
        self.response_urls: dict[str, ResponseUrl] = {}
        self.last_read: dict[tuple[str, str], str] = {}
        self.notices: dict[str, list[str]] = {}
        self.suggestions: dict[str, dict[str, list[Json]]] = {}
        self.base_url = ""

    def member(self, user: str) -> Member | None:
        """Return a person, the bot or Slackbot."""
        return {BOT_USER_ID: self.bot, SLACKBOT.id: SLACKBOT}.get(user) or self.company.people.get(user)

    def direct_channel(self, users: set[str]) -> tuple[Channel, bool]:
        """Return the direct conversation of these people, and whether it had to be made."""
        for channel in self.company.channels.values():
            if channel.direct and set(channel.members) == users:
                return channel, False
        two = len(users) <= 2
        channel = Channel(
            id=self.ids.new("D" if two else "G"),
            name="-".join(sorted(users)).lower(),
            members=sorted(users),
            kind="im" if two else "mpim",
            created=int(self.clock.now()),
        )
        self.company.channels[channel.id] = channel
        self.changes.tell({"type": "channel", "channel": channel.id}, users)
        return channel, True

    def dm(self, user: str) -> Channel:
        """Return the direct conversation between a person and the bot."""
        return self.direct_channel({user, BOT_USER_ID})[0]

    def audience(self, channel: Channel) -> set[str]:
        """Return who may see a conversation: everybody sees public channels."""
        return set(self.company.people) if channel.kind == "channel" else set(channel.members)

    def unread(self, user: str, channel: Channel) -> int:
        """Return how many messages of others a person has not seen."""
        if user not in channel.members:
            return 0
        seen = self.last_read.get((user, channel.id), "0")
        new = takewhile(lambda m: m["ts"] > seen, reversed(self.messages.top(channel.id)))
        return sum(m.get("user") != user for m in new)

    def notice(self, user: str, text: str) -> None:
        """Show a person what Slack itself has to say."""
        self.notices.setdefault(user, []).append(text)
        self.changes.tell({"type": "notice", "text": text}, {user})

    def response_url(self, user: str, channel: str, message: Json | None = None) -> str:
        """Return a new response URL."""
        token = self.ids.new("R")
        ts = message["ts"] if message else None
        self.response_urls[token] = ResponseUrl(user, channel, self.clock.now(), ts)
        return f"{self.base_url}response/{token}"

    def _view_changed(self, user: str, surface: str) -> None:
        if surface == "home":
            home = self.views.homes[user]
            self.changes.tell({"type": "home", "view": home.as_sent()}, {user})
        else:
            stack = [view.as_sent() for view in self.views.stacks.get(user, [])]
            self.changes.tell({"type": "views", "views": stack}, {user})
