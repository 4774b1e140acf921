"""Staffel notices only where somebody said yes who may say it."""

import pytest

from bot.domain.noticing import (
    Consent,
    CueOff,
    NoticedChannel,
    Noticing,
    asked,
    check_decider,
    deciders,
    offers,
    told_in_channel,
    told_of_cue,
)
from bot.errors import NotAllowedError
from tests.company import ANNA, BEN, CEM, COMPANY, DORA, JAN, LARS, MONDAY, NINA, SOFIA

ADMINLESS = COMPANY.model_copy(update={"workspace": COMPANY.workspace.model_copy(update={"admins": ()})})


def test_a_channel_that_nobody_switched_on_is_not_looked_at() -> None:
    assert not Noticing().hears("C0SALES")
    assert Noticing(channels=frozenset({"C0SALES"})).hears("C0SALES")
    assert not Noticing(channels=frozenset({"C0SALES"})).hears("C0ACC")
    assert not Noticing(on=False, channels=frozenset({"C0SALES"})).hears("C0SALES")


def test_the_lead_of_a_departments_channel_and_the_admins_decide() -> None:
    assert deciders(COMPANY, "C0ACC") == (CEM, NINA)
    check_decider(COMPANY, "C0ACC", CEM)
    for nobody in (DORA, ANNA):
        with pytest.raises(NotAllowedError) as refused:
            check_decider(COMPANY, "C0ACC", nobody)
        assert refused.value.facts == {"people": f"{CEM} {NINA}"}


def test_of_a_channel_that_is_no_departments_any_lead_decides() -> None:
    assert deciders(COMPANY, "C0ALLE") == (ANNA, SOFIA, CEM, LARS, JAN, NINA)


def test_who_may_decide_is_asked_alone_and_anybody_else_learns_whom_it_depends_on() -> None:
    assert asked(COMPANY, "C0ACC", CEM) == (CEM,)
    assert asked(COMPANY, "C0ACC", BEN) == (CEM, BEN)
    assert asked(COMPANY, "C0ALLE", BEN) == (NINA, BEN)
    assert asked(COMPANY, "C0ALLE", None) == (NINA,)
    assert asked(ADMINLESS, "C0ALLE", BEN) == (ANNA, SOFIA, CEM, LARS, JAN, BEN)


def test_messages_about_a_channel_can_be_told_apart() -> None:
    place = NoticedChannel(7, "C0ACC", Consent.ON, CEM, MONDAY, times=2)
    keys = [one.key for one in (*offers(place, (CEM, NINA)), told_in_channel(place))]
    assert keys == ["offer:0:7:U0CEM", "offer:0:7:U0NINA", "noticing:7:2"]
    assert len({one.lane for one in (*offers(place, (CEM, NINA)), told_in_channel(place))}) == 3


def test_admins_are_told_of_a_cue_that_was_switched_off() -> None:
    (message,) = told_of_cue(CueOff(3, "de.cc", MONDAY, 20, 6), COMPANY)
    assert (message.to, message.key) == (NINA, "cue_off:0:3:U0NINA")
