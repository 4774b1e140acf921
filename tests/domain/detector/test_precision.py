"""A wrong prompt costs trust: the detector is held to its precision, on sentences that it was not made for too."""

import pytest

from bot.domain.detector.deciding import Kind
from tests.domain.detector.labelled import PARTS, apart, departments_right, precision, recall, sentences


@pytest.mark.parametrize("part", PARTS)
def test_of_100_prompts_97_are_right(part: str) -> None:
    assert precision(sentences(part)).value >= 0.97


@pytest.mark.parametrize(
    ("part", "share"), [("given", 0.9), ("dev", 0.85), ("held_out", 0.85), ("fresh", 0.7), ("voices", 0.85)]
)
def test_most_of_what_is_thrown_is_noticed(part: str, share: float) -> None:
    assert recall(sentences(part)).value >= share


@pytest.mark.parametrize("part", ["dev", "held_out", "fresh", "voices"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_department_that_is_named_is_recognised(part: str, language: str) -> None:
    named = departments_right(one for one in sentences(part) if one.language == language)
    assert named.value >= 0.8


@pytest.mark.parametrize("language", ["de", "en"])
def test_both_languages_are_held_to_it(language: str) -> None:
    of = [one for part in PARTS for one in sentences(part) if one.language == language]
    assert precision(of).value >= 0.97
    assert recall(of).value >= 0.85


def test_in_sentences_that_no_rule_was_made_for_most_prompts_are_right_and_most_that_is_thrown_is_found() -> (
    None
):
    of = apart()
    assert len(of) >= 200
    assert precision(of).value >= 0.97
    assert recall(of).value >= 0.8
    assert departments_right(of).value >= 0.8


def test_who_has_accepted_is_never_asked() -> None:
    closed = [one for part in PARTS for one in sentences(part) if one.kind is Kind.CLOSED_LOOP]
    assert [one.text for one in closed if one.detected().prompt] == []


def test_most_labelled_sentences_are_none() -> None:
    for part in PARTS:
        labelled = sentences(part)
        assert sum(one.kind is Kind.FIRE_AND_FORGET for one in labelled) < len(labelled) / 2
