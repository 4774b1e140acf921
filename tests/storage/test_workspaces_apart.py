"""No method of a repository answers across workspaces: the same question is put to a neighbour with nothing in it.

A new method without a case here fails `test_every_method_has_a_case`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.company.audit import AuditEntry
from bot.domain.company.organisation import Organisation, Rule, RuleCondition
from bot.domain.company.people import Person
from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.delivery.outbox import Dead, Later, Outcome, Sent
from bot.domain.delivery.pacing import UNLIMITED
from bot.domain.event_log.linking import Link
from bot.domain.event_log.rebuilding import Rebuilt
from bot.domain.guest.budget import Cost
from bot.domain.guest.worded import Passage, Worded
from bot.domain.mail.awaiting import AwaitedMail
from bot.domain.mail.records import Outcome as MailOutcome
from bot.domain.mail.records import Reason, ThreadMail
from bot.domain.matter.events import Activity
from bot.domain.matter.finding import Query
from bot.domain.matter.handoff import Source, State
from bot.domain.matter.lists import Listing
from bot.domain.nudging.batches import Plan, Quiet
from bot.domain.nudging.listeners import Listener
from bot.domain.nudging.preferences import Preferences
from bot.domain.nudging.standing import Place
from bot.domain.proposing.routing import Proposal, Routed
from bot.domain.summary.figures import Summary
from bot.domain.summary.release import Release
from bot.errors import ConflictError
from bot.ports import (
    Audits,
    CachedAnswers,
    Cards,
    Deliveries,
    EventLogs,
    Figures,
    Handoffs,
    Inbox,
    Mails,
    Noticings,
    Nudges,
    Organisations,
    Outbox,
    People,
    Postings,
    Prompts,
    Rotas,
    Routings,
    Spendings,
    Summaries,
    Troubles,
    Watches,
    Work,
)
from storage.audits import SqlAudits
from storage.cards import SqlCards
from storage.database import Storage
from storage.deliveries import SqlDeliveries
from storage.event_log import SqlEventLogs
from storage.figures import SqlFigures
from storage.guests import SqlCachedAnswers, SqlSpendings
from storage.handoffs import SqlHandoffs
from storage.inbox import SqlInbox
from storage.mails import SqlMails
from storage.noticings import SqlNoticings
from storage.nudges import SqlNudges
from storage.organisations import SqlOrganisations
from storage.outbox import SqlOutbox
from storage.people import SqlPeople
from storage.postings import SqlPostings
from storage.prompts import SqlPrompts
from storage.rotas import SqlRotas
from storage.routings import SqlRoutings
from storage.summaries import SqlSummaries
from storage.troubles import SqlTroubles
from storage.watches import SqlWatches
from tests.company import EVERYTHING
from tests.storage import prompting
from tests.storage.examples import (
    HANSEN,
    MINUTE,
    NOW,
    PETERSEN,
    a_company,
    a_department,
    a_handoff,
    a_mail,
    a_nudge,
    an_event,
    card,
    direct,
)

Question = Callable[[Work, str], Awaitable[object]]

COMPANY = a_company(a_department(usergroup="S0ACC", members=["U0DORA"])).model_copy(
    update={"rules": (Rule(when=RuleCondition(), to="accounting"),)}
)
AUDITED = AuditEntry(NOW, "U0NINA", "workspace: language", "de", "en")
NOTHING: tuple[object, ...] = (None, 0, [], {}, Organisation())


ASKED = replace(an_event(3, Activity.INFORMATION_ASKED), detail="amount")


async def lists(work: Work, workspace: str) -> list[int]:
    pages = [
        await work.handoffs.page(workspace, listing, "U0ANNA", ["accounting"], offset=0, limit=9)
        for listing in Listing
    ]
    return [handoff.number for page in pages for handoff in page.handoffs]


async def found(work: Work, workspace: str) -> int:
    return (await work.handoffs.find(workspace, Query("Gutschrift"), EVERYTHING, offset=0, limit=9)).total


async def claimed(work: Work, workspace: str) -> list[int]:
    rows = await work.deliveries.claim(NOW, worker="other", lease=MINUTE, limit=9, rates=UNLIMITED)
    await work.deliveries.release("other", NOW)
    return [row.id for row in rows if row.workspace == workspace]


async def entries(work: Work, workspace: str) -> list[str]:
    return [entry[1] for entry in await work.figures.entries(workspace, [1])]


def told(week: str = "2026-W47") -> Release:
    return Release(Summary(week, NOW, NOW + MINUTE, ()))


async def tell_for(work: Work, workspace: str) -> None:
    await work.organisations.save(workspace, Organisation())
    await work.summaries.put(workspace, told())
    await work.summaries.put(workspace, told("2026-W46"))


async def word_for(work: Work, workspace: str) -> None:
    await tell_for(work, workspace)
    await work.summaries.keep_words(workspace, Passage("2026-W47", None, "en"), Worded())


async def due(work: Work, workspace: str) -> list[int]:
    handoffs = await work.nudges.due(NOW, limit=9)
    return [handoff.number for handoff in handoffs if handoff.workspace == workspace]


async def listening(work: Work, workspace: str) -> list[Listener]:
    listeners = await work.nudges.listeners_due(NOW + MINUTE, limit=9)
    return [listener for listener in listeners if listener.workspace == workspace]


async def preferred(work: Work, workspace: str) -> Preferences | None:
    found = await work.nudges.preferences(workspace, "U0ANNA")
    return None if found == Preferences() else found


async def spent_on(work: Work, workspace: str) -> int:
    return (await work.spendings.of_day(workspace, NOW.date())).inquiries


ASKING: dict[str, Question] = {
    "Audits.entries": lambda work, workspace: work.audits.entries(workspace, None),
    "Organisations.get": lambda work, workspace: work.organisations.get(workspace),
    "Handoffs.get": lambda work, workspace: work.handoffs.get(workspace, 1),
    "Handoffs.asked": lambda work, workspace: work.handoffs.asked(workspace, "accounting", NOW - 9 * MINUTE),
    "Handoffs.history": lambda work, workspace: work.handoffs.history(workspace, 1),
    "Handoffs.event": lambda work, workspace: work.handoffs.event(workspace, 1, 1),
    "Handoffs.entries": lambda work, workspace: work.handoffs.entries(workspace, [(1, 1)]),
    "Handoffs.page": lists,
    "Handoffs.find": found,
    "Handoffs.made_from": lambda work, workspace: work.handoffs.made_from(workspace, "C0SALES", "17.4"),
    "Handoffs.count_open": lambda work, workspace: work.handoffs.count_open(workspace, ["accounting"]),
    "Inbox.answered": lambda work, workspace: work.inbox.answered(workspace, "Ev1"),
    "Outbox.where": lambda work, workspace: work.outbox.where(workspace, [card().key]),
    "Cards.at": lambda work, workspace: work.cards.at(workspace, Sent("C0ACC", "17.5")),
    "Cards.places": lambda work, workspace: work.cards.places(workspace, [a_handoff()]),
    "Deliveries.claim": claimed,
    "Handoffs.parts": lambda work, workspace: work.handoffs.parts(workspace, [1]),
    "Handoffs.some": lambda work, workspace: work.handoffs.some(workspace, [1]),
    "Nudges.due": due,
    "Nudges.standings": lambda work, workspace: work.nudges.standings(workspace, [1]),
    "Nudges.listeners_due": listening,
    "Nudges.on_ladders": lambda work, workspace: work.nudges.on_ladders(workspace, after=-1, limit=9),
    "Nudges.pending": lambda work, workspace: work.nudges.pending(workspace, "U0ANNA"),
    "Nudges.batch": lambda work, workspace: work.nudges.batch(workspace, "U0CEM", 1),
    "Nudges.snoozes": lambda work, workspace: work.nudges.snoozes(workspace, "U0ANNA", [1]),
    "Nudges.preferences": preferred,
    "Nudges.effects": lambda work, workspace: work.nudges.effects(workspace, NOW, NOW + MINUTE),
    "Nudges.ended": lambda work, workspace: work.nudges.ended(workspace, NOW + MINUTE, after=0, limit=9),
    "Inbox.older": lambda work, workspace: work.inbox.older(workspace, NOW + MINUTE, after="", limit=9),
    "Outbox.finished": lambda work, workspace: work.outbox.finished(
        workspace, NOW + MINUTE, after=0, limit=9
    ),
    "Outbox.count_waiting": lambda work, workspace: work.outbox.count_waiting(workspace, "C0ACC"),
    "Figures.first": lambda work, workspace: work.figures.first(workspace),
    "Figures.heads": lambda work, workspace: work.figures.heads(
        workspace, ended_from=NOW, until=NOW + MINUTE
    ),
    "Figures.entries": entries,
    "Summaries.get": lambda work, workspace: work.summaries.get(workspace, "2026-W47"),
    "Summaries.words": lambda work, workspace: work.summaries.words(
        workspace, Passage("2026-W47", None, "de"), Worded
    ),
    "Summaries.last_before": lambda work, workspace: work.summaries.last_before(workspace, "2026-W48"),
    "Troubles.all": lambda work, workspace: work.troubles.all(workspace),
    "Troubles.get": lambda work, workspace: work.troubles.get(workspace, 1),
    "Spendings.of_day": spent_on,
    "CachedAnswers.get": lambda work, workspace: work.cached_answers.get(workspace, "4f", NOW),
    "Rotas.turns": lambda work, workspace: work.rotas.turns(workspace, "accounting"),
    "Handoffs.lying_with": lambda work, workspace: work.handoffs.lying_with(workspace, ["U0CEM"]),
    "Routings.of": lambda work, workspace: work.routings.of(workspace, 1),
    "Routings.uses": lambda work, workspace: work.routings.uses(workspace),
    "Routings.accepted_with": lambda work, workspace: work.routings.accepted_with(
        workspace, ["gutschrift"], limit=9
    ),
    "Postings.begun": lambda work, workspace: work.postings.begun(workspace, "2026-W46"),
    "Postings.get": lambda work, workspace: work.postings.get(workspace, 1),
    "Outbox.queued": lambda work, workspace: work.outbox.queued(workspace, "mail:1", NOW - MINUTE),
    "Outbox.waiting": lambda work, workspace: work.outbox.waiting(workspace, limit=9),
    "People.get": lambda work, workspace: work.people.get(workspace, "U0ANNA"),
    "People.all_names": lambda work, workspace: work.people.all_names(workspace),
    "People.names": lambda work, workspace: work.people.names(workspace, ["U0ANNA"]),
    "People.some": lambda work, workspace: work.people.some(workspace, ["U0ANNA"]),
    "EventLogs.entries": lambda work, workspace: work.event_logs.entries(
        workspace, None, None, after=None, limit=9
    ),
    "EventLogs.known": lambda work, workspace: work.event_logs.known(workspace, ["H-1"]),
    "EventLogs.pseudonym_key": lambda work, workspace: work.event_logs.pseudonym_key(workspace),
}
ASKING |= prompting.ASKING
"""Methods that answer; asked for the neighbour, they answer as in an empty database."""


async def settle_for(work: Work, workspace: str) -> None:
    """Pretend that a row of Hansen's, which a worker holds, is the neighbour's."""
    (row,) = await work.deliveries.claim(NOW + MINUTE, worker="one", lease=MINUTE, limit=1, rates=UNLIMITED)
    row = replace(row, workspace=workspace)
    for result in (Sent("C0EVIL", "1"), Later("never", NOW + timedelta(days=9)), Dead("never")):
        await work.deliveries.settle([Outcome(row, result)], NOW, rates=UNLIMITED)
    assert await work.outbox.next_due() == NOW + 2 * MINUTE  # the lease of the first worker


async def fail_to_save(work: Work, workspace: str) -> None:
    await work.inbox.take(workspace, "Ev0", NOW)
    await work.handoffs.add(a_handoff(1, workspace=workspace, summary="other"))
    await work.handoffs.save(a_handoff(1, workspace=workspace, summary="another"))


CHANGING: dict[str, Question] = {
    "Audits.add": lambda work, workspace: work.audits.add(workspace, [AUDITED]),
    "Audits.drop": lambda work, workspace: work.audits.drop(workspace, NOW + MINUTE),
    "Organisations.save": lambda work, workspace: work.organisations.save(workspace, Organisation()),
    "Organisations.change_members": lambda work, workspace: work.organisations.change_members(
        workspace, "S0ACC", ["U0EVIL"], ["U0DORA"]
    ),
    "Organisations.review": lambda work, workspace: work.organisations.review(
        workspace, COMPANY.rules[0].mark, NOW.date()
    ),
    "Organisations.set_members": lambda work, workspace: work.organisations.set_members(
        workspace, "S0ACC", ["U0EVIL"]
    ),
    "Organisations.hold": lambda work, workspace: work.organisations.hold(workspace),
    "Organisations.adopt": lambda work, workspace: work.organisations.adopt(workspace, "T0NEW"),
    "Handoffs.next_number": lambda work, workspace: work.handoffs.next_number(workspace),
    "Handoffs.add": fail_to_save,
    "Handoffs.save": fail_to_save,
    "Inbox.take": lambda work, workspace: work.inbox.take(workspace, "Ev1", NOW),
    "Inbox.drop": lambda work, workspace: work.inbox.drop(workspace, ["Ev1"]),
    "Outbox.drop": lambda work, workspace: work.outbox.drop(workspace, [1, 2, 3]),
    "Inbox.answer": lambda work, workspace: work.inbox.answer(workspace, "Ev1", {"evil": True}),
    "Cards.renew_live": lambda work, workspace: work.cards.renew_live(workspace, 1, NOW),
    "Cards.renew_batches": lambda work, workspace: work.cards.renew_batches(workspace, "U0ANNA", 1, NOW),
    "Cards.forget": lambda work, workspace: work.cards.forget(workspace, card().key, NOW),
    "Deliveries.settle": settle_for,
    "Summaries.put": tell_for,
    "Summaries.keep_words": word_for,
    "Summaries.forget": lambda work, workspace: work.summaries.forget(workspace, NOW),
    "Summaries.drop": lambda work, workspace: work.summaries.drop(workspace, NOW + MINUTE),
    "People.do_not_disturb": lambda work, workspace: work.people.do_not_disturb(
        workspace, "U0ANNA", Quiet(NOW, NOW + MINUTE)
    ),
    "People.put": lambda work, workspace: work.people.put(workspace, [Person("U0ANNA", "Evil Anna")]),
}
"""Methods that change; done for the neighbour, they leave everything of Hansen's as it was."""


