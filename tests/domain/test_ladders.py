"""Ladders: how people write them, and when each rung is due."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from bot.domain.company.organisation import Organisation
from bot.domain.nudging.ladders import DEFAULT_LADDERS, LadderKind, Reach, parse_ladder
from bot.domain.nudging.nudge_settings import NudgeSettings
from bot.domain.time.calendars import Calendars
from tests.company import COMPANY

FRIDAY_NOON = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)  # 12:00 in Berlin; the Buchhaltung closes at 13:00


@pytest.mark.parametrize("kind", LadderKind)
def test_every_kind_of_waiting_has_a_ladder_that_ends(kind: LadderKind) -> None:
    ladder = parse_ladder(kind, DEFAULT_LADDERS[kind])
    assert 1 <= len(ladder) <= 4


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("30m department", datetime(2026, 11, 27, 11, 30, tzinfo=UTC)),
        (
            "1h department",
            datetime(2026, 11, 30, 7, 0, tzinfo=UTC),
        ),  # its closing: nobody is there until Monday
        ("4h department", datetime(2026, 11, 30, 10, 0, tzinfo=UTC)),
        ("1d lead", datetime(2026, 11, 30, 11, 0, tzinfo=UTC)),
        ("0d requester", FRIDAY_NOON),
    ],
)
def test_a_rung_is_due_when_somebody_is_there(written: str, due: datetime) -> None:
    (rung,) = parse_ladder(LadderKind.NOT_ACCEPTED, (written,))
    assert rung.at(FRIDAY_NOON, Calendars(COMPANY).department("accounting")) == due


@pytest.mark.parametrize(
    ("kind", "written", "told"),
    [
        ("not_accepted", ["soon lead"], "is no rung"),
        ("not_accepted", ["4h boss"], "is no rung"),
        ("not_accepted", ["4h assignee"], "not_accepted can be nudged: department, lead, requester"),
        ("not_accepted", ["-1d lead"], "only what is due on a date"),
        ("not_accepted", ["0h lead"], "more than none"),
        ("not_accepted", ["2d lead", "1d requester"], "later than the one before"),
        ("not_accepted", ["40h department", "1d lead"], "eight hours"),
        ("not_confirmed", ["1d close", "3d requester"], "close has to be the last"),
        ("not_confirmed", ["99999d close"], "is no rung"),
        ("paused", ["0d assignee", "1d lead"], "a pause ends with the first rung"),
    ],
)
def test_a_ladder_that_cannot_be_is_refused_with_the_reason(kind: str, written: list[str], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        NudgeSettings.model_validate({"ladders": {kind: written}})


@pytest.mark.parametrize("clock", ["10", "24:00", "10:00:30", "10:00+02:00", "ten"])
def test_a_batch_is_at_a_minute_of_the_day_as_the_settings_show_it(clock: str) -> None:
    with pytest.raises(ValidationError, match="is no time"):
        NudgeSettings(batches=(clock,))


def test_a_department_has_its_own_ladder_or_the_workspaces() -> None:
    company = Organisation.model_validate(
        {
            "workspace": {"nudges": {"ladders": {"not_accepted": ["2h department"]}}},
            "departments": [
                {
                    "key": "it",
                    "name": "IT",
                    "channel": "C0IT",
                    "office": "back",
                    "ladders": {"not_accepted": []},
                },
                {"key": "legal", "name": "Recht", "channel": "C0LEGAL", "office": "back"},
            ],
        }
    )
    assert company.ladder(LadderKind.NOT_ACCEPTED, "it") == ()
    (rung,) = company.ladder(LadderKind.NOT_ACCEPTED, "legal")
    assert (rung.after.time, rung.to) == (timedelta(hours=2), Reach.DEPARTMENT)
    assert company.ladder(LadderKind.DECLINED, "it")[0].to is Reach.REQUESTER
