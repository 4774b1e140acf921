"""What somebody chose about their nudges, and what it means."""

from datetime import datetime, time, timedelta

import pytest

from bot.domain.checks import Checks
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.listeners import Listener
from bot.domain.nudging.nudge_settings import NudgeSettings
from bot.domain.nudging.preferences import WINDOW, Preferences
from bot.domain.nudging.preferring import ALL_KINDS, Choice, batches_of, preferred, quietened
from bot.domain.nudging.recipients import recipient_of
from bot.domain.time.calendars import Calendars
from bot.errors import InvalidFieldsError
from tests.company import ANNA, COMPANY, FRIDAY, MONDAY, WORKSPACE

TEN, THREE = time(10), time(15)
EVERYTHING = frozenset(ALL_KINDS)


def chosen(
    start: time | None = time(9),
    end: time | None = time(17),
    *,
    kinds: frozenset[LadderKind] = EVERYTHING,
    batches: tuple[time, ...] = (TEN, THREE),
    paused_until: datetime | None = None,
) -> Preferences:
    checks = Checks()
    choice = Choice(kinds, start, end, batches, paused_until)
    preferences = preferred(choice, (TEN, THREE), checks, MONDAY)
    checks.done()
    return preferences


def test_whoever_leaves_the_form_as_it_is_follows_the_workspace() -> None:
    assert chosen() == Preferences(window=WINDOW)


def test_one_of_the_batches_is_enough() -> None:
    assert chosen(batches=(THREE,)).batches == (THREE,)


def test_what_is_not_ticked_is_never_told() -> None:
    assert chosen(kinds=EVERYTHING - {LadderKind.DUE}).silent == {LadderKind.DUE}


@pytest.mark.parametrize(
    ("start", "end", "batches", "paused_until", "problems"),
    [
        (None, time(17), (TEN,), None, {"window_start": "missing"}),
        (time(9), None, (TEN,), None, {"window_end": "missing"}),
        (time(17), time(9), (TEN,), None, {"window_end": "window_turned"}),
        (time(9), time(9), (TEN,), None, {"window_end": "window_turned"}),
        (time(9), time(17), (), None, {"batches": "no_batch"}),
        (time(9), time(17), (TEN,), MONDAY - timedelta(days=1), {"paused_until": "in_past"}),
    ],
)
def test_what_cannot_be_is_said_where_it_is(
    start: time | None,
    end: time | None,
    batches: tuple[time, ...],
    paused_until: datetime | None,
    problems: dict[str, str],
) -> None:
    with pytest.raises(InvalidFieldsError) as invalid:
        chosen(start, end, batches=batches, paused_until=paused_until)
    assert {field: problem.reason for field, problem in invalid.value.problems.items()} == problems


def test_a_lead_quietens_the_channel_and_nothing_else_changes() -> None:
    before = Preferences(window=(time(8), time(12)))
    after = quietened(before, {LadderKind.NOT_ACCEPTED_URGENT}, FRIDAY)
    assert after == Preferences(
        window=(time(8), time(12)), silent=frozenset({LadderKind.NOT_ACCEPTED}), paused_until=FRIDAY
    )


def test_batches_that_the_workspace_no_longer_has_are_not_missed() -> None:
    assert batches_of(Preferences(batches=(time(11),)), (TEN, THREE)) == (TEN, THREE)
    assert batches_of(Preferences(batches=(THREE,)), (TEN, THREE)) == (THREE,)


def test_whoever_chose_a_batch_that_is_no_more_is_told_in_those_that_there_are() -> None:
    settings = NudgeSettings(batches=("09:00", "14:00"))
    workspace = COMPANY.workspace.model_copy(update={"nudges": settings})
    company = COMPANY.model_copy(update={"workspace": workspace})
    listener = Listener(WORKSPACE, ANNA, Preferences(batches=(TEN,)))
    recipient = recipient_of(listener, None, Calendars(company))
    assert recipient is not None
    assert recipient.batches == (time(9), time(14))