async def log_for(work: Work, workspace: str) -> None:
    await fail_to_save(work, workspace)
    await work.handoffs.log(workspace, 1, [an_event(1, evil="yes"), an_event(2, evil="yes")])


async def put_for(work: Work, workspace: str) -> None:
    await work.organisations.save(workspace, Organisation())
    await work.outbox.put(workspace, [card(), direct(1)], NOW)


async def want_anew_for(work: Work, workspace: str) -> None:
    """Want a card of Hansen's for the neighbour, and see that nothing becomes due that was not."""
    (row,) = await work.deliveries.claim(NOW, worker="one", lease=MINUTE, limit=1, rates=UNLIMITED)
    await work.deliveries.settle([Outcome(row, Sent("C0ACC", "17.5"))], NOW, rates=UNLIMITED)
    await work.cards.want_anew(workspace, [card().key], NOW)
    assert await work.outbox.next_due() is None


async def import_for(work: Work, workspace: str) -> None:
    """Let the neighbour have an imported H-1 as well, and see that both are there."""
    await work.inbox.take(workspace, "Ev0", NOW)
    await work.event_logs.add([Rebuilt("H-1", a_handoff(1, workspace=workspace), (an_event(1),))])
    assert await work.event_logs.known(workspace, ["H-1"]) == {"H-1": ("H-1", NOW, 1, False)}


