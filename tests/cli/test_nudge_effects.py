"""Whether nudges do any good, at the command line."""

from bot.domain.nudging.effects import Effect
from bot.domain.nudging.ladders import LadderKind
from handlers.cli.nudges import lines


def test_shares_come_with_how_sure_they_are_and_with_what_happens_without() -> None:
    effect = Effect(
        LadderKind.NOT_ACCEPTED, 0, told=40, moved=24, held=10, moved_without=4, snoozed=3, muted=1
    )
    assert list(lines([effect])) == [
        "not_accepted, rung 1: 40 told, 24 (60%, 95 % between 45% and 74%) moved within a business day;"
        " 3 snoozed, 1 muted",
        "    without: 10 held back, 4 (40%, 95 % between 17% and 69%) moved all the same",
    ]


def test_a_handful_held_back_says_nothing() -> None:
    effect = Effect(LadderKind.DUE, 1, told=9, moved=9, held=4, moved_without=1)
    assert len(list(lines([effect]))) == 1


def test_nothing_was_told() -> None:
    (line,) = lines([])
    assert "nothing to compare" in line
