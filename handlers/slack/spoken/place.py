"""Where somebody spoke to Staffel: carried by the button under the answer."""

from dataclasses import dataclass

from bot.domain.matter.handoff import Source
from handlers.slack.links import permalink
from handlers.slack.metadata import well_formed


@dataclass(frozen=True, slots=True)
class Place:
    """A message to us; `own` is our user id in it."""

    own: str
    channel: str
    ts: str
    thread_ts: str | None = None

    @property
    def is_direct(self) -> bool:
        """Return whether it stands in the conversation with us, which nobody else can read."""
        return self.channel.startswith("D")

    def source(self, team_url: str) -> Source | None:
        """Return what the handoff links to: the thread's beginning, where the answers stand; None if only we can read it."""
        ts = self.thread_ts or self.ts
        return None if self.is_direct else Source(self.channel, ts, permalink(team_url, self.channel, ts))

    def written(self) -> str:
        """Return it as the value of a button."""
        return " ".join(filter(None, (self.own, self.channel, self.ts, self.thread_ts)))


def place_in(value: str) -> Place:
    """Return what `Place.written` wrote; raise MalformedPayloadError for anything else."""
    with well_formed():
        return Place(*value.split())
