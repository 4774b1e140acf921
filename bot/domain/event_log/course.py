"""What follows what in the log of one case, and where the case stands after it."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.event_log.rows import LogRow
from bot.domain.matter.events import Activity
from bot.domain.matter.handoff import OPEN, State
from bot.domain.matter.transitions import BACK

_STEPS: Mapping[Activity, tuple[frozenset[State], State | str]] = {
    Activity.ACCEPTED: (frozenset({State.OFFERED}), State.ACCEPTED),
    # One row a need; and other systems let people ask again before there is an answer.
    Activity.INFORMATION_ASKED: (
        frozenset({State.OFFERED, State.ACCEPTED, State.NEEDS_INFO}),
        State.NEEDS_INFO,
    ),
    Activity.INFORMATION_ANSWERED: (frozenset({State.NEEDS_INFO}), BACK),
    Activity.REROUTED: (frozenset({State.OFFERED, State.DECLINED}), State.OFFERED),
    Activity.DECLINED: (frozenset({State.OFFERED}), State.DECLINED),
    Activity.HANDED_ON: (frozenset({State.ACCEPTED}), State.ACCEPTED),
    Activity.WAITING: (frozenset({State.ACCEPTED}), State.ACCEPTED),
    Activity.FINISHED: (frozenset({State.ACCEPTED}), State.DONE),
    Activity.CONFIRMED: (frozenset({State.DONE}), State.CLOSED),
    # Here nobody reopens what is closed; other systems do.
    Activity.REOPENED: (frozenset({State.DONE, State.CLOSED}), State.ACCEPTED),
    Activity.CLOSED_UNCONFIRMED: (frozenset({State.DONE}), State.CLOSED),
    Activity.WITHDRAWN: (OPEN, State.WITHDRAWN),
}
"""From which states an activity may come and where it leads; opened and offered begin a hop, from no state."""

_BEFORE_AN_OFFER = (Activity.OPENED, Activity.REROUTED)


class Course:
    """A case after the rows taken so far; `since` is when its state was entered."""

    def __init__(self) -> None:
        self.rows: list[LogRow] = []
        self.state = State.OFFERED
        self.since: datetime | None = None
        self.resume: State | None = None
        self.department = ""
        self.hop = 0
        self.assignee: str | None = None
        self.asked_by = ""
        self.needs: list[str] = []

    @property
    def case(self) -> str:
        """Return the case's id."""
        return self.rows[0].case

    @property
    def opened_at(self) -> datetime:
        """Return when the case began."""
        return self.rows[0].at

    @property
    def unfinished(self) -> bool:
        """Return whether an offer has to come next."""
        return self.rows[-1].activity in _BEFORE_AN_OFFER

    def wrong(self, row: LogRow) -> str | None:
        """Return the reason why `row` cannot come next, if it cannot."""
        if not self.rows:
            return None if row.activity is Activity.OPENED else "not_opened"
        if row.from_department != self.rows[0].from_department:
            return "other_sender"
        if self.unfinished:
            return self._wrong_offer(row)
        step = _STEPS.get(row.activity)
        if step is None or self.state not in step[0]:
            return "cannot_follow"
        # Who passes a handoff on may write here where it was, or where it goes.
        elsewhere = row.to_department != self.department and row.activity is not Activity.REROUTED
        return "other_receiver" if elsewhere else None

    def take(self, row: LogRow) -> None:
        """Go on to where `row` leads."""
        self.rows.append(row)
        match row.activity:
            case Activity.OPENED:
                self.department = row.to_department
            case Activity.OFFERED:
                self.hop += 1
                self.department = row.to_department
                self._enter(State.OFFERED, row.at)
            case Activity.INFORMATION_ASKED:
                self._ask(row)
            case Activity.INFORMATION_ANSWERED:
                self._enter(self.resume or State.OFFERED, row.at)
                self._ask_no_more()
            case _:
                self._follow(row)

    def _wrong_offer(self, row: LogRow) -> str | None:
        before = self.rows[-1]
        if row.activity is not Activity.OFFERED:
            return "not_offered"
        if before.activity is Activity.REROUTED:
            return None
        if row.at != before.at:
            return "offered_later"
        return "other_receiver" if row.to_department != self.department else None

    def _ask(self, row: LogRow) -> None:
        if self.state is not State.NEEDS_INFO:
            self.resume = self.state
            self._enter(State.NEEDS_INFO, row.at)
        self.asked_by = row.actor
        if row.detail and row.detail not in self.needs:
            self.needs.append(row.detail)

    def _ask_no_more(self) -> None:
        self.resume, self.asked_by, self.needs = None, "", []

    def _follow(self, row: LogRow) -> None:
        if row.activity is Activity.ACCEPTED:
            self.assignee = row.actor
        if row.activity is Activity.WITHDRAWN:
            self._ask_no_more()
        state = State(_STEPS[row.activity][1])
        if state is not self.state:
            self._enter(state, row.at)

    def _enter(self, state: State, at: datetime) -> None:
        self.state, self.since = state, at
