"""(10) Routing: what a proposal adds to a form, with 200 departments and 2 000 rules, and without a rule that matches."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from benchmarks.company import COMPANY, SENDER, WORKSPACE
from benchmarks.databases import Databases
from benchmarks.figures import Figure, Goal, ratio, value
from benchmarks.history import crowd
from benchmarks.measuring import Sample, Series, side_by_side
from benchmarks.workbench import Workbench
from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation, Rule, RuleCondition
from bot.domain.proposing.likeness import propose_by_past, telling_words
from bot.domain.proposing.routing import Matter, Router
from handlers.slack.render.content import Reader
from handlers.slack.render.forms import open_form
from handlers.words import words_in
from storage.database import open_storage

_DEPARTMENTS, _RULES = 200, 2000
_TEXT = " ".join(f"Wort{number} und Sache{number}" for number in range(133)) + " Gutschrift1999"
"""400 words, of which only the last rule's topic is the last."""
_TIMES = 20
_ADDED = Goal(20, at_most=True)
_READER = Reader(words_in("de"), ZoneInfo("Europe/Berlin"), datetime(2026, 11, 24, tzinfo=UTC), SENDER)


async def proposing(bench: Workbench) -> Sequence[Figure]:
    """Return milliseconds of a form with a proposal and without one, and of a look at very many earlier handoffs."""
    company = _company()
    router = Router(company)

    async def with_proposal() -> Sample:
        return _took(lambda: _form(company, router))

    async def without() -> Sample:
        return _took(lambda: _form(company, None))

    async def prepared() -> Sample:
        return _took(lambda: Router(company))

    measures = {"with": with_proposal, "without": without, "prepared": prepared}
    rounds = await side_by_side(measures, bench.rounds)
    ours, other = rounds.series("with", "ms"), rounds.series("without", "ms")
    added = Series(tuple(one - bare for one, bare in zip(ours.values, other.values, strict=True)))
    what = f"10. form with {_DEPARTMENTS} departments and {_RULES:,} rules"
    return [
        ratio(f"{what}, with a proposal against without", ours, other, "ms"),
        value(f"{what}: what the proposal adds", added, "ms", _ADDED),
        value("10. rules prepared, once for each organisation", rounds.series("prepared", "ms"), "ms"),
        *[await _past(bench, databases) for databases in bench.both],
    ]


async def _past(bench: Workbench, databases: Databases) -> Figure:
    total = bench.scaled(100_000)
    wanted = telling_words("Gutschrift für Müller, falsch berechneter Rabatt")
    async with open_storage(await databases.create()) as storage:
        await crowd(storage, total, assignee=SENDER)

        async def looked() -> Sample:
            began = time.perf_counter()
            async with storage.unit_of_work.read() as work:
                earlier = await work.routings.accepted_with(WORKSPACE, list(wanted), limit=200)
            propose_by_past(wanted, earlier, {one.key for one in COMPANY.departments})
            return {"ms": (time.perf_counter() - began) * 1000}

        rounds = await side_by_side({"looked": looked}, bench.rounds)
    what = f"10. {databases.kind}: a look at {total:,} earlier handoffs that all hold the words"
    return value(what, rounds.series("looked", "ms"), "ms", _ADDED)


def _form(company: Organisation, router: Router | None) -> None:
    values = {"summary": "Gutschrift", "details": _TEXT}
    proposal = router.propose(Matter(_TEXT)) if router else None
    open_form(company, values, _READER, metadata="", proposal=proposal)


def _took(once: Callable[[], object]) -> Sample:
    began = time.process_time()
    for _ in range(_TIMES):
        once()
    return {"ms": (time.process_time() - began) * 1000 / _TIMES}


def _company() -> Organisation:
    departments = tuple(_department(number) for number in range(_DEPARTMENTS))
    rules = tuple(
        Rule(
            when=RuleCondition(topic=(f"Gutschrift{number}", f"refund{number}")),
            to=f"d{number % _DEPARTMENTS}",
        )
        for number in range(_RULES)
    )
    return Organisation(departments=departments, rules=rules)


def _department(number: int) -> Department:
    model = COMPANY.departments[0]
    topics = tuple(f"Thema{number}x{topic}" for topic in range(5))
    changed = {
        "key": f"d{number}",
        "name": f"Abteilung {number}",
        "channel": f"C0D{number}",
        "topics": topics,
    }
    return model.model_copy(update=changed)
