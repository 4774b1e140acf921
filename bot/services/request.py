"""Who asks, from where, and under which key: what every use case needs besides its command."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.time.calendars import Holidays, no_holidays


@dataclass(frozen=True, slots=True)
class Request:
    """One request of a person; `key` is what makes a redelivery of it recognisable.

    `holidays` are looked up at the edge, since a library knows them. `outside`: Slack says that the actor belongs to
    another workspace.
    """

    workspace: str
    actor: str
    key: str
    now: datetime
    holidays: Holidays = no_holidays
    outside: bool = False
