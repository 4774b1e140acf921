"""What somebody's membership in Slack leaves them, in every cell of the table; and the tables as they are printed."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.company.department import Kind
from bot.domain.company.membership import Membership
from bot.domain.company.organisation import Organisation
from bot.domain.matter.decide import decide
from bot.domain.matter.roles import departments_for, roles_of, sight_of
from bot.domain.matter.transitions import Role
from bot.errors import InvalidFieldsError, RefusedError
from tests.company import ANNA, BEN, COMPANY, DORA, GRACE, JAN, MIRA, NINA
from tests.domain.story import Story, accepted
from tests.domain.test_who_may_do_what import ACTOR, CELLS, COMMANDS, may, role_sets, scene
from tests.rights import memberships_table, rights_table

ROLES_MD = (Path(__file__).parents[2] / "docs" / "roles.md").read_text("utf-8")

GOES_ON = {"reroute_handoff", "hand_on"}
"""Where the next department has no lead who could see it, it is refused."""
AT_RECEIVER = {Role.RECEIVER, Role.LEAD, Role.ASSIGNEE}
TAKING_PART = {Role.REQUESTER, Role.RECEIVER, Role.ASSIGNEE}
STAYS = {Membership.MEMBER: set(Role), Membership.GUEST: TAKING_PART, Membership.BOT: set()}
"""Between two departments of the company; of an admin and a stranger below."""


@pytest.mark.parametrize("membership", STAYS)
@pytest.mark.parametrize(("action", "column"), CELLS)
def test_no_cell_of_the_table_goes_past_the_membership(
    action: str, column: str, membership: Membership
) -> None:
    for roles in role_sets():
        turn = replace(scene(column, roles), membership=membership)
        assert turn.roles - {Role.INSIDER} == roles & STAYS[membership]
        try:
            decide(turn, COMMANDS[action])
        except RefusedError:
            assert not may(CELLS[action, column], roles & STAYS[membership])
        else:
            assert may(CELLS[action, column], roles & STAYS[membership])


@pytest.mark.parametrize(("action", "column"), CELLS)
def test_strangers_can_do_nothing_between_two_departments_of_the_company(action: str, column: str) -> None:
    for roles in role_sets():
        turn = replace(scene(column, roles), membership=Membership.STRANGER)
        assert not turn.roles
        with pytest.raises(RefusedError):
            decide(turn, COMMANDS[action])


def with_partner(*keys: str) -> Organisation:
    """Return the company in which these departments are another company's."""
    departments = tuple(
        one.model_copy(update={"kind": Kind.PARTNER}) if one.key in keys else one
        for one in COMPANY.departments
    )
    return COMPANY.model_copy(update={"departments": departments})


def test_a_stranger_takes_part_on_the_side_of_their_partner_only() -> None:
    company, handoff = with_partner("accounting"), accepted().handoff
    assert roles_of(DORA, handoff, company, Membership.STRANGER) == {Role.RECEIVER, Role.ASSIGNEE}
    assert roles_of(ANNA, handoff, company, Membership.STRANGER) == set()
    assert departments_for(DORA, company, Membership.STRANGER)
    assert not departments_for(ANNA, company, Membership.STRANGER)


def test_who_belongs_to_a_partner_alone_does_not_read_along() -> None:
    company, handoff = with_partner("it"), Story().handoff
    assert roles_of(GRACE, handoff, company) == set()
    assert roles_of(GRACE, handoff, COMPANY) == {Role.INSIDER}
    assert not sight_of(GRACE, company, Membership.MEMBER).everything


def test_an_admin_of_the_workspace_is_one_of_staffel_without_being_named() -> None:
    handoff = Story().handoff
    assert roles_of(MIRA, handoff, COMPANY, Membership.ADMIN) == {Role.ADMIN}
    assert roles_of(NINA, handoff, COMPANY) == {Role.ADMIN}
    assert roles_of(NINA, handoff, COMPANY, Membership.GUEST) == set()


@pytest.mark.parametrize("membership", Membership)
@pytest.mark.parametrize("user", [ANNA, BEN, DORA, JAN, GRACE, MIRA, NINA, ACTOR])
def test_what_is_found_is_what_may_be_seen(user: str, membership: Membership) -> None:
    for company in (COMPANY, with_partner("accounting"), with_partner("sales", "it")):
        handoff = accepted().handoff
        sight = sight_of(user, company, membership)
        own = roles_of(user, handoff, company, membership)
        found = (
            sight.everything
            or handoff.to_department in sight.receiving
            or handoff.from_department in sight.sending
        )
        assert found == bool(own - {Role.REQUESTER, Role.ASSIGNEE, Role.LEAD})


@pytest.mark.parametrize(("action", "column"), CELLS)
def test_of_a_confidential_handoff_only_the_sender_and_the_chosen_have_roles(
    action: str, column: str
) -> None:
    for chosen, trusted in (((ACTOR,), {Role.REQUESTER, *AT_RECEIVER}), (("U0OTHER",), {Role.REQUESTER})):
        for roles in role_sets():
            before = scene(column, roles)
            turn = replace(before, handoff=replace(before.handoff, chosen=chosen))
            assert turn.roles == roles & trusted
            try:
                decide(turn, COMMANDS[action])
            except (RefusedError, InvalidFieldsError):
                assert not may(CELLS[action, column], roles & trusted) or action in GOES_ON
            else:
                assert may(CELLS[action, column], roles & trusted)


def test_the_tables_in_the_document_are_those_of_the_code() -> None:
    for table in (rights_table(), memberships_table()):
        assert table in ROLES_MD, f"docs/roles.md has another table; it would be:\n{table}"