async def chain_for(work: Work, workspace: str) -> None:
    """Let the neighbour's imported H-1 hand its H-5 on; Hansen has both numbers too."""
    await work.inbox.take(workspace, "Ev0", NOW)
    handing_on = replace(an_event(1, Activity.HANDED_ON), detail="H-5")
    rebuilt = [
        Rebuilt(f"H-{number}", a_handoff(number, workspace=workspace), (event,))
        for number, event in ((1, handing_on), (5, an_event(1)))
    ]
    await work.event_logs.add(rebuilt)
    await work.event_logs.link(workspace, [Link(2, "H-1", "H-5")])
    (part,) = await work.handoffs.parts(workspace, [1])
    assert part.number == 5


async def revive_for(work: Work, workspace: str) -> None:
    """Pretend that a dead row of Hansen's is the neighbour's."""
    (row,) = await work.deliveries.claim(NOW, worker="one", lease=MINUTE, limit=1, rates=UNLIMITED)
    await work.deliveries.settle([Outcome(row, Dead("channel_not_found"))], NOW, rates=UNLIMITED)
    assert await work.outbox.revive(workspace, NOW) == 0
    assert await work.outbox.revive(workspace, NOW, [row.id]) == 0
    assert await work.outbox.revive(row.workspace, NOW) == 1


