"""The whole table of turns, written down a second time by hand: every action, state and set of roles."""

from datetime import timedelta
from itertools import chain, combinations

import pytest

from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation, WorkspaceSettings
from bot.domain.matter.commands import (
    Accept,
    Agree,
    AnswerInformation,
    AskInformation,
    Command,
    Confirm,
    CorrectReadBack,
    Decline,
    Finish,
    HandOn,
    Poke,
    Reopen,
    Reroute,
    RestateNextStep,
    Wait,
    Withdraw,
)
from bot.domain.matter.decide import decide
from bot.domain.matter.decision import Turn
from bot.domain.matter.handoff import Handoff, Round, State
from bot.domain.matter.roles import roles_of
from bot.domain.matter.transitions import Action, Role
from bot.errors import NotAllowedError, WrongStateError
from tests.company import FRIDAY, IT, LOGISTICS, MONDAY, REFUND, SALES, WORKSPACE

# In each cell the state that follows, and who may: R requester, C colleague of the requester, V receiver,
# L lead of the receiver, A assignee, M admin; after a minus who may not even so. A dot: not now.
# offered+ and accepted+ are the two ways to be in needs_info: asked before and after acceptance.
GRID = """
                    offered        offered+        accepted        accepted+        declined     done         closed withdrawn
accept_handoff      accepted:VL-R  .               .               .                .            .            .      .
ask_information     needs_info:VLA .               needs_info:VLA  .                .            .            .      .
answer_information  .              offered:RCMVLA  .               accepted:RCMVLA  .            .            .      .
decline_handoff     declined:VL    .               .               .                .            .            .      .
reroute_handoff     offered:VLRM   .               .               .                offered:RM   .            .      .
agree_reroute       offered:K      .               .               .                offered:K    .            .      .
poke_handoff        offered:RCM    .               .               .                .            .            .      .
wait_handoff        .              .               accepted:AL     .                .            .            .      .
correct_read_back   .              .               accepted:R      .                .            .            .      .
restate_next_step   .              .               accepted:A      .                .            .            .      .
hand_on             .              .               accepted:AL     .                .            .            .      .
finish_handoff      .              .               done:AL         .                .            .            .      .
confirm_handoff     .              .               .               .                .            closed:RM    .      .
reopen_handoff      .              .               .               .                .            accepted:RM  .      .
withdraw_handoff    withdrawn:RM   withdrawn:RM    withdrawn:RM    withdrawn:RM     withdrawn:RM withdrawn:RM .      .
"""

LETTERS = {
    "R": Role.REQUESTER,
    "C": Role.COLLEAGUE,
    "V": Role.RECEIVER,
    "L": Role.LEAD,
    "A": Role.ASSIGNEE,
    "K": Role.COUNSEL,
    "M": Role.ADMIN,
}

COMMANDS: dict[str, Command] = {
    "accept_handoff": Accept(next_step="Ich buche heute"),
    "ask_information": AskInformation(question="Netto?"),
    "answer_information": AnswerInformation(answer="Brutto"),
    "decline_handoff": Decline(reason="Nicht unseres"),
    "reroute_handoff": Reroute(department="it", reason="Da ist der Fehler"),
    "agree_reroute": Agree(),
    "poke_handoff": Poke(),
    "wait_handoff": Wait(until=FRIDAY, reason="Bank meldet sich"),
    "correct_read_back": CorrectReadBack(reason="Nicht buchen, nur prüfen"),
    "restate_next_step": RestateNextStep(next_step="Ich prüfe nur"),
    "hand_on": HandOn("it", "Buchung freischalten", number=129),
    "finish_handoff": Finish(result="Gebucht"),
    "confirm_handoff": Confirm(),
    "reopen_handoff": Reopen(reason="Kam nicht an"),
    "withdraw_handoff": Withdraw(),
}

# Who answers for the matter in the state that follows, as the glossary has it.
ACCOUNTABLE = {
    "offered": "requester",
    "offered+": "requester",
    "accepted": "assignee",
    "accepted+": "assignee",
    "declined": "requester",
    "done": "requester",
    "closed": "requester",
    "withdrawn": "requester",
}

ACTOR, REQUESTER, ASSIGNEE, LEAD = "U0ACTOR", "U0REQUESTER", "U0ASSIGNEE", "U0LEAD"


def read_grid() -> dict[tuple[str, str], str]:
    head, *lines = GRID.strip().splitlines()
    rows = [line.split() for line in lines]
    return {
        (action, column): cell
        for action, *cells in rows
        for column, cell in zip(head.split(), cells, strict=True)
    }


CELLS = read_grid()


def role_sets() -> list[frozenset[Role]]:
    """Return every set of roles that one person can have; a lead always belongs to the department."""
    kinds = list(LETTERS.values())
    every = chain.from_iterable(combinations(kinds, size) for size in range(len(kinds) + 1))
    return [frozenset(roles) for roles in every if Role.LEAD not in roles or Role.RECEIVER in roles]


