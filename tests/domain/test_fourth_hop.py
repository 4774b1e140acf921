"""A matter that has moved three times moves again only when both sides want it."""

import pytest

from bot.domain.matter.commands import Accept, Agree, Decline, Reroute, Withdraw
from bot.domain.matter.handoff import State
from bot.errors import NotAllowedError, RefusedError
from tests.company import ANNA, COMPANY, DORA, GRACE, JAN, NINA, OLI, PRIYA, SOFIA
from tests.domain.story import Story, told


def third() -> Story:
    """Anna's matter lies with its third department, the IT."""
    story = Story().then(DORA, Reroute("logistics", "Hat mit der Palette zu tun"))
    return story.then(PRIYA, Reroute("it", "Die Etiketten sind falsch"))


def called() -> Story:
    """Grace of the IT wants it to go to the Kundendienst."""
    return third().then(GRACE, Reroute("service", "Fragt den Kunden"))


def test_the_third_hop_needs_no_talk() -> None:
    assert third().handoff.hop == 3
    assert third().handoff.round is None


def test_before_the_fourth_both_leads_the_requester_and_the_receiver_talk() -> None:
    story = called()
    assert (story.handoff.to_department, story.handoff.hop) == ("it", 3)
    assert (story.handoff.state, story.handoff.accountable) == (State.OFFERED, ANNA)
    assert told(story.last) == {
        ("card", "C0IT"),
        ("line", "C0IT"),
        ("direct", ANNA),
        ("round", f"{JAN},{SOFIA},{ANNA},{GRACE}"),
    }


@pytest.mark.parametrize("order", [(JAN, SOFIA), (SOFIA, JAN)])
def test_it_goes_on_when_a_lead_of_each_side_has_said_yes(order: tuple[str, str]) -> None:
    story = called().then(order[0], Agree())
    assert story.handoff.hop == 3
    story.then(order[1], Agree())
    assert (story.handoff.to_department, story.handoff.hop, story.handoff.round) == ("service", 4, None)
    assert story.activities[-2:] == ["rerouted", "offered"]
    assert story.events[-2].said["reason"] == "Fragt den Kunden"


def test_a_lead_who_passes_it_on_has_said_yes_for_their_side() -> None:
    story = third().then(JAN, Reroute("service", "Fragt den Kunden")).then(SOFIA, Agree())
    assert story.handoff.to_department == "service"


def test_nobody_says_yes_twice_and_nobody_else_does() -> None:
    story = called().then(JAN, Agree())
    with pytest.raises(RefusedError, match="agreed_already"):
        story.then(JAN, Agree())
    for other in (GRACE, OLI, ANNA, NINA):
        with pytest.raises(NotAllowedError) as refused:
            story.then(other, Agree())
        assert refused.value.facts["people"] == SOFIA


def test_where_there_is_no_lead_the_admins_are_asked() -> None:
    leaderless = tuple(one.model_copy(update={"lead": None}) for one in COMPANY.departments)
    story = third()
    story.organisation = COMPANY.model_copy(update={"departments": leaderless})
    story.then(GRACE, Reroute("service", "Fragt den Kunden"))
    assert story.handoff.round
    assert story.handoff.round.here == story.handoff.round.there == (NINA,)
    assert story.then(NINA, Agree()).handoff.to_department == "service"


def test_the_department_that_has_it_can_still_take_it() -> None:
    story = called().then(GRACE, Accept(next_step="Ich drucke sie neu"))
    assert (story.handoff.state, story.handoff.round) == (State.ACCEPTED, None)


def test_the_requester_can_withdraw_it_or_ask_for_a_round_themselves() -> None:
    assert called().then(ANNA, Withdraw()).handoff.round is None
    story = third().then(GRACE, Decline("Nicht unseres")).then(ANNA, Reroute("service", "Dann ihr"))
    assert (story.handoff.state, story.handoff.hop) == (State.DECLINED, 3)
    story.then(JAN, Agree()).then(SOFIA, Agree())
    assert (story.handoff.state, story.handoff.to_department) == (State.OFFERED, "service")


def test_a_department_that_is_no_more_gets_nothing() -> None:
    story = called().then(JAN, Agree()).without("service")
    with pytest.raises(NotAllowedError, match="department_removed"):
        story.then(SOFIA, Agree())