async def begin_for(work: Work, workspace: str) -> None:
    """Let the neighbour have the trouble that Hansen has, and see that it begins and ends alone."""
    await work.organisations.save(workspace, Organisation())
    (own,) = await work.troubles.all(HANSEN)
    assert await work.troubles.begin(workspace, own.channel, own.error, NOW) is not None
    await work.troubles.end_mended(workspace)
    assert await work.troubles.all(HANSEN) == [own]


async def post_for(work: Work, workspace: str) -> None:
    """Let the neighbour begin the post that Hansen has begun."""
    await work.organisations.save(workspace, Organisation())
    posting = await work.postings.begin(workspace, None, "2026-W46", NOW)
    assert posting is not None
    assert await work.postings.get(HANSEN, posting.id) is None


async def queue_for(work: Work, workspace: str) -> None:
    await work.organisations.save(workspace, Organisation())
    await work.nudges.queue(workspace, [a_nudge(rung=1)], NOW)
    await work.nudges.hold_back(workspace, [a_nudge(rung=1)], NOW, NOW + MINUTE)


async def route_for(work: Work, workspace: str) -> None:
    await fail_to_save(work, workspace)
    await work.routings.add(workspace, 1, Routed(Proposal("it", "", "aaaa"), "it"))


async def absent_for(work: Work, workspace: str) -> None:
    await work.organisations.save(workspace, Organisation())
    await work.people.absent(workspace, "U0ANNA", NOW)


