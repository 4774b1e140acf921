"""When acceptance takes one click, and when Dora says her next step in her own words."""

from dataclasses import replace

import pytest

from bot.domain.company.department import ReadBack
from bot.domain.matter.commands import Accept, Reroute
from bot.domain.matter.handoff import Brief, State
from bot.domain.matter.read_back import open_needs, read_back_wanted
from bot.errors import InvalidFieldsError
from tests.company import ACCOUNTING, ANNA, CEM, DORA, GRACE, JAN, LARS, MONDAY, REFUND
from tests.domain.story import Story

# The department's setting, then what the brief says, then whether a read-back is asked for.
RULES = """
setting          urgent  moment  open_need  read_back
when-it-matters  no      no      no         no
when-it-matters  yes     no      no         yes
when-it-matters  no      yes     no         yes
when-it-matters  no      no      yes        yes
when-it-matters  yes     yes     yes        yes
always           no      no      no         yes
always           yes     yes     yes        yes
never            no      no      no         no
never            yes     no      no         no
never            no      yes     no         no
never            no      no      yes        no
never            yes     yes     yes        no
"""


@pytest.mark.parametrize("rule", RULES.strip().splitlines()[1:], ids=lambda rule: "-".join(rule.split()))
def test_when_a_read_back_is_asked_for(rule: str) -> None:
    setting, *answers = rule.split()
    urgent, moment, open_need, expected = (answer == "yes" for answer in answers)
    department = ACCOUNTING.model_copy(update={"read_back": ReadBack(setting)})
    brief = replace(
        REFUND,
        urgent=urgent,
        moment_that_matters=moment,
        needs={"amount": "5"} if open_need else {"customer_no": "4711"},
    )
    assert read_back_wanted(replace(Story().handoff, brief=brief), department) is expected


def test_only_required_needs_can_be_open() -> None:
    assert open_needs(Brief(summary="Gutschrift"), ACCOUNTING) == ["customer_no"]
    assert open_needs(REFUND, ACCOUNTING) == []


def test_one_click_makes_dora_accountable() -> None:
    story = Story().then(DORA, Accept())
    assert story.handoff.state is State.ACCEPTED
    assert story.handoff.assignee == story.handoff.accountable == DORA


def test_what_dora_will_do_and_by_when_is_kept() -> None:
    story = Story().then(DORA, Accept(next_step="Ich buche heute", by_when=REFUND.due))
    assert (story.handoff.next_step, story.handoff.by_when) == ("Ich buche heute", REFUND.due)
    assert story.events[-1].said == {
        "next_step": "Ich buche heute",
        "by_when": "2026-11-27T11:00:00+00:00",
    }


def test_an_urgent_matter_is_not_accepted_without_a_next_step() -> None:
    urgent = Story(brief=replace(REFUND, urgent=True))
    with pytest.raises(InvalidFieldsError) as invalid:
        urgent.then(DORA, Accept(by_when=MONDAY))
    reasons = {field: problem.reason for field, problem in invalid.value.problems.items()}
    assert reasons == {"next_step": "missing", "by_when": "in_past"}
    assert urgent.handoff.accountable == ANNA


def test_after_a_reroute_the_new_departments_habit_counts() -> None:
    story = Story().then(CEM, Reroute("it", "Der Rabatt steht falsch im System"))
    with pytest.raises(InvalidFieldsError):
        story.then(GRACE, Accept())
    assert story.then(JAN, Accept(next_step="Ich sehe nach")).handoff.accountable == JAN


def test_a_need_that_only_the_new_department_has_asks_for_a_read_back() -> None:
    story = Story(to="logistics", brief=Brief(summary="Palette")).then(
        LARS, Reroute("accounting", "Rechnung")
    )
    with pytest.raises(InvalidFieldsError):
        story.then(DORA, Accept())
