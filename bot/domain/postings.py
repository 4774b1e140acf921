"""The weekly post of the silo summary: when it is due, and where it goes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.company.organisation import Organisation, SummarySettings
from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.summary.figures import Summary
from bot.domain.time.hours import WEEKDAYS
from bot.domain.time.wall_clock import instant

_WEEK = timedelta(days=7)
_STILL_NEWS = timedelta(days=3)
"""How late a post still goes out: who starts on Monday afternoon gets it, who comes back on Friday does not."""


@dataclass(frozen=True, slots=True)
class Posting:
    """One post: of the week, for the whole workspace or for the department whose key is `scope`."""

    id: int
    scope: str | None
    week: str

    def message(self, channel: str) -> Message:
        """Return the message that carries it; there is one for each posting."""
        return Message(MessageKind.SUMMARY, channel, number=0, hop=0, event=self.id)


def due_week(organisation: Organisation, now: datetime) -> str | None:
    """Return the ISO week (2026-W46) whose post is due, or was due within the last three days; None otherwise.

    It is the week that was over on the day of the post. A clock that is set back in the night makes it due twice, and
    a time that does not exist comes an hour later: there is one post for each week, whenever it is asked.
    """
    settings = organisation.workspace.summary
    zone = ZoneInfo(organisation.workspace.timezone)
    day = _last_day(settings, now, zone)
    if now - instant(day, time.fromisoformat(settings.time), zone) > _STILL_NEWS:
        return None
    year, week, _ = (day - _WEEK).isocalendar()
    return f"{year}-W{week:02}"


def places(organisation: Organisation) -> list[tuple[str | None, str]]:
    """Return whose view is posted into which channel: each department its own, the whole (None) into one."""
    views: list[tuple[str | None, str]] = [(one.key, one.channel) for one in organisation.departments]
    channel = organisation.workspace.summary.channel
    return [(None, channel), *views] if channel else views


def is_news(summary: Summary) -> bool:
    """Return whether there is something to tell: the whole company anything at all, a department a flow of its own."""
    return bool(summary.flows or (summary.withheld and summary.scope is None))


def _last_day(settings: SummarySettings, now: datetime, zone: ZoneInfo) -> date:
    """Return the last day, in the workspace's zone, on which a post became due at or before `now`."""
    today = now.astimezone(zone).date()
    day = today - timedelta(days=(today.weekday() - WEEKDAYS.index(settings.day)) % 7)
    return day if instant(day, time.fromisoformat(settings.time), zone) <= now else day - _WEEK
