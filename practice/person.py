"""A person of the workspace, for tests and the page: everything they can do and see."""

from collections.abc import Sequence
from typing import Any

from practice import clicks, commands, events, mails, membership, submissions, talk
from practice.clicks import Place
from practice.delivery import Ack
from practice.directory import user_object
from practice.markup import rich_text, typed
from practice.payloads import ephemeral_or_stored
from practice.screen import Screen
from practice.values import Json
from practice.view import View


class Person(Screen):
    """One person at their Slack client; acts return when the bot has answered, or failed to in time."""

    async def say(self, channel: str, text: str, thread_ts: str | None = None, **more: Any) -> Json:
        """Write a message; `more` are further fields of it, e.g. `files` or `subtype`."""
        place = self.channel(channel)
        if self.id not in place.members:
            raise PermissionError(
                f"{self.id} is not in #{place.name}; `await person.join({place.id!r})` first"
            )
        message, told = talk.say(self._ws, self.id, place, text, thread_ts, **more)
        await _all(told)
        return dict(message)

    async def edit(self, channel: str, ts: str, text: str) -> None:
        """Change the text of one of their messages."""
        message = self._own(channel, ts)
        words = typed(text, self._ws.company, self._ws.bot.name)
        blocks = [rich_text(words, self._ws.ids.short())]
        await _all(talk.edit(self._ws, self.channel(channel), message, self.id, text=words, blocks=blocks))

    async def delete(self, channel: str, ts: str) -> None:
        """Delete one of their messages."""
        self._own(channel, ts)
        await _all(talk.delete(self._ws, self.channel(channel), ts, self.id))

    async def share_mail(
        self, channel: str, subject: str, text: str, *, to: Sequence[str] = (), cc: Sequence[str] = ()
    ) -> Json:
        """Share a mail of theirs into a channel; `to` and `cc` are the addresses that it went to."""
        place = self.channel(channel)
        if self.id not in place.members:
            raise PermissionError(f"{self.id} is not in #{place.name}")
        sender = f"{self._member.real_name} <{self._member.email}>"
        return await mails.post(self._ws, place, mails.Mail(subject, text, sender, to, cc, by=self.id))

    async def command(self, text: str, channel: str, thread_ts: str | None = None) -> Ack:
        """Run a slash command, e.g. `/todo milk`."""
        return await commands.run_command(self._ws, self.id, text, self.channel(channel), thread_ts)

    async def shortcut(self, callback_id: str) -> Ack:
        """Choose a global shortcut."""
        return await commands.run_shortcut(self._ws, self.id, callback_id)

    async def message_shortcut(self, callback_id: str, channel: str, ts: str) -> Ack:
        """Choose a shortcut in the menu of a message."""
        message = ephemeral_or_stored(self._ws, self.id, self.channel(channel).id, ts)
        if message is None:
            raise KeyError(f"no message {ts} in {channel}")
        return await commands.run_message_shortcut(
            self._ws, self.id, callback_id, self.channel(channel), message
        )

    def fill(self, **values: Any) -> None:
        """Type into the open view by block_id; None empties a field."""
        view = self._top()
        for name, value in values.items():
            view.enter(view.slot(name), value)

    async def choose(self, name: str, value: Any) -> Ack | None:
        """Fill one field of the open view; returns the bot's answer where the field tells it at once."""
        view = self._top()
        slot = view.slot(name)
        if not slot.dispatches:
            view.enter(slot, value)
            return None
        return await clicks.use(self._ws, self.id, Place(view.body["blocks"], view=view), slot, value)

    async def suggest(self, name: str, query: str) -> Json:
        """Type into an external menu of the open view; returns the bot's options, which `fill` then takes."""
        view = self._top()
        return await clicks.suggest(
            self._ws, self.id, Place(view.body["blocks"], view=view), view.slot(name), query
        )

    async def submit(self) -> Ack:
        """Submit the open view; ValueError names what Slack's client would want first."""
        return await submissions.submit(self._ws, self._top())

    async def close(self, *, everything: bool = False) -> None:
        """Close the open view, or all."""
        await submissions.close(self._ws, self.id, everything=everything)

    async def click(
        self, where: Json, action_id: str, value: Any = None, *, block_id: str | None = None
    ) -> Ack:
        """Use an element of a message or view; `value` is the chosen option's, or tells equal buttons apart."""
        place = self.place(where)
        return await clicks.use(self._ws, self.id, place, place.slot(action_id, block_id, value), value)

    async def open_home(self, wait: float = 3.0) -> Json | None:
        """Open the bot's home tab; returns what it shows once the bot has published, or the old one."""
        before = self.home
        event: Json = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": self._ws.dm(self.id).id,
            "tab": "home",
            "event_ts": self._ws.clock.stamp(),
        }
        if before:
            event["view"] = before
        acked = self._ws.courier.deliveries
        count = len(acked)
        await events.send(self._ws, event)
        if before is None and len(acked) > count and acked[count].acked:
            await self._ws.changes.until(lambda: self.home, wait, lambda: "no home was published")
        return self.home

    async def read(self, channel: str, ts: str | None = None) -> None:
        """Mark a conversation as read."""
        place = self.channel(channel)
        talk.mark_read(self._ws, self.id, place, ts or self._ws.clock.stamp())

    async def join(self, channel: str) -> None:
        """Join a public channel."""
        await membership.member_joined(self._ws, self.id, self.channel(channel))

    async def leave(self, channel: str) -> None:
        """Leave a channel."""
        await membership.member_left(self._ws, self.id, self.channel(channel))

    async def change(self, **fields: Any) -> None:
        """Change what the directory says of them: locale, tz, title, status_text, status_emoji, deleted, …."""
        for name, value in fields.items():
            if not hasattr(self._member, name):
                raise AttributeError(f"a person has no {name!r}")
            setattr(self._member, name, value)
        user = user_object(self._member, self._ws.company.team_id)
        self._ws.changes.happened()
        await events.send(
            self._ws,
            {
                "type": "user_change",
                "user": user,
                "cache_ts": int(self._ws.clock.now()),
                "event_ts": self._ws.clock.stamp(),
            },
        )

    async def do_not_disturb(self, start: float, end: float) -> None:
        """Set the hours in which Slack stays silent (unix times of the next period)."""
        self._member.dnd = (int(start), int(end))
        status = {"dnd_enabled": True, "next_dnd_start_ts": int(start), "next_dnd_end_ts": int(end)}
        await events.send(
            self._ws,
            {
                "type": "dnd_updated_user",
                "user": self.id,
                "dnd_status": status,
                "event_ts": self._ws.clock.stamp(),
            },
        )

    def _top(self) -> View:
        view = self._ws.views.top(self.id)
        if view is None:
            raise LookupError(f"{self.id} has no view open")
        return view

    def _own(self, channel: str, ts: str) -> Json:
        message = self._ws.messages.find(self.channel(channel).id, ts)
        if message is None or message["user"] != self.id:
            raise KeyError(f"{self.id} wrote no message {ts} in {channel}")
        return message


async def _all(told: list[talk.Told]) -> None:
    for one in told:
        await one
