"""Staffel notices only where somebody said yes who may say it."""

import pytest

from bot.domain.company.department import Kind
from bot.domain.company.membership import Membership
from bot.domain.prompting.noticing import (
    Consent,
    CueOff,
    NoticedChannel,
    Noticing,
    asked,
    check_decider,
    deciders,
    may_decide,
    offers,
    told_in_channel,
    told_of_cue,
)
from bot.errors import NotAllowedError
from tests.company import ANNA, CEM, COMPANY, DORA, JAN, LARS, MONDAY, NINA, SOFIA

ADMINLESS = COMPANY.model_copy(update={"workspace": COMPANY.workspace.model_copy(update={"admins": ()})})


def test_a_channel_that_nobody_switched_on_is_not_looked_at() -> None:
    assert not Noticing().hears("C0SALES")
    assert Noticing(channels=frozenset({"C0SALES"})).hears("C0SALES")
    assert not Noticing(channels=frozenset({"C0SALES"})).hears("C0ACC")
    assert not Noticing(on=False, channels=frozenset({"C0SALES"})).hears("C0SALES")


def test_the_lead_of_a_departments_channel_and_the_admins_decide() -> None:
    assert deciders(COMPANY, "C0ACC") == (CEM, NINA)
    check_decider(CEM, Membership.MEMBER, COMPANY, "C0ACC")
    for nobody in (DORA, ANNA):
        with pytest.raises(NotAllowedError) as refused:
            check_decider(nobody, Membership.MEMBER, COMPANY, "C0ACC")
        assert refused.value.facts == {"people": f"{CEM} {NINA}"}


def test_of_a_channel_that_is_no_departments_any_lead_decides() -> None:
    assert deciders(COMPANY, "C0ALLE") == (ANNA, SOFIA, CEM, LARS, JAN, NINA)


def test_slacks_own_admins_decide_and_guests_and_partners_do_not() -> None:
    check_decider(DORA, Membership.ADMIN, COMPANY, "C0ACC")
    for outside in (Membership.GUEST, Membership.STRANGER, Membership.BOT):
        assert not may_decide(CEM, outside, COMPANY, "C0ACC")
    partners = [
        one.model_copy(update={"kind": Kind.PARTNER}) if one.lead == CEM else one
        for one in COMPANY.departments
    ]
    with_partner = COMPANY.model_copy(update={"departments": tuple(partners)})
    assert deciders(with_partner, "C0ACC") == (NINA,)
    assert CEM not in deciders(with_partner, "C0ALLE")


def test_whoever_is_nearest_is_asked() -> None:
    assert asked(COMPANY, "C0ACC") == (CEM,)
    assert asked(COMPANY, "C0ALLE") == (NINA,)
    assert asked(ADMINLESS, "C0ALLE") == (ANNA, SOFIA, CEM, LARS, JAN)


def test_messages_about_a_channel_can_be_told_apart() -> None:
    place = NoticedChannel(7, "C0ACC", Consent.ON, CEM, MONDAY, times=2)
    keys = [one.key for one in (*offers(place, (CEM, NINA)), told_in_channel(place))]
    assert keys == ["offer:0:7:U0CEM", "offer:0:7:U0NINA", "noticing:7:2"]
    assert len({one.lane for one in (*offers(place, (CEM, NINA)), told_in_channel(place))}) == 3


def test_admins_are_told_of_a_cue_that_was_switched_off() -> None:
    (message,) = told_of_cue(CueOff(3, "de.cc", MONDAY, 20, 6), COMPANY)
    assert (message.to, message.key) == (NINA, "cue_off:0:3:U0NINA")
