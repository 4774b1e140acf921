"""What a turn asks of those who fill in its form: texts that are needed, that fit, and days to come."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.matter.commands import (
    Accept,
    AnswerInformation,
    AskInformation,
    Command,
    Confirm,
    CorrectReadBack,
    Decline,
    Finish,
    HandOn,
    Reopen,
    Reroute,
    RestateNextStep,
    Wait,
    Withdraw,
)
from bot.errors import InvalidFieldsError
from tests.company import ANNA, CEM, DORA, FRIDAY, MONDAY
from tests.domain.story import Story, accepted, asked, declined, done

MEDIUM, LONG = "x" * 1000, "x" * 3000
YESTERDAY = MONDAY - timedelta(days=1)

# The story so far, who acts, what they send, and the problem of each field.
SENT_BACK: list[tuple[Callable[[], Story], str, Command, dict[str, str]]] = [
    (
        Story,
        DORA,
        Accept(next_step=MEDIUM + "x", by_when=YESTERDAY),
        {"next_step": "too_long", "by_when": "in_past"},
    ),
    (Story, DORA, AskInformation(), {"question": "nothing_asked"}),
    (Story, DORA, AskInformation(needs=("fax_no",)), {"question": "nothing_asked"}),
    (Story, CEM, Reroute("sales", "Ist eure"), {"department": "decline_instead"}),
    (Story, ANNA, Reroute("sales", "Ist unsere"), {"department": "withdraw_instead"}),
    (declined, ANNA, Reroute("sales", "Ist unsere"), {"department": "withdraw_instead"}),
    (accepted, DORA, RestateNextStep(by_when=YESTERDAY), {"next_step": "missing", "by_when": "in_past"}),
    (accepted, DORA, Wait(until=MONDAY + timedelta(days=3653), reason="Bank"), {"until": "too_far"}),
    (Story, DORA, AskInformation(question=MEDIUM + "x", needs=("amount",)), {"question": "too_long"}),
    (accepted, DORA, HandOn(), {"department": "department_gone", "summary": "missing"}),
    (accepted, DORA, HandOn("accounting", "Noch einmal"), {"department": "already_there"}),
    (
        accepted,
        DORA,
        HandOn("it", "x" * 141, LONG + "x", MEDIUM + "x", YESTERDAY),
        {"summary": "too_long", "details": "too_long", "done_when": "too_long", "due": "in_past"},
    ),
    (Story, DORA, Decline(), {"reason": "missing"}),
    (Story, DORA, Decline(reason=MEDIUM + "x"), {"reason": "too_long"}),
    (Story, CEM, Reroute(), {"department": "department_gone", "reason": "missing"}),
    (Story, CEM, Reroute("fax", "Die haben das Fax"), {"department": "department_gone"}),
    (Story, CEM, Reroute("accounting", "Noch einmal"), {"department": "already_there"}),
    (Story, CEM, Reroute("it"), {"reason": "missing"}),
    (declined, ANNA, Reroute("it", MEDIUM + "x"), {"reason": "too_long"}),
    (asked, ANNA, AnswerInformation(), {"answer": "missing"}),
    (asked, ANNA, AnswerInformation(needs={"amount": ""}), {"answer": "missing"}),
    (
        asked,
        ANNA,
        AnswerInformation(answer=LONG + "x", needs={"amount": MEDIUM + "x"}),
        {"answer": "too_long", "need.amount": "too_long"},
    ),
    (accepted, DORA, Wait(), {"until": "missing", "reason": "missing"}),
    (accepted, DORA, Wait(until=MONDAY, reason="Bank"), {"until": "in_past"}),
    (accepted, DORA, Wait(until=FRIDAY, reason=MEDIUM + "x"), {"reason": "too_long"}),
    (accepted, ANNA, CorrectReadBack(), {"reason": "missing"}),
    (accepted, DORA, Finish(), {"result": "missing"}),
    (accepted, DORA, Finish(result=LONG + "x"), {"result": "too_long"}),
    (done, ANNA, Confirm(thanks=MEDIUM + "x"), {"thanks": "too_long"}),
    (done, ANNA, Confirm(thanks_public=True), {"thanks": "missing"}),
    (done, ANNA, Reopen(), {"reason": "missing"}),
    (done, ANNA, Withdraw(reason=MEDIUM + "x"), {"reason": "too_long"}),
]


@pytest.mark.parametrize(("so_far", "who", "command", "reasons"), SENT_BACK)
def test_the_form_comes_back_with_every_problem(
    so_far: Callable[[], Story], who: str, command: Command, reasons: dict[str, str]
) -> None:
    story = so_far()
    before = story.handoff
    with pytest.raises(InvalidFieldsError) as invalid:
        story.then(who, command)
    assert {field: problem.reason for field, problem in invalid.value.problems.items()} == reasons
    assert story.handoff == before


# Just what is needed, and as much as fits.
TAKEN: list[tuple[Callable[[], Story], str, Command]] = [
    (Story, DORA, Accept(next_step=MEDIUM)),
    (Story, DORA, AskInformation(needs=("amount",))),
    (Story, DORA, AskInformation(question=MEDIUM)),
    (Story, DORA, Decline(reason=MEDIUM)),
    (Story, CEM, Reroute("it", MEDIUM)),
    (asked, ANNA, AnswerInformation(answer=LONG)),
    (asked, ANNA, AnswerInformation(needs={"amount": MEDIUM})),
    (accepted, DORA, Wait(until=MONDAY + timedelta(minutes=1), reason=MEDIUM)),
    (accepted, ANNA, CorrectReadBack(reason=MEDIUM)),
    (accepted, DORA, RestateNextStep(next_step=MEDIUM)),
    (accepted, DORA, Wait(until=MONDAY + timedelta(days=3652), reason=MEDIUM)),
    (accepted, DORA, Finish(result=LONG)),
    (done, ANNA, Confirm(thanks=MEDIUM)),
    (done, ANNA, Confirm()),
    (done, ANNA, Reopen(reason=MEDIUM)),
    (done, ANNA, Withdraw()),
]


@pytest.mark.parametrize(("so_far", "who", "command"), TAKEN)
def test_what_is_needed_is_enough_and_the_brim_is_not_too_much(
    so_far: Callable[[], Story], who: str, command: Command
) -> None:
    story = so_far()
    logged = len(story.events)
    assert len(story.then(who, command).events) > logged