async def turn_for(work: Work, workspace: str) -> None:
    assert await work.rotas.begin(workspace, "accounting") == 1
    await work.rotas.take(workspace, "accounting", "U0CEM", 9)


async def nudge_for(work: Work, workspace: str) -> None:
    """Pretend that what waits for Hansen's Anna waits for the neighbour's."""
    (pending,) = await work.nudges.pending(HANSEN, "U0ANNA")
    listener = Listener(workspace, "U0ANNA")
    await work.nudges.told(listener, Plan(tell=(pending,)), [], NOW, NOW + MINUTE)
    await work.nudges.told(listener, Plan(drop=(pending,)), [pending.id], NOW, NOW + MINUTE)


async def climb_for(work: Work, workspace: str) -> None:
    """Pretend that Hansen's handoff is the neighbour's."""
    (handoff,) = await work.handoffs.some(HANSEN, [1])
    with pytest.raises(ConflictError):
        await work.nudges.climbed([replace(handoff, workspace=workspace, rung=9)])


async def move_for(work: Work, workspace: str) -> None:
    """Pretend that Hansen's handoff is the neighbour's."""
    (standing,) = await work.nudges.due(NOW, limit=9)
    with pytest.raises(ConflictError):
        await work.nudges.move([(replace(standing, workspace=workspace), Place(9, NOW))])


