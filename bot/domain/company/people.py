"""A person as Slack knows them; only what is needed to speak to them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.company.membership import Membership
from bot.domain.nudging.batches import Quiet

NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a workspace; `locale`, `timezone` and `email` are Slack's, empty where Slack told none.

    `away_until`: they are on leave or ill, as their status says; `absent_until`: as they told us themselves; `do_not_disturb`: the next or present one.
    """

    user: str
    name: str
    locale: str = ""
    timezone: str = ""
    email: str = ""
    deleted: bool = False
    away_until: datetime | None = None
    absent_until: datetime | None = None
    do_not_disturb: Quiet | None = None
    membership: Membership = Membership.MEMBER

    @property
    def guest(self) -> bool:
        """Return whether they belong to another company."""
        return self.membership in {Membership.GUEST, Membership.STRANGER}

    @property
    def quiet(self) -> tuple[Quiet, ...]:
        """Return when they are not to be disturbed."""
        away = [Quiet(NO_TIME, until) for until in (self.away_until, self.absent_until) if until]
        return (*away, *([self.do_not_disturb] if self.do_not_disturb else []))


def language_of(person: Person | None, default: str) -> str:
    """Return the language to speak to a person in: German for any German locale, English for others."""
    if person is None or not person.locale:
        return default
    return "de" if person.locale.lower().startswith("de") else "en"
