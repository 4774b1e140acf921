"""Whatever people do, in whatever order, with one handoff: what always holds."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.company.membership import Membership
from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.event_log.course import Course
from bot.domain.event_log.rebuilding import follow
from bot.domain.event_log.rows import EXPORTED, LogRow
from bot.domain.matter.commands import (
    Accept,
    Agree,
    AnswerInformation,
    AskInformation,
    Command,
    Confirm,
    CorrectReadBack,
    Decline,
    Finish,
    HandOn,
    Poke,
    Reopen,
    Reroute,
    RestateNextStep,
    Wait,
    Withdraw,
)
from bot.domain.matter.decide import decide
from bot.domain.matter.decision import Turn
from bot.domain.matter.events import Event
from bot.domain.matter.handoff import ENDED, Brief, Handoff, Source
from bot.domain.matter.rerouting import FREE_HOPS
from bot.domain.matter.roles import roles_of
from bot.domain.matter.transitions import TRANSITIONS
from bot.errors import InvalidFieldsError, RefusedError
from tests.company import COMPANY, EVERYBODY, MONDAY
from tests.domain.replay import replay
from tests.domain.story import Story

SENDERS = [person for person in EVERYBODY if COMPANY.departments_of(person)]
KEYS = [department.key for department in COMPANY.departments]
TEXT = st.sampled_from(["", "Ich buche heute", "x" * 4000]) | st.text(min_size=1, max_size=20)
TIME = st.none() | st.integers(-5, 60).map(lambda hours: MONDAY + timedelta(hours=hours))
NEEDS = st.sampled_from(["customer_no", "amount"])

COMMANDS: st.SearchStrategy[Command] = st.one_of(
    st.builds(Accept, TEXT, TIME),
    st.builds(AskInformation, TEXT, st.lists(NEEDS, unique=True).map(tuple)),
    st.builds(AnswerInformation, TEXT, st.dictionaries(NEEDS, TEXT)),
    st.builds(Decline, TEXT),
    st.builds(Reroute, st.sampled_from([*KEYS, "fax"]), TEXT),
    st.just(Agree()),
    st.just(Poke()),
    st.builds(Wait, TIME, TEXT),
    st.builds(CorrectReadBack, TEXT),
    st.builds(RestateNextStep, TEXT, TIME),
    st.builds(HandOn, st.sampled_from([*KEYS, "fax"]), TEXT, TEXT, TEXT, TIME, st.just(129)),
    st.builds(Finish, TEXT),
    st.builds(Confirm, TEXT),
    st.builds(Reopen, TEXT),
    st.builds(Withdraw, TEXT),
)
LATER = MONDAY + timedelta(days=900)
PROPER: list[Command] = [
    Accept("Ich kümmere mich", LATER),
    AskInformation("Netto?"),
    AskInformation("Was davon?", ("customer_no", "amount")),
    AnswerInformation("Brutto", {"amount": "1200"}),
    Decline("Nicht unseres"),
    *(Reroute(key, "Dort ist es richtig") for key in KEYS),
    Agree(),
    Poke(),
    Wait(LATER, "Bank"),
    CorrectReadBack("Nur prüfen"),
    RestateNextStep("Ich prüfe nur"),
    *(HandOn(key, "Palette abholen", number=129) for key in KEYS),
    Finish("Erledigt"),
    Confirm("Danke!"),
    Reopen("Kam nicht an"),
    Withdraw("Hat sich erledigt"),
]
BRIEFS = st.builds(
    Brief,
    summary=st.just("Gutschrift"),
    why_now=st.just("Kunde wartet"),
    urgent=st.booleans(),
    moment_that_matters=st.booleans(),
    needs=st.just({"customer_no": "4711"}),
)


def as_row(event: Event) -> LogRow:
    """Return an entry as a row of an exported log."""
    return LogRow(
        event.sequence,
        "H-128",
        event.activity,
        event.at,
        event.from_department,
        event.to_department,
        event.actor,
        event.detail,
    )


class CourseOfEvents(RuleBasedStateMachine):
    """One handoff and what is handed on of it, thirteen people, all verbs."""

    story: Story

    @initialize(
        by=st.sampled_from(SENDERS),
        to=st.sampled_from(KEYS),
        brief=BRIEFS,
        source=st.none() | st.just(Source("C0SALES", "1764000000.000100")),
        confidential=st.booleans(),
    )
    def open(self, by: str, to: str, brief: Brief, source: Source | None, confidential: bool) -> None:
        department = COMPANY.department(to)
        assert department
        chosen = tuple(department.people()[-2:]) if confidential else None
        self.story = Story(by, to, brief, source, chosen=chosen)
        self._check_messages(by)

    @rule(who=st.sampled_from(EVERYBODY), command=COMMANDS, membership=st.sampled_from(Membership))
    def act(self, who: str, command: Command, membership: Membership = Membership.MEMBER) -> None:
        """Let anybody try anything, whatever Slack says they are."""
        before, logged = self.story.handoff, self.story.events
        roles = roles_of(who, before, self.story.organisation, membership)
        try:
            self.story.then(who, command, membership)
        except (RefusedError, InvalidFieldsError):
            assert (self.story.handoff, self.story.events) == (before, logged)
            return
        row = TRANSITIONS[command.action, before.state]
        assert row.allows(roles), "only what the table allows"
        self._check_went_on(before, who)
        self._check_messages(who)

    @precondition(lambda self: self.story.handoff.state not in ENDED)
    @rule(data=st.data())
    def act_rightly(self, data: st.DataObject) -> None:
        """Let somebody who may do something that fits, so that stories get somewhere."""
        fitting = [(who, command) for who in EVERYBODY for command in PROPER if self._fits(who, command)]
        who, command = data.draw(st.sampled_from(fitting))
        logged = len(self.story.events)
        self.act(who, command)
        assert len(self.story.events) > logged

    @precondition(lambda self: len(self.story.organisation.departments) > 2)
    @rule(key=st.sampled_from(KEYS))
    def close_a_department(self, key: str) -> None:
        """Let the company change while the matter is under way."""
        self.story.without(key)

    @rule(hours=st.integers(1, 20))
    def wait(self, hours: int) -> None:
        self.story.now += timedelta(hours=hours)

    def _fits(self, who: str, command: Command) -> bool:
        turn = Turn(self.story.handoff, self.story.organisation, who, self.story.now)
        try:
            decide(turn, command)
        except (RefusedError, InvalidFieldsError):
            return False
        return True

    def _check_went_on(self, before: Handoff, who: str) -> None:
        after, new = self.story.handoff, self.story.last.events
        assert before.state not in ENDED, "what has ended never changes"
        assert new, "every turn is logged"
        assert {event.actor for event in new} == {who}
        assert {event.at for event in new} == {self.story.now} == {after.changed_at}
        assert (after.requester, after.number, after.opened_at) == (before.requester, before.number, MONDAY)
        assert after.version == before.version, "the version is the database's to count"
        self._check_child(who)

    def _check_child(self, who: str) -> None:
        child = self.story.last.child
        assert (child is not None) is (self.story.last.events[0].activity == "handed_on")
        if child:
            part, whole = child.handoff, self.story.handoff
            assert (part.parent, part.accountable, part.state) == (whole.number, who, "offered")
            assert part.from_department == whole.to_department != part.to_department
            assert whole.accountable == whole.assignee, "the whole stays with whoever has it"
            assert [event.activity for event in child.events] == ["opened", "offered"]

    def _check_messages(self, who: str) -> None:
        opening = self.story.last.events[0].activity == "opened"
        channels = {department.channel for department in COMPANY.departments}
        for message in self.story.last.messages:
            self._check_message(message, channels)
            assert opening or message.to != who, "nobody is told of what they did themselves"
        keys = [message.key for message in self.story.last.messages]
        assert len(keys) == len(set(keys))

    def _check_message(self, message: Message, channels: set[str]) -> None:
        match message.kind:
            case MessageKind.CARD | MessageKind.LINE:
                assert message.to in channels, (
                    "only where a card stands, even if its department was closed since"
                )
            case MessageKind.SOURCE_NOTE:
                assert message.to == "C0SALES"
            case MessageKind.ROUND:
                assert set(message.to.split(",")) <= set(EVERYBODY)
            case MessageKind.DIRECT:
                assert message.to in EVERYBODY
        if message.kind in {MessageKind.LINE, MessageKind.DIRECT}:
            assert message.event in {event.sequence for event in self.story.last.events}

    @invariant()
    def somebody_is_accountable(self) -> None:
        handoff = self.story.handoff
        assert handoff.accountable in {handoff.requester, handoff.assignee}
        assert handoff.accountable in EVERYBODY

    @invariant()
    def a_fourth_department_gets_it_only_with_both_sides(self) -> None:
        called = self.story.handoff.round
        assert called is None or not called.agreed
        assert called is None or self.story.handoff.hop >= FREE_HOPS

    @invariant()
    def a_confidential_matter_stays_so_and_is_not_told_of_in_the_channel(self) -> None:
        if self.story.handoff.chosen is not None:
            assert {*self.story.handoff.chosen} - {self.story.handoff.requester}, "somebody can accept it"
            assert MessageKind.LINE not in {message.kind for message in self.story.last.messages}

    @invariant()
    def nobody_accepted_their_own(self) -> None:
        assert self.story.handoff.assignee != self.story.handoff.requester

    @invariant()
    def entries_are_counted_without_a_gap(self) -> None:
        sequences = [event.sequence for event in self.story.events]
        assert sequences == list(range(1, self.story.handoff.events + 1))

    @invariant()
    def the_exported_log_could_be_imported(self) -> None:
        course = follow([as_row(event) for event in self.story.events if event.activity in EXPORTED])
        assert isinstance(course, Course), course
        handoff = self.story.handoff
        assert (course.state, course.department, course.hop) == (
            handoff.state,
            handoff.to_department,
            handoff.hop,
        )
        assert (course.assignee, course.resume) == (handoff.assignee, handoff.resume)
        assert course.since == handoff.state_since

    @invariant()
    def the_log_alone_tells_where_it_stands(self) -> None:
        handoff, told = self.story.handoff, replay(self.story.events)
        question = handoff.question
        assert told.state == handoff.state
        assert told.before_question == (handoff.resume or "")
        assert told.department == handoff.to_department
        assert told.hop == handoff.hop
        assert told.round_to == (handoff.round.department if handoff.round else "")
        assert told.trail == list(handoff.trail)
        assert told.handed_on == handoff.handed_on
        assert told.assignee == handoff.assignee
        assert told.asked_by == (question.asked_by if question else None)
        assert told.asked_needs == list(question.needs if question else ())
        assert told.next_step == handoff.next_step
        assert told.next_step_corrected == handoff.next_step_corrected
        assert told.by_when == (handoff.by_when.isoformat() if handoff.by_when else "")
        assert told.waiting_until == (handoff.waiting_until.isoformat() if handoff.waiting_until else "")
        assert told.waiting_for == handoff.waiting_for
        assert told.result == handoff.result
        assert (handoff.ended_as != "") is (handoff.state in ENDED)


TestAnyCourseOfEvents = CourseOfEvents.TestCase
TestAnyCourseOfEvents.settings = settings(max_examples=60, stateful_step_count=30)