async def snooze_for(work: Work, workspace: str) -> None:
    await work.organisations.save(workspace, Organisation())
    await work.nudges.snooze(workspace, "U0ANNA", 1, None, NOW)
    await work.nudges.wake(workspace, "U0ANNA", 1, NOW)
    await work.nudges.snooze(workspace, "U0CEM", 1, NOW + MINUTE, NOW)


async def prefer_for(work: Work, workspace: str) -> None:
    await work.organisations.save(workspace, Organisation())
    await work.nudges.prefer(workspace, "U0ANNA", Preferences(), NOW)


CHANGING |= prompting.CHANGING | {
    "Postings.begin": post_for,
    "Handoffs.log_all": log_for,
    "Nudges.queue": queue_for,
    "Nudges.hold_back": queue_for,
    "Nudges.told": nudge_for,
    "Nudges.climbed": climb_for,
    "Nudges.move": move_for,
    "Nudges.put_off": lambda work, workspace: work.nudges.put_off(workspace, 1, NOW, NOW + MINUTE),
    "Nudges.look_later": lambda work, workspace: work.nudges.look_later(
        workspace, "U0ANNA", NOW + MINUTE, NOW + 2 * MINUTE
    ),
    "Nudges.untold": lambda work, workspace: work.nudges.untold(workspace, "U0CEM", 1, NOW),
    "Nudges.snooze": snooze_for,
    "Nudges.wake": snooze_for,
    "Nudges.fold": lambda work, workspace: work.nudges.fold(workspace, [1, 8]),
    "Nudges.drop_counts": lambda work, workspace: work.nudges.drop_counts(workspace, NOW + timedelta(days=2)),
    "Nudges.prefer": prefer_for,
    "Nudges.look_at": lambda work, workspace: work.nudges.look_at(workspace, ["U0ANNA"], NOW + MINUTE),
    "Handoffs.log": log_for,
    "Spendings.reserve": lambda work, workspace: work.spendings.reserve(
        workspace, NOW.date(), Cost(7, 7), Cost(9, 9)
    ),
    "Spendings.settle": lambda work, workspace: work.spendings.settle(workspace, NOW.date(), Cost(-7, -7)),
    "Spendings.drop": lambda work, workspace: work.spendings.drop(
        workspace, (NOW + timedelta(days=2)).date()
    ),
    "CachedAnswers.put": lambda work, workspace: work.cached_answers.put(workspace, "4f", "{}", NOW),
    "CachedAnswers.drop": lambda work, workspace: work.cached_answers.drop(
        workspace, NOW + timedelta(days=9)
    ),
    "Rotas.begin": turn_for,
    "Rotas.take": turn_for,
    "People.absent": absent_for,
    "Routings.add": route_for,
    "EventLogs.add": import_for,
    "EventLogs.link": chain_for,
    "EventLogs.reserve": lambda work, workspace: work.event_logs.reserve(workspace, count=7, above=99),
    "Outbox.put": put_for,
    "Outbox.revive": revive_for,
    "Cards.want_anew": want_anew_for,
    "Troubles.begin": begin_for,
    "Troubles.end_mended": begin_for,
}

ASKING |= {
    "People.by_email": lambda work, workspace: work.people.by_email(workspace, "anna@hansen.example"),
    "Mails.get": lambda work, workspace: work.mails.get(workspace, 1),
    "Mails.count_held": lambda work, workspace: work.mails.count_held(workspace, Reason.STRANGER),
    "Mails.held_before": lambda work, workspace: work.mails.held_before(workspace, NOW + MINUTE, limit=9),
    "Mails.recent": lambda work, workspace: work.mails.recent(workspace, limit=9),
    "Mails.of_handoff": lambda work, workspace: work.mails.of_handoff(workspace, 1),
    "Mails.older": lambda work, workspace: work.mails.older(workspace, NOW + MINUTE, after=0, limit=9),
    "Mails.linked": lambda work, workspace: work.mails.linked(workspace, ["<1@x>"]),
    "Mails.awaited": lambda work, workspace: work.mails.awaited(workspace, ["<0@x>"], "accounting"),
}


