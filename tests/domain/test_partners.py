"""A partner takes part in its handoffs, and sees the brief and the exchange about it; nothing internal."""

import pytest

from bot.domain.company.department import Kind
from bot.domain.company.membership import Membership
from bot.domain.company.organisation import Organisation
from bot.domain.company.partners import for_partner, history_for_partner, is_partners
from bot.domain.matter.commands import Accept, AskInformation, HandOn, Reroute
from bot.domain.matter.handoff import Source
from bot.domain.matter.roles import roles_of
from tests.company import COMPANY, DORA, GRACE, KIM, PRIYA
from tests.domain.story import Story

SOURCE = Source(
    "C0SALES", "1764000000.000100", "https://example.slack.com/archives/C0SALES/p1764000000000100"
)


def with_partner(key: str = "it") -> Organisation:
    """Return the company in which this department is another company's."""
    departments = tuple(
        one.model_copy(update={"kind": Kind.PARTNER}) if one.key == key else one
        for one in COMPANY.departments
    )
    return COMPANY.model_copy(update={"departments": departments})


def passed_on() -> Story:
    """Accounting passes a matter on to the partner, which asks, accepts and hands a part back."""
    story = Story(source=SOURCE, organisation=with_partner())
    story.then(DORA, Reroute("it", "Intern: Anna hat es verbockt"))
    story.then(GRACE, AskInformation(question="Which account?"))
    return story


@pytest.mark.parametrize(
    ("reader", "partners"),
    [("C0IT", True), (GRACE, True), ("C0ACC", False), (DORA, False), ("C0NOWHERE", False), (KIM, False)],
)
def test_a_reader_is_a_partners_who_belongs_to_partners_alone(reader: str, partners: bool) -> None:
    assert is_partners(with_partner(), reader) is partners


def test_who_also_belongs_to_the_company_is_none() -> None:
    assert not is_partners(with_partner("logistics"), KIM)
    assert is_partners(with_partner("logistics"), PRIYA)


def test_the_partner_sees_the_brief_and_not_where_it_came_from_inside() -> None:
    handoff = passed_on().handoff
    seen = for_partner(handoff)
    assert seen.brief == handoff.brief
    assert seen.question == handoff.question
    assert (seen.source, seen.trail, seen.round, seen.asked_instead_of) == (None, (), None, None)


def test_the_partner_reads_what_happened_with_it_and_nothing_before() -> None:
    story = passed_on()
    known = history_for_partner(story.events, story.organisation, GRACE)
    assert [event.activity for event in known] == ["offered", "information_asked"]
    assert "verbockt" not in str(known)


def test_what_is_handed_on_inside_is_none_of_the_partners_business() -> None:
    story = Story(to="it", organisation=with_partner()).then(GRACE, Accept(next_step="I look at it"))
    story.then(GRACE, HandOn("accounting", "Freischalten"))
    known = history_for_partner(story.events, story.organisation, GRACE)
    assert "handed_on" not in [event.activity for event in known]


def test_a_stranger_of_the_partner_takes_part_and_one_without_a_partner_does_not() -> None:
    handoff = Story(to="it", organisation=with_partner()).handoff
    assert roles_of(GRACE, handoff, with_partner(), Membership.STRANGER)
    assert not roles_of(GRACE, handoff, COMPANY, Membership.STRANGER)
