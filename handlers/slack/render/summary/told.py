"""What every part of a summary is rendered from, and what departments, flows and needs are called."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.company.organisation import Organisation
from bot.domain.guest.worded import NOT_WORDED, Worded
from bot.domain.summary.figures import OTHER, Flow, Summary
from handlers.slack.render.content import Reader
from handlers.slack.render.rich import literal
from handlers.words import Words


@dataclass(frozen=True, slots=True)
class Told:
    """A summary, and for whom it is told; `unheard` are the channels that nothing of ours reaches at present.

    `worded` has what a language model has phrased of it, as far as that was kept in the language of the reader.
    """

    summary: Summary
    organisation: Organisation
    reader: Reader
    unheard: tuple[str, ...] = ()
    worded: Worded = NOT_WORDED

    @property
    def words(self) -> Words:
        """Return the reader's language."""
        return self.reader.words

    def name(self, key: str) -> str:
        """Return what a department is called; one that is gone by its key."""
        if key == OTHER:
            return self.words("others")
        department = self.organisation.department(key)
        return literal(department.name) if department else key

    def way(self, source: str, target: str) -> str:
        """Return what a flow is called."""
        if source == target == OTHER:
            return self.words("all others together")
        return f"{self.name(source)} → {self.name(target)}"

    def need(self, department: str, key: str) -> str:
        """Return what an information need of a department is called; one that is gone by its key."""
        asking = self.organisation.department(department)
        need = asking.need(key) if asking else None
        return literal(need.label_in(self.words.language)) if need else key

    def flow(self, source: str, target: str) -> Flow | None:
        """Return the flow with its figures, if they are shown."""
        flows = self.summary.flows
        return next((flow for flow in flows if (flow.source, flow.target) == (source, target)), None)

    def week(self) -> str:
        """Return which week it is: its number."""
        return self.words("week {number}", number=int(self.summary.week.rpartition("W")[2]))

    def days(self) -> str:
        """Return the days of the week, in the zone of the one who reads."""
        first = self.summary.since.astimezone(self.reader.zone).date()
        last = (self.summary.until - timedelta(seconds=1)).astimezone(self.reader.zone).date()
        return self.words.days(first, last)