async def link_for(work: Work, workspace: str) -> None:
    await work.organisations.save(workspace, COMPANY)
    await work.handoffs.add(replace(a_handoff(7), workspace=workspace))
    await work.mails.link(workspace, ThreadMail("<1@x>", "accounting", 7))
    await work.mails.await_mails(workspace, [AwaitedMail("<0@x>", "accounting", 7, "4f")], NOW)
    await work.mails.add(workspace, a_mail())


CHANGING |= {
    "Troubles.end": lambda work, workspace: work.troubles.end(workspace, "C0LOG"),
    "Troubles.drop": lambda work, workspace: work.troubles.drop(workspace, "C0LOG", NOW + MINUTE),
    "Mails.add": link_for,
    "Mails.link": link_for,
    "Mails.await_mails": link_for,
    "Mails.hold_threads": lambda work, workspace: work.mails.hold_threads(workspace),
    "Mails.forget_awaited": lambda work, workspace: work.mails.forget_awaited(workspace, NOW + MINUTE),
    "Mails.settle": lambda work, workspace: work.mails.settle(workspace, 1, MailOutcome.DENIED),
    "Mails.drop": lambda work, workspace: work.mails.drop(workspace, [1, 2]),
}

OF_NOBODY = {
    "Organisations.workspaces": "names all workspaces, that is what it is for",
    "Deliveries.release": "gives back what one worker has leased, whosoever's it is",
    "Outbox.backlog": "three figures for operators, without saying whose messages they are",
    "Outbox.next_due": "one moment, without saying whose message it is",
}


@pytest.fixture(autouse=True)
async def hansen(storage: Storage) -> None:
    """Hansen & Töchter has one of everything; the neighbour Petersen has nothing."""
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, COMPANY)
        await work.people.put(HANSEN, [Person("U0ANNA", "Anna", email="anna@hansen.example")])
        await work.inbox.take(HANSEN, "Ev1", NOW)
        await work.inbox.answer(HANSEN, "Ev1", {"text": "H-1"})
        await work.handoffs.next_number(HANSEN)
        await work.handoffs.add(
            a_handoff(
                1, source=Source("C0SALES", "17.4"), next_nudge_at=NOW, assignee="U0DORA", asked="U0CEM"
            )
        )
        await work.rotas.take(HANSEN, "accounting", "U0CEM", await work.rotas.begin(HANSEN, "accounting"))
        await work.spendings.reserve(HANSEN, NOW.date(), Cost(7, 7), Cost(9, 9))
        await work.cached_answers.put(HANSEN, "4f", "{}", NOW + MINUTE)
        await work.routings.add(HANSEN, 1, Routed(Proposal("accounting", "Gutschrift", "aaaa"), "accounting"))
        await work.handoffs.add(a_handoff(5, parent=1, state=State.WITHDRAWN))
        await work.handoffs.log(HANSEN, 1, [an_event(1), an_event(2, Activity.OFFERED), ASKED])
        await work.nudges.queue(HANSEN, [a_nudge(to="U0CEM")], NOW)
        await work.nudges.told(
            Listener(HANSEN, "U0CEM"),
            Plan(tell=tuple(await work.nudges.pending(HANSEN, "U0CEM"))),
            [],
            NOW,
            NOW + MINUTE,
        )
        await work.nudges.queue(HANSEN, [a_nudge()], NOW)
        await have_what_is_over(work)
        await work.nudges.prefer(HANSEN, "U0ANNA", Preferences(paused_until=NOW), NOW)
        await work.nudges.snooze(HANSEN, "U0ANNA", 1, NOW + MINUTE, NOW)
        await work.summaries.put(HANSEN, told())
        await work.summaries.keep_words(HANSEN, Passage("2026-W47", None, "de"), Worded(sentence="x"))
        await work.audits.add(HANSEN, [AUDITED])
        await work.mails.link(HANSEN, ThreadMail("<1@x>", "accounting", 1))
        await work.mails.await_mails(HANSEN, [AwaitedMail("<0@x>", "accounting", 1, "4f")], NOW)
        await work.mails.add(HANSEN, a_mail())
        await work.mails.add(HANSEN, a_mail(outcome=MailOutcome.OFFERED, number=1))
        await work.troubles.begin(HANSEN, "C0LOG", "not_in_channel", NOW)
        await work.postings.begin(HANSEN, None, "2026-W46", NOW)
        await prompting.have_prompts(work, HANSEN)
        answer = Message(MessageKind.ANSWER, "mail:1", 1, 1, 1)
        await work.outbox.put(HANSEN, [card(), direct(1, to="U0DORA"), answer], NOW)
        rows = await work.deliveries.claim(NOW, worker="one", lease=MINUTE, limit=3, rates=UNLIMITED)
        sent = [Outcome(row, Sent(row.to, "17.5")) for row in rows]
        await work.deliveries.settle(sent, NOW, rates=UNLIMITED)
        await work.outbox.put(HANSEN, [card()], NOW)


