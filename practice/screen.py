"""What a person sees on their screen."""

from practice.app import BOT_USER_ID
from practice.clicks import Place
from practice.company import Channel, Member
from practice.payloads import ephemeral_or_stored
from practice.values import Json
from practice.workspace import Workspace


class Screen:
    """Everything one person can look at."""

    def __init__(self, ws: Workspace, user: str) -> None:
        self._ws = ws
        self._member: Member = ws.company.people[user]
        self.id = user

    @property
    def locale(self) -> str:
        """The language of their client, e.g. `de-DE`."""
        return self._member.locale

    @property
    def tz(self) -> str:
        """Their time zone."""
        return self._member.tz

    @property
    def view(self) -> Json | None:
        """The modal on top, as Slack would send it; None when none is open."""
        view = self._ws.views.top(self.id)
        return view.as_sent() if view else None

    @property
    def views(self) -> list[Json]:
        """The stack of modals, top last."""
        return [view.as_sent() for view in self._ws.views.stacks.get(self.id, [])]

    @property
    def home(self) -> Json | None:
        """The home tab that the bot has published for them."""
        view = self._ws.views.homes.get(self.id)
        return view.as_sent() if view else None

    @property
    def errors(self) -> list[str]:
        """What Slack itself told them, in its own words, oldest first."""
        return self._ws.notices.setdefault(self.id, [])

    def messages(self, channel: str, thread_ts: str | None = None) -> list[Json]:
        """Return what they see in a conversation or thread, ephemeral messages included."""
        return self._ws.messages.seen_by(self.id, self.channel(channel).id, thread_ts)

    def dm(self) -> list[Json]:
        """Return their direct conversation with the bot."""
        return self.messages(self._ws.dm(self.id).id)

    def place(self, where: Json) -> Place:
        """Return the place that a message or view they see is; an old copy stands for a stale screen."""
        if "id" in where and "ts" not in where:
            view = self._ws.views.find(str(where["id"]))
            if view is None or view.user != self.id:
                raise LookupError(f"view {where['id']} is not open for {self.id}")
            return Place(view.body["blocks"], view=view)
        found = self._ws.messages.where(str(where["ts"]))
        message = ephemeral_or_stored(self._ws, self.id, found, str(where["ts"])) if found else None
        if found is None or message is None:
            raise LookupError(f"message {where['ts']} is gone")
        return Place(where.get("blocks", []), channel=self._ws.company.channels[found], message=message)

    def channel(self, channel: str) -> Channel:
        """Return a conversation by its id; a person's or the bot's id means the direct one."""
        if channel == BOT_USER_ID or channel in self._ws.company.people:
            return self._ws.direct_channel({self.id, channel})[0]
        return self._ws.company.channels[channel]
