"""Tell from its event log alone where a handoff stands; written without a look at the rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.domain.matter.events import Event


@dataclass
class Replayed:
    """Where a handoff stands according to its log."""

    state: str = ""
    before_question: str = ""
    department: str = ""
    hop: int = 0
    trail: list[str] = field(default_factory=list)
    handed_on: int = 0
    round_to: str = ""
    assignee: str | None = None
    asked_by: str | None = None
    asked_needs: list[str] = field(default_factory=list)
    next_step: str = ""
    next_step_corrected: bool = False
    by_when: str = ""
    waiting_until: str = ""
    waiting_for: str = ""
    result: str = ""

    def add(self, event: Event) -> None:
        """Take one more entry into account."""
        said = event.said
        match event.activity.value:
            case "offered":
                self._offer(event)
            case "accepted":
                self.state, self.assignee, self.round_to = "accepted", event.actor, ""
                self.next_step = said.get("next_step", "")
                self.by_when = said.get("by_when", "")
            case "read_back_corrected" | "next_step_restated":
                self._correct(event)
            case "information_asked":
                self._ask(event)
            case "information_answered":
                self.state, self.before_question = self.before_question, ""
                self.asked_by, self.asked_needs = None, []
            case "waiting":
                self.waiting_until, self.waiting_for = said.get("until", ""), said.get("reason", "")
            case "finished":
                self.state = "done"
                self.result = said.get("result", "")
                self.waiting_until = self.waiting_for = ""
            case _:
                self._leave(event.activity.value, said)

    def _correct(self, event: Event) -> None:
        self.next_step_corrected = event.activity.value == "read_back_corrected"
        if not self.next_step_corrected:
            self.next_step, self.by_when = event.said["next_step"], event.said.get("by_when", "")

    def _offer(self, event: Event) -> None:
        if self.hop:
            self.trail.append(self.department)
        self.state, self.department, self.round_to = "offered", event.to_department, ""
        self.hop += 1

    def _ask(self, event: Event) -> None:
        if self.state != "needs_info":
            self.state, self.before_question = "needs_info", self.state
        self.asked_by = event.actor
        if event.detail:
            self.asked_needs.append(event.detail)

    def _leave(self, activity: str, said: Mapping[str, str]) -> None:
        self.handed_on += activity == "handed_on"
        if activity == "round_called":
            self.round_to = said["department"]
        if activity in {"declined", "withdrawn"}:
            self.round_to = ""
        ways = {
            "declined": "declined",
            "reopened": "accepted",
            "confirmed": "closed",
            "closed_unconfirmed": "closed",
            "withdrawn": "withdrawn",
        }
        self.state = ways.get(activity, self.state)
        if activity == "withdrawn":
            self.before_question = self.waiting_until = self.waiting_for = ""
            self.asked_by, self.asked_needs = None, []


def replay(events: Iterable[Event]) -> Replayed:
    """Return where a handoff stands after `events`."""
    replayed = Replayed()
    for event in events:
        replayed.add(event)
    return replayed
