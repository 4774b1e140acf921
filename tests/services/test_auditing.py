"""What stands in the audit log, and what does not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.company.audit import Author
from bot.domain.company.organisation import Organisation
from bot.domain.matter.commands import Accept
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.preferences import Preferences
from bot.errors import RefusedError
from bot.ports import UnitOfWork
from bot.services.import_organisation import import_organisation
from bot.services.prefer import prefer
from bot.services.prune import AUDITS_KEPT, prune
from bot.services.refusals import keep_refusal
from bot.services.request import Request
from bot.services.turn_handoff import turn_handoff
from tests.company import ACCOUNTING, ANNA, CEM, COMPANY, DORA, MIRA, MONDAY, WORKSPACE
from tests.services.desk import by, offered

Told = tuple[str, str, str, str]


async def audited(uow: UnitOfWork) -> list[Told]:
    async with uow.read() as work:
        entries = await work.audits.entries(WORKSPACE, None)
    return [(entry.who, entry.what, entry.before, entry.after) for entry in entries]


async def refuse(uow: UnitOfWork, request: Request, number: int, command: Accept) -> None:
    with pytest.raises(RefusedError) as caught:
        await turn_handoff(uow, request, number, command)
    await keep_refusal(uow, request, caught.value)


async def test_a_changed_setting_is_told_with_before_and_after(uow: UnitOfWork) -> None:
    led_by_dora = ACCOUNTING.model_copy(update={"lead": DORA})
    departments = tuple(led_by_dora if one == ACCOUNTING else one for one in COMPANY.departments)
    after = COMPANY.model_copy(update={"departments": departments})
    await import_organisation(uow, WORKSPACE, after, by=Author("command line", MONDAY))
    assert await audited(uow) == [("command line", "department accounting: lead", CEM, DORA)]


async def test_a_rehearsal_is_not_entered(uow: UnitOfWork) -> None:
    by_anna = Author(ANNA, MONDAY)
    await import_organisation(uow, WORKSPACE, Organisation(), dry_run=True, by=by_anna)
    assert await audited(uow) == []


async def test_what_somebody_had_no_right_to_is_entered_once(uow: UnitOfWork) -> None:
    number, request = await offered(uow), by(MIRA, "action:1")
    await refuse(uow, request, number, Accept(next_step="Ich buche"))
    await refuse(uow, request, number, Accept(next_step="Ich buche"))
    assert await audited(uow) == [(MIRA, f"refused accept_handoff H-{number}", "", "not_yours")]


async def test_who_only_was_slower_is_not_entered(uow: UnitOfWork) -> None:
    number = await offered(uow)
    await turn_handoff(uow, by(DORA), number, Accept(next_step="Ich buche"))
    await refuse(uow, by(CEM), number, Accept(next_step="Ich buche"))
    assert await audited(uow) == []


async def test_how_a_lead_wants_their_channel_is_entered_and_how_they_want_it_themselves_is_not(
    uow: UnitOfWork,
) -> None:
    quiet = replace(Preferences(), silent=frozenset({LadderKind.NOT_ACCEPTED}))
    await prefer(uow, by(CEM), {CEM: quiet, "C0ACC": quiet})
    await prefer(uow, by(CEM), {CEM: quiet, "C0ACC": quiet})
    assert await audited(uow) == [(CEM, "nudges of C0ACC", "silent: nothing", "silent: not_accepted")]


async def test_entries_go_after_two_years(uow: UnitOfWork) -> None:
    await import_organisation(uow, WORKSPACE, Organisation(), by=Author(ANNA, MONDAY))
    assert await audited(uow)
    await prune(uow, MONDAY + AUDITS_KEPT)
    assert await audited(uow)
    await prune(uow, MONDAY + AUDITS_KEPT + timedelta(seconds=1))
    assert await audited(uow) == []
