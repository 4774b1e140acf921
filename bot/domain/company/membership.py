"""What somebody is to the workspace, as Slack tells: it bounds what they can be to a handoff."""

from enum import StrEnum


class Membership(StrEnum):
    """What somebody is to the workspace."""

    ADMIN = "admin"  # administers the workspace in Slack
    MEMBER = "member"
    GUEST = "guest"  # invited into some channels
    STRANGER = "stranger"  # from another company, in a channel shared with it
    BOT = "bot"
