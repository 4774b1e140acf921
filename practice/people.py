"""What an administrator or the outside world does: new people, user groups, mails into channels."""

from typing import Any

from practice import events
from practice.app import BOT_USER_ID
from practice.company import Channel, Member
from practice.directory import user_object, usergroup_object
from practice.mails import Mail, post
from practice.membership import member_joined, member_left
from practice.person import Person
from practice.values import Json
from practice.workspace import Workspace


class People:
    """Changes of who is here and who belongs where; each is told to the bot."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws

    async def hire(self, user: str, real_name: str, **fields: Any) -> Person:
        """Add a person to the workspace."""
        name = real_name.partition(" ")[0].lower()
        member = Member(
            **{
                "id": user,
                "name": name,
                "real_name": real_name,
                "email": f"{name}@{self._ws.company.domain}.example",
                **fields,
            }
        )
        self._ws.company.people[user] = member
        self._ws.changes.happened()
        await events.send(
            self._ws, {"type": "team_join", "user": user_object(member, self._ws.company.team_id)}
        )
        return Person(self._ws, user)

    async def open_channel(
        self,
        channel: str,
        name: str,
        *,
        members: tuple[str, ...] = (),
        bot: bool = False,
        private: bool = False,
    ) -> None:
        """Make a channel; the bot is in it only if asked."""
        everybody = [*members, BOT_USER_ID] if bot else list(members)
        self._ws.company.channels[channel] = Channel(
            channel, name, members=everybody, kind="group" if private else "channel"
        )
        self._ws.changes.tell({"type": "channel", "channel": channel})

    async def archive(self, channel: str, by: str) -> None:
        """Archive a channel."""
        self._ws.company.channels[channel].is_archived = True
        self._ws.changes.tell({"type": "channel", "channel": channel})
        await events.send(
            self._ws,
            {
                "type": "channel_archive",
                "channel": channel,
                "user": by,
                "is_moved": 0,
                "event_ts": self._ws.clock.stamp(),
            },
        )

    async def rename(self, channel: str, name: str) -> None:
        """Give a channel another name."""
        place = self._ws.company.channels[channel]
        place.name = name
        self._ws.changes.tell({"type": "channel", "channel": channel})
        shown = {
            "id": channel,
            "is_channel": place.kind == "channel",
            "is_mpim": False,
            "name": name,
            "name_normalized": name,
            "created": place.created,
        }
        await events.send(
            self._ws, {"type": "channel_rename", "channel": shown, "event_ts": self._ws.clock.stamp()}
        )

    async def invite(self, user: str, channel: str, by: str | None = None) -> None:
        """Add somebody, or the bot, to a channel."""
        await member_joined(self._ws, user, self._ws.company.channels[channel], by)

    async def remove(self, user: str, channel: str) -> None:
        """Take somebody, or the bot, out of a channel."""
        await member_left(self._ws, user, self._ws.company.channels[channel])

    async def set_group(self, group: str, users: list[str]) -> None:
        """Change the members of a user group."""
        target = self._ws.company.usergroups[group]
        added, removed = (
            [u for u in users if u not in target.users],
            [u for u in target.users if u not in users],
        )
        before, target.users, target.updated = target.updated, list(users), int(self._ws.clock.now())
        self._ws.changes.happened()
        shown = {
            name: value
            for name, value in usergroup_object(target, self._ws.company.team_id, users=True).items()
            if name != "auto_type"
        }
        changed: Json = {
            "type": "subteam_members_changed",
            "subteam_id": group,
            "team_id": self._ws.company.team_id,
        }
        changed |= {
            "date_previous_update": before,
            "date_update": target.updated,
            "event_ts": self._ws.clock.stamp(),
        }
        changed |= {
            "added_users": added,
            "added_users_count": len(added),
            "removed_users": removed,
            "removed_users_count": len(removed),
        }
        await events.send(self._ws, changed)
        await events.send(
            self._ws, {"type": "subteam_updated", "subteam": shown, "event_ts": self._ws.clock.stamp()}
        )

    async def mail(
        self,
        channel: str,
        subject: str,
        text: str,
        *,
        sender: str = "kunde@example.com",
        message_id: str = "",
    ) -> Json:
        """Let an e-mail arrive in a channel, the way Slack shows those that are sent to a channel's address."""
        mail = Mail(subject, text, sender, message_id=message_id)
        return await post(self._ws, self._ws.company.channels[channel], mail)
