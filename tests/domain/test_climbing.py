"""What the clock does with a handoff that nobody accepts, answers, finishes or confirms."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.company.organisation import Organisation
from bot.domain.matter.commands import Accept, AnswerInformation, AskInformation, Finish, Reroute, Wait
from bot.domain.matter.delivered import delivered
from bot.domain.matter.handoff import Brief, Handoff, State
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.nudges import Nudge
from bot.domain.time.calendars import Calendars
from tests.company import ANNA, CEM, COMPANY, DORA, MONDAY, NINA, REFUND
from tests.domain.climbs import Climbed, climbed, holds
from tests.domain.story import Story, done

CALENDARS = Calendars(COMPANY)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a time in November 2026, in UTC; Berlin is an hour ahead."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def arrived(story: Story | None = None, now: datetime = MONDAY) -> Story:
    """Let the card stand in the receiver's channel."""
    story = story or Story()
    decision = delivered(story.handoff, story.handoff.hop, Calendars(story.organisation), now)
    assert decision is not None
    story.handoff = decision.handoff
    return story


def ladder(handoff: Handoff, *, late: timedelta = timedelta(), most: int = 9) -> list[Climbed]:
    """Let the clock tick whenever something is due, or that much later, until nothing more comes."""
    climbs: list[Climbed] = []
    while handoff.next_nudge_at and len(climbs) < most:
        climbs.append(climbed(handoff, CALENDARS, handoff.next_nudge_at + late))
        handoff = climbs[-1].decision.handoff
    return climbs


def told(climbs: list[Climbed]) -> list[tuple[datetime, str]]:
    return [(nudge.due_at, nudge.to) for one in climbs for nudge in one.nudges]


def test_the_clock_starts_when_the_card_stands_in_the_channel_not_before() -> None:
    assert Story().handoff.next_nudge_at is None
    assert arrived(now=MONDAY + 2 * HOUR).handoff.next_nudge_at == at(23, 15)  # four hours later


def test_a_card_is_delivered_once() -> None:
    handoff = arrived().handoff
    assert delivered(handoff, 1, CALENDARS, MONDAY + HOUR) is None
    assert delivered(handoff, 2, CALENDARS, MONDAY + HOUR) is None


def test_first_the_department_then_its_lead_then_the_requester_then_silence() -> None:
    climbs = ladder(arrived().handoff)
    assert told(climbs) == [(at(23, 13), "C0ACC"), (at(24, 9), CEM), (at(25, 9), ANNA)]
    last = climbs[-1].decision
    assert last.handoff.stale
    assert not climbs[0].decision.handoff.stale
    assert [message.kind for message in last.messages] == ["card"]  # it says so


def test_what_is_urgent_is_told_after_half_an_hour() -> None:
    urgent = Story(brief=Brief(summary="Server steht", urgent=True, needs=REFUND.needs))
    (first, *_) = ladder(arrived(urgent).handoff)
    (nudge,) = first.nudges
    assert (nudge.due_at, nudge.urgent) == (at(23, 9, 30), True)


def test_after_a_weekend_without_a_tick_nobody_is_passed_over() -> None:
    handoff = arrived(now=at(26, 9)).handoff  # Thursday; a nudge at 13:00 UTC, the lead on Friday
    climbs = ladder(handoff, late=timedelta(days=5), most=2)
    first, second = climbs
    assert first.nudges[0].to == "C0ACC"
    # The lead hears of it a business day after the department, although their own day has long passed.
    assert second.nudges[0].to == CEM
    assert second.nudges[0].due_at > first.nudges[0].due_at + 5 * DAY


def test_a_question_stops_the_receivers_clock_and_starts_the_requesters() -> None:
    story = arrived()
    story.now = MONDAY + HOUR
    asked = story.then(DORA, AskInformation(question="Netto oder brutto?")).handoff
    assert told(ladder(asked)) == [(at(24, 10), ANNA), (at(26, 10), ANNA)]
    story.now = MONDAY + 2 * HOUR
    answered = story.then(ANNA, AnswerInformation(answer="Brutto")).handoff
    assert answered.next_nudge_at == at(23, 15)  # four hours from the answer


