"""One handoff of the demo's history, told from its beginning to its end."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from bot.domain.event_log.rows import LogRow
from bot.domain.matter.events import Activity
from bot.domain.time.calendars import Calendars
from handlers.demo.stories import Flow

_UNCONFIRMED = 5
"""Business days after which what is done is closed without a confirmation."""


class Tale:
    """Tells one event after the other; time passes only while somebody works."""

    def __init__(
        self, flow: Flow, requester: str, at: datetime, calendars: Calendars, chance: Random
    ) -> None:
        self._flow = flow
        self._requester = requester
        self._assignee = ""
        self._at = at
        self._to = flow.target
        self._calendars = calendars
        self._chance = chance
        self._rows: list[LogRow] = []
        due = at + timedelta(days=chance.randrange(4, 9))
        self._tell(Activity.OPENED, requester, detail=due.isoformat() if chance.random() < 0.7 else "")
        self._tell(Activity.OFFERED, requester)

    @property
    def began(self) -> datetime:
        """Return when it was opened."""
        return self._rows[0].at

    def until(self, now: datetime) -> Iterator[LogRow]:
        """Yield what has happened so far."""
        return (row for row in self._rows if row.at <= now)

    def bounce(self, there: str, back: str) -> None:
        """Let two people pass it on: to where it does not belong either, and back from there."""
        for who, department in ((there, self._flow.bounces_to), (back, self._flow.target)):
            self._wait((0.4, 2.5), self._to)
            self._tell(Activity.REROUTED, who)
            self._to = department
            self._tell(Activity.OFFERED, who)

    def accept(self, by: str, *, late: bool, asked: bool) -> None:
        """Accept it, in time or late; before that, ask for what is missing."""
        self._assignee = by
        if asked:
            self._wait((0.2, 0.8), self._to)
            self._tell(Activity.INFORMATION_ASKED, by, detail=self._flow.need)
            self._wait((5, 12) if late else (0.2, 1), self._flow.source)
            self._tell(Activity.INFORMATION_ANSWERED, self._requester)
            self._wait((0.1, 1), self._to)
        else:
            self._wait((4.5, 13) if late else (0.2, 3.5), self._to)
        self._tell(Activity.ACCEPTED, by)

    def ignore(self) -> None:
        """Accept it never, until the requester gives up."""
        self._wait((20, 60), self._to)
        self._tell(Activity.WITHDRAWN, self._requester)

    def work(self, hours: float) -> None:
        """Finish it, sometimes at the second go."""
        self._wait((hours / 3, hours * 5 / 3), self._to)
        self._tell(Activity.FINISHED, self._assignee)
        if self._chance.random() < 0.06:
            self._wait((0.5, 4), self._flow.source)
            self._tell(Activity.REOPENED, self._requester)
            self._wait((1, 6), self._to)
            self._tell(Activity.FINISHED, self._assignee)
        self._end()

    def _end(self) -> None:
        if self._chance.random() < 0.08:
            calendar = self._calendars.department(self._flow.source)
            self._at = calendar.add_business_days(self._at, _UNCONFIRMED)
            self._tell(Activity.CLOSED_UNCONFIRMED, "")
            return
        self._wait((0.3, 6), self._flow.source)
        thanked = self._chance.random() < self._flow.thanked
        self._tell(Activity.CONFIRMED, self._requester, thanks="Danke!" if thanked else "")

    def _wait(self, hours: tuple[float, float], department: str) -> None:
        """Let time pass in which the department works, between the least and the most hours."""
        seconds = round(self._chance.uniform(*hours) * 3600)
        calendar = self._calendars.department(department)
        self._at = calendar.add_business_time(self._at, timedelta(seconds=seconds))

    def _tell(self, activity: Activity, actor: str, *, detail: str = "", thanks: str = "") -> None:
        self._rows.append(
            LogRow(0, "", activity, self._at, self._flow.source, self._to, actor, detail, thanks)
        )
