"""When the weekly summary is due: in the workspace's own time, once a week, and not when it is old news."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.company.organisation import Organisation, SummarySettings, WorkspaceSettings
from bot.domain.postings import Posting, due_week, places
from tests.company import COMPANY


def company(day: str = "mon", time: str = "09:00", zone: str = "Europe/Berlin") -> Organisation:
    summary = SummarySettings(channel="C0ALLE", day=day, time=time)
    return Organisation(workspace=WorkspaceSettings(timezone=zone, summary=summary))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("now", "week"),
    [
        ("2026-11-16T08:59:59+01:00", None),
        ("2026-11-16T09:00:00+01:00", "2026-W46"),
        ("2026-11-16T16:30:00+01:00", "2026-W46"),  # a late start on Monday afternoon
        ("2026-11-19T09:00:00+01:00", "2026-W46"),
        ("2026-11-19T09:00:01+01:00", None),  # on Thursday it is old news
        ("2026-11-22T23:00:00+01:00", None),
        ("2027-01-04T09:00:00+01:00", "2026-W53"),
    ],
)
def test_the_week_that_is_over_is_posted_on_monday_at_nine(now: str, week: str | None) -> None:
    assert due_week(company(), at(now)) == week


def test_nine_is_nine_where_the_company_works() -> None:
    assert due_week(company(zone="Asia/Tokyo"), at("2026-11-16T00:00:00+00:00")) == "2026-W46"
    assert due_week(company(zone="Asia/Tokyo"), at("2026-11-15T23:59:59+00:00")) is None


def test_another_day_and_time_can_be_set() -> None:
    friday = company("fri", "15:30")
    assert due_week(friday, at("2026-11-20T15:29:00+01:00")) is None
    assert due_week(friday, at("2026-11-20T15:30:00+01:00")) == "2026-W46"


def test_the_night_in_which_the_clock_is_set_back_makes_one_week_due_not_two() -> None:
    early = company("sun", "02:30")
    night = [at("2026-10-25T00:30:00+00:00") + timedelta(minutes=minute) for minute in range(180)]
    assert {due_week(early, now) for now in night} == {"2026-W42"}


def test_a_time_that_the_night_leaves_out_comes_all_the_same() -> None:
    early = company("sun", "02:30")
    assert due_week(early, at("2026-03-29T01:31:00+00:00")) == "2026-W12"


@given(
    start=st.integers(0, 15 * 365 * 24).map(
        lambda hours: at("2020-01-01T00:00:00+00:00") + timedelta(hours=hours)
    ),
    day=st.sampled_from(["mon", "wed", "sun"]),
    hour=st.integers(0, 23),
)
def test_whoever_asks_each_hour_for_four_weeks_misses_none_and_gets_none_twice(
    start: datetime, day: str, hour: int
) -> None:
    settings = company(day, f"{hour:02}:30")
    asked = [start + timedelta(hours=hours) for hours in range(28 * 24)]
    due = [week for now in asked if (week := due_week(settings, now))]
    in_order = list(dict.fromkeys(due))
    assert len(in_order) in {4, 5}
    assert due == sorted(due, key=in_order.index)  # a week that was left does not come back


def test_each_department_gets_its_own_view_and_one_channel_the_whole() -> None:
    assert places(COMPANY) == [(one.key, one.channel) for one in COMPANY.departments]
    with_channel = COMPANY.model_copy(update={"workspace": company().workspace})
    assert places(with_channel)[0] == (None, "C0ALLE")


def test_a_posting_has_one_message_with_a_key_of_its_own() -> None:
    whole, own = Posting(1, None, "2026-W46"), Posting(2, "sales", "2026-W46")
    keys = [whole.message("C0ALLE").key, own.message("C0ALLE").key, own.message("C0SALES").key]
    assert len(set(keys)) == 3