def test_a_new_hop_has_a_clock_of_its_own() -> None:
    story = arrived()
    passed_on = story.then(DORA, Reroute(department="logistics", reason="Das bucht ihr")).handoff
    assert passed_on.next_nudge_at is None
    assert arrived(story, MONDAY + HOUR).handoff.next_nudge_at == at(23, 14)


def test_what_is_due_is_announced_to_the_assignee_and_told_to_the_lead_in_the_end() -> None:
    story = arrived(Story(brief=Brief(summary="Gutschrift", due=at(27, 9), needs=REFUND.needs)))
    working = story.then(DORA, Accept(next_step="Ich buche")).handoff
    expected = [(at(26, 9), DORA), (at(27, 9), DORA), (at(30, 9), DORA), (at(30, 9) + DAY, CEM)]
    assert told(ladder(working)) == expected


def test_of_a_date_only_the_last_missed_rung_is_told() -> None:
    story = arrived(Story(brief=Brief(summary="Gutschrift", due=at(27, 9), needs=REFUND.needs)))
    working = story.then(DORA, Accept(next_step="Ich buche")).handoff
    (first, *_) = ladder(working, late=timedelta(days=1, hours=2), most=1)  # Friday: it is due already
    assert first.nudges[0].rung == 1
    assert first.decision.handoff.next_nudge_at == at(30, 9)


def test_what_is_taken_over_late_gets_its_day() -> None:
    story = arrived(Story(brief=Brief(summary="Gutschrift", due=at(23, 10), needs=REFUND.needs)))
    story.now = at(25, 9)
    working = story.then(DORA, Accept(next_step="Ich buche")).handoff
    assert told(ladder(working)) == [(at(26, 9), DORA), (at(27, 9), CEM)]


def test_a_pause_is_silent_and_its_end_is_told() -> None:
    story = arrived(Story(brief=Brief(summary="Gutschrift", due=at(24, 9), needs=REFUND.needs)))
    story.then(DORA, Accept(next_step="Ich buche")).then(
        DORA, Wait(until=at(27, 9), reason="Kunde im Urlaub")
    )
    assert story.handoff.next_nudge_at == at(27, 9)
    (first, *_) = ladder(story.handoff)
    (nudge,) = first.nudges
    after = first.decision.handoff
    assert (nudge.to, after.waiting_until, holds(nudge, after)) == (DORA, None, True)
    assert [message.kind for message in first.decision.messages] == ["card"]
    assert after.next_nudge_at == at(30, 9)  # overdue by now: a day after the pause


def with_ladder(kind: LadderKind, *rungs: str) -> Organisation:
    """Return the company with another ladder of that kind."""
    settings = COMPANY.workspace.nudges.model_copy(update={"ladders": {kind: rungs}})
    workspace = COMPANY.workspace.model_copy(update={"nudges": settings})
    return COMPANY.model_copy(update={"workspace": workspace})


def test_a_pause_ends_even_if_nobody_wants_to_hear_of_it() -> None:
    company = with_ladder(LadderKind.PAUSED)
    brief = Brief(summary="Gutschrift", due=at(24, 9), needs=REFUND.needs)
    story = arrived(Story(brief=brief, organisation=company)).then(DORA, Accept(next_step="Ich buche"))
    paused = story.then(DORA, Wait(until=at(27, 9), reason="Kunde im Urlaub")).handoff
    assert paused.next_nudge_at == at(27, 9)
    end = climbed(paused, Calendars(company), at(27, 9))
    assert not end.nudges
    after = end.decision.handoff
    assert (after.waiting_until, after.next_nudge_at) == (None, at(30, 9))  # overdue by now