def scene(column: str, roles: frozenset[Role]) -> Turn:
    """Return a matter between Vertrieb and Logistik in which the actor is exactly what `roles` say."""
    sender = SALES.model_copy(update={"lead": None, "members": (ACTOR,) if Role.COLLEAGUE in roles else ()})
    receiver = LOGISTICS.model_copy(
        update={
            "lead": ACTOR if Role.LEAD in roles else LEAD,
            "members": (ACTOR,) if Role.RECEIVER in roles else (),
        }
    )
    asked = column.endswith("+")
    there = ACTOR if Role.COUNSEL in roles else "U0THERE"
    state = State(column.rstrip("+"))
    handoff = Handoff(
        workspace=WORKSPACE,
        number=128,
        state=State.NEEDS_INFO if asked else state,
        resume=state if asked else None,
        requester=ACTOR if Role.REQUESTER in roles else REQUESTER,
        assignee=ACTOR if Role.ASSIGNEE in roles else ASSIGNEE,
        from_department="sales",
        to_department="logistics",
        brief=REFUND,
        round=Round("it", "Da ist der Fehler", LEAD, here=(LEAD,), there=(there,), yes=(LEAD,)),
        opened_at=MONDAY,
        changed_at=MONDAY,
        state_since=MONDAY,
    )
    return Turn(
        handoff, _company(sender, receiver, admin=Role.ADMIN in roles), ACTOR, MONDAY + timedelta(hours=1)
    )


def _company(sender: Department, receiver: Department, *, admin: bool) -> Organisation:
    settings = WorkspaceSettings(admins=(ACTOR,) if admin else ())
    return Organisation(workspace=settings, departments=(sender, receiver, IT))


def may(cell: str, roles: frozenset[Role]) -> bool:
    if cell == ".":
        return False
    allowed, _, refused = cell.partition(":")[2].partition("-")
    return any(LETTERS[letter] in roles for letter in allowed) and not any(
        LETTERS[letter] in roles for letter in refused
    )


def ever_may(action: str, roles: frozenset[Role]) -> bool:
    return any(may(cell, roles) for (verb, _), cell in CELLS.items() if verb == action)


@pytest.mark.parametrize(("action", "column"), CELLS)
def test_what_each_person_may_do_in_each_state(action: str, column: str) -> None:
    cell = CELLS[action, column]
    for roles in role_sets():
        turn = scene(column, roles)
        assert roles_of(ACTOR, turn.handoff, turn.organisation) - {Role.INSIDER} == roles
        if may(cell, roles):
            _assert_goes_on(turn, action, cell.partition(":")[0])
        elif cell == "." and ever_may(action, roles):
            with pytest.raises(WrongStateError) as moved_on:
                decide(turn, COMMANDS[action])
            assert moved_on.value.facts["handoff"] == "H-128"
            assert moved_on.value.facts["state"] == turn.handoff.state.value
        else:
            with pytest.raises(NotAllowedError) as refused:
                decide(turn, COMMANDS[action])
            assert refused.value.facts["action"] == action


def _assert_goes_on(turn: Turn, action: str, target: str) -> None:
    after = decide(turn, COMMANDS[action]).handoff
    assert after.state == target
    expected = {
        "requester": after.requester,
        "assignee": ACTOR if action == "accept_handoff" else turn.handoff.assignee,
    }
    if target == "needs_info":
        assert after.resume is turn.handoff.state
        target = turn.handoff.state.value
    assert after.accountable == expected[ACCOUNTABLE[target]]


@pytest.mark.parametrize("column", ACCOUNTABLE)
def test_somebody_is_always_accountable_and_it_is_one_of_the_two(column: str) -> None:
    handoff = scene(column, frozenset()).handoff
    assert handoff.accountable == {"requester": REQUESTER, "assignee": ASSIGNEE}[ACCOUNTABLE[column]]


def test_the_grid_names_every_action_and_every_state() -> None:
    assert {action for action, _ in CELLS} == set(Action) == set(COMMANDS)
    columns = {column.rstrip("+") for _, column in CELLS}
    assert columns | {"needs_info"} == set(State)


# Whom a refusal names to a stranger: people first, then the department.
WHO_CAN = {
    "accept_handoff": ([LEAD], "Logistik"),
    "ask_information": ([ASSIGNEE, LEAD], "Logistik"),
    "answer_information": ([ASSIGNEE, REQUESTER, LEAD], "Logistik"),
    "decline_handoff": ([LEAD], "Logistik"),
    "reroute_handoff": ([REQUESTER, LEAD], "Logistik"),
    "agree_reroute": (["U0THERE"], None),
    "poke_handoff": ([REQUESTER], None),
    "wait_handoff": ([ASSIGNEE, LEAD], None),
    "correct_read_back": ([REQUESTER], None),
    "restate_next_step": ([ASSIGNEE], None),
    "hand_on": ([ASSIGNEE, LEAD], None),
    "finish_handoff": ([ASSIGNEE, LEAD], None),
    "confirm_handoff": ([REQUESTER], None),
    "reopen_handoff": ([REQUESTER], None),
    "withdraw_handoff": ([REQUESTER], None),
}


@pytest.mark.parametrize(("action", "column"), CELLS)
def test_a_stranger_learns_who_can(action: str, column: str) -> None:
    turn = scene(column, frozenset())
    with pytest.raises(NotAllowedError) as refused:
        decide(turn, COMMANDS[action])
    people, department = WHO_CAN[action]
    if (action, column) == ("reroute_handoff", "declined"):
        people, department = [REQUESTER], None
    assert refused.value.reason == "not_yours"
    assert refused.value.facts["people"] == " ".join(people)
    assert refused.value.facts["department"] == department


def test_a_requester_who_leads_the_receiver_is_not_told_to_ask_themselves() -> None:
    """Nobody accepts what they handed over; the colleagues of the department can."""
    turn = scene("offered", frozenset({Role.REQUESTER, Role.RECEIVER, Role.LEAD}))
    with pytest.raises(NotAllowedError) as refused:
        decide(turn, COMMANDS["accept_handoff"])
    assert refused.value.reason == "own_handoff"
    assert refused.value.facts["people"] == ""
    assert refused.value.facts["department"] == "Logistik"
