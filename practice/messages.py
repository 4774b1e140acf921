"""The messages of all conversations, with their threads, and the ephemeral ones that only one person sees."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from practice.values import Json, copied

THREAD_FIELDS = ("reply_count", "reply_users", "reply_users_count", "latest_reply")


@dataclass
class Ephemeral:
    """A message that one person sees and that nobody can find again in the history."""

    user: str
    channel: str
    message: Json


@dataclass
class Messages:
    """All messages by conversation, oldest first. What is handed out is a copy, except from `find`."""

    by_channel: dict[str, list[Json]] = field(default_factory=dict)
    ephemerals: list[Ephemeral] = field(default_factory=list)

    def add(self, channel: str, message: Json) -> None:
        """Append a message and count it in its thread."""
        self.by_channel.setdefault(channel, []).append(message)
        self._recount(channel, message.get("thread_ts"))

    def find(self, channel: str, ts: str) -> Json | None:
        """Return the stored message itself, to be changed in place."""
        return next((m for m in reversed(self.by_channel.get(channel, [])) if m["ts"] == ts), None)

    def where(self, ts: str) -> str | None:
        """Return the conversation that holds a message; timestamps are unique in the workspace."""
        ephemeral = (e.channel for e in self.ephemerals if e.message["ts"] == ts)
        stored = (channel for channel in self.by_channel if self.find(channel, ts))
        return next(stored, None) or next(ephemeral, None)

    def remove(self, channel: str, ts: str) -> Json | None:
        """Remove a message; one with replies leaves a tombstone, so that its thread keeps its place."""
        message = self.find(channel, ts)
        if message is None:
            return None
        before = copied(message)
        if message.get("reply_count"):
            kept = {name: message[name] for name in ("ts", "thread_ts", *THREAD_FIELDS)}
            message.clear()
            message.update(
                kept,
                type="message",
                subtype="tombstone",
                user="USLACKBOT",
                text="This message was deleted.",
                hidden=True,
            )
        else:
            self.by_channel[channel].remove(message)
            self._recount(channel, message.get("thread_ts"))
        return before

    def top(self, channel: str) -> list[Json]:
        """Return what stands in the conversation itself: everything but replies."""
        return [
            m
            for m in self.by_channel.get(channel, [])
            if not is_reply(m) or m.get("subtype") == "thread_broadcast"
        ]

    def thread(self, channel: str, ts: str) -> list[Json]:
        """Return a thread: its first message and the replies."""
        return [m for m in self.by_channel.get(channel, []) if m["ts"] == ts or m.get("thread_ts") == ts]

    def seen_by(self, user: str, channel: str, thread_ts: str | None) -> list[Json]:
        """Return what a person sees, ephemeral messages included."""
        stored = self.thread(channel, thread_ts) if thread_ts else self.top(channel)
        mine = [
            e.message
            for e in self.ephemerals
            if (e.user, e.channel, e.message.get("thread_ts")) == (user, channel, thread_ts)
        ]
        return sorted((copied(m) for m in [*stored, *mine]), key=lambda m: str(m["ts"]))

    def ephemeral(self, user: str, ts: str) -> Ephemeral | None:
        """Return an ephemeral message of a person."""
        return next((e for e in self.ephemerals if e.user == user and e.message["ts"] == ts), None)

    def _recount(self, channel: str, thread_ts: str | None) -> None:
        parent = self.find(channel, thread_ts) if thread_ts else None
        if parent is None or parent["ts"] != thread_ts:
            return
        # Replies come after what they reply to: a long conversation is not read from its beginning each time.
        newer = takewhile(lambda m: m["ts"] != thread_ts, reversed(self.by_channel[channel]))
        replies = [m for m in newer if m.get("thread_ts") == thread_ts][::-1]
        if replies:
            users = unique(str(m["user"]) for m in replies)
            parent.update(
                thread_ts=thread_ts,
                reply_count=len(replies),
                reply_users=users,
                reply_users_count=len(users),
                latest_reply=replies[-1]["ts"],
            )
        else:
            for name in ("thread_ts", *THREAD_FIELDS):
                parent.pop(name, None)


def is_reply(message: Json) -> bool:
    """Whether a message stands in somebody else's thread."""
    return bool(message.get("thread_ts", message["ts"]) != message["ts"])


def unique(values: Iterable[str]) -> list[str]:
    """Return values without repetition, in order."""
    return list(dict.fromkeys(values))