def test_what_was_to_close_closes_on_a_ladder_that_became_shorter() -> None:
    handoff = done().handoff
    for one in ladder(handoff, most=2):
        handoff = one.decision.handoff
    shorter = Calendars(with_ladder(LadderKind.NOT_CONFIRMED, "1d requester", "6d close"))
    first = climbed(handoff, shorter, at(30, 9)).decision.handoff
    assert (first.state, first.next_nudge_at) == (State.DONE, at(1, 9).replace(month=12))
    end = climbed(first, shorter, at(1, 9).replace(month=12)).decision
    assert end.handoff.ended_as == "closed_unconfirmed"


def test_a_card_says_so_if_its_ladder_ended_since_it_became_shorter() -> None:
    first, *_ = ladder(arrived().handoff)
    shorter = Calendars(with_ladder(LadderKind.NOT_ACCEPTED, "4h department"))
    end = climbed(first.decision.handoff, shorter, at(24, 9)).decision
    assert end.handoff.stale
    assert [message.kind for message in end.messages] == ["card"]


def test_what_nobody_confirms_is_closed_and_both_are_told() -> None:
    handoff = done().handoff
    climbs = ladder(handoff)
    assert told(climbs) == [(at(24, 9), ANNA), (at(26, 9), ANNA)]
    end = climbs[-1].decision
    assert (end.handoff.state, end.handoff.ended_as) == (State.CLOSED, "closed_unconfirmed")
    assert {message.to for message in end.messages} == {"C0ACC", DORA, ANNA}
    assert end.handoff.next_nudge_at is None


def test_a_rung_with_nobody_to_reach_goes_to_somebody_who_can_mend_that() -> None:
    accounting = COMPANY.department("accounting")
    assert accounting is not None
    others = tuple(one for one in COMPANY.departments if one.key != "accounting")
    leaderless = COMPANY.model_copy(
        update={"departments": (*others, accounting.model_copy(update={"lead": None}))}
    )
    handoff = arrived(Story(organisation=leaderless)).handoff
    first = climbed(handoff, Calendars(leaderless), at(23, 13))
    second = climbed(first.decision.handoff, Calendars(leaderless), at(24, 9))
    assert [(one.to, one.instead_of) for one in second.nudges] == [(NINA, "lead")]


def test_of_a_department_that_is_no_more_nobody_is_asked_to_name_a_lead() -> None:
    story = arrived()
    first = climbed(story.handoff, CALENDARS, at(23, 13)).decision.handoff
    closed = Calendars(story.without("accounting").organisation)
    assert [(one.to, one.instead_of) for one in climbed(first, closed, at(24, 9)).nudges] == [
        (NINA, "department")
    ]


def test_who_has_left_is_not_waited_for() -> None:
    story = arrived()
    story.now = MONDAY + HOUR
    asked = story.then(DORA, AskInformation(question="?")).handoff
    reached = climbed(asked, CALENDARS, at(24, 10), gone=frozenset({ANNA, CEM})).nudges
    assert [(one.to, one.instead_of) for one in reached] == [(NINA, "requester")]


def test_a_nudge_is_needless_as_soon_as_the_matter_moves() -> None:
    story = arrived()
    ((nudge,),) = [one.nudges for one in ladder(story.handoff, most=1)]
    assert holds(nudge, story.handoff)
    assert not holds(nudge, story.then(DORA, Accept(next_step="Ich buche")).handoff)
    assert not holds(nudge, story.then(DORA, Finish(result="Gebucht")).handoff)


def test_a_share_without_nudges_is_told_a_day_later_and_only_once() -> None:
    settings = COMPANY.workspace.nudges.model_copy(update={"control": 0.5})
    company = COMPANY.model_copy(
        update={"workspace": COMPANY.workspace.model_copy(update={"nudges": settings})}
    )
    held: list[Nudge] = []
    for number in range(200):
        handoff = arrived(Story(organisation=company)).handoff
        first = climbed(replace(handoff, number=number), Calendars(company), at(23, 13))
        if first.held:
            held += first.nudges
            again = climbed(first.decision.handoff, Calendars(company), at(24, 13))
            assert not again.held
            assert [(one.to, one.rung) for one in again.nudges] == [("C0ACC", 0)]
    assert 70 < len(held) < 130
