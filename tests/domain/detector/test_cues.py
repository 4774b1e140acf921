"""Every cue is found in its own examples, and only where it should be."""

import unicodedata

import pytest

from bot.domain.detector.cue import Cue, Role
from bot.domain.detector.cues import CUES
from bot.domain.detector.directory import Directory
from bot.domain.detector.finding import cues_in
from bot.domain.detector.reading import read

NOBODY = Directory()


def ids_in(text: str) -> set[str]:
    return cues_in(read(text, NOBODY))


def examples(found: bool) -> list[tuple[str, str]]:
    return [(cue.id, text) for cue in CUES for text in (cue.found_in if found else cue.not_in)]


@pytest.mark.parametrize(("cue", "text"), examples(found=True))
def test_a_cue_is_found_in_its_examples(cue: str, text: str) -> None:
    assert cue in ids_in(text)


@pytest.mark.parametrize(("cue", "text"), examples(found=False))
def test_a_cue_is_not_found_in_its_counter_examples(cue: str, text: str) -> None:
    assert cue not in ids_in(text)


def test_every_cue_has_a_name_of_its_own_and_examples_of_both_kinds() -> None:
    assert len({cue.id for cue in CUES}) == len(CUES)
    assert all(cue.id.startswith(f"{cue.language}.") for cue in CUES)
    assert all(cue.found_in and cue.not_in and cue.patterns for cue in CUES)


@pytest.mark.parametrize("role", Role)
def test_both_languages_have_cues_for_every_role(role: Role) -> None:
    assert {cue.language for cue in CUES if cue.role is role} == {"de", "en"}


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.id)
def test_a_cue_is_found_however_it_is_written(cue: Cue) -> None:
    for text in cue.found_in:
        for umlaut, spelled in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
            assert cue.id in ids_in(text.replace(umlaut, spelled))
        assert cue.id in ids_in(unicodedata.normalize("NFD", text))
        assert cue.id in ids_in(f"👋 {text}")