async def have_what_is_over(work: Work) -> None:
    """Let Hansen have one ended handoff with a nudge, and one whose nudge was let go; numbers the others do not use."""
    for number in (8, 9):
        await work.handoffs.add(a_handoff(number, state=State.WITHDRAWN))
        await work.nudges.hold_back(HANSEN, [a_nudge(number)], NOW, NOW + MINUTE)
    await work.nudges.fold(HANSEN, [9])


async def everything_of(storage: Storage, workspace: str) -> list[object]:
    """Return all that can be asked of a workspace."""
    passing = {
        "Deliveries.claim",
        "EventLogs.pseudonym_key",
        "Nudges.due",
        "Nudges.listener",
        "Nudges.listeners_due",
        "Outbox.waiting",
        "Outbox.count_waiting",
    }
    asking = [question for name, question in ASKING.items() if name not in passing]
    async with storage.unit_of_work.read() as work:
        return [await question(work, workspace) for question in asking]


@pytest.mark.parametrize("method", ASKING)
async def test_nobody_hears_of_a_neighbour(storage: Storage, method: str) -> None:
    async with storage.unit_of_work.write() as work:
        assert (
            not await ASKING[method](work, PETERSEN) or await ASKING[method](work, PETERSEN) == Organisation()
        )
        own = await ASKING[method](work, HANSEN)
        assert own
        assert own != Organisation()


@pytest.mark.parametrize("method", CHANGING)
async def test_nobody_changes_a_neighbours_things(storage: Storage, method: str) -> None:
    before = await everything_of(storage, HANSEN)
    async with storage.unit_of_work.write() as work:
        await CHANGING[method](work, PETERSEN)
    assert await everything_of(storage, HANSEN) == before
    async with storage.unit_of_work.write() as work:
        assert await work.handoffs.next_number(HANSEN) == 2


REPOSITORIES = {
    Audits: SqlAudits,
    Postings: SqlPostings,
    Rotas: SqlRotas,
    Spendings: SqlSpendings,
    CachedAnswers: SqlCachedAnswers,
    Routings: SqlRoutings,
    Troubles: SqlTroubles,
    Figures: SqlFigures,
    Summaries: SqlSummaries,
    Cards: SqlCards,
    Deliveries: SqlDeliveries,
    EventLogs: SqlEventLogs,
    Handoffs: SqlHandoffs,
    Noticings: SqlNoticings,
    Nudges: SqlNudges,
    Prompts: SqlPrompts,
    Inbox: SqlInbox,
    Mails: SqlMails,
    Watches: SqlWatches,
    Organisations: SqlOrganisations,
    Outbox: SqlOutbox,
    People: SqlPeople,
}


def test_every_method_has_a_case() -> None:
    methods = {
        f"{port.__name__}.{name}"
        for port, repository in REPOSITORIES.items()
        for name in {*vars(port), *vars(repository)}
        if not name.startswith("_")
    }
    assert methods == {*ASKING, *CHANGING, *OF_NOBODY}


def test_every_repository_is_looked_at() -> None:
    assert set(Work.__annotations__.values()) == set(REPOSITORIES)
