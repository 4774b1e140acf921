"""The week's prompts about thrown messages: told in numbers, and only where these are too many to be about anybody."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.prompting.prompts import Noticed, Outcome
from bot.domain.summary.figures import Prompts, Summary
from bot.domain.summary.weeks import parse_week
from bot.services.summarise import Weekly
from handlers.summary.as_json import as_json
from storage.database import Storage
from tests.summary.test_from_the_database import weekly

WEEK = parse_week("2026-W43", ZoneInfo("Europe/Berlin"))
OUTCOMES = (Outcome.TURNED, Outcome.TURNED, Outcome.DISMISSED, Outcome.ACCEPTED, Outcome.UNANSWERED)
TOLD = Prompts(shown=5, turned_into_handoffs=2, dismissed=1)


async def prompted(asked: Weekly, authors: int) -> Weekly:
    """Show five prompts in the week, to so many people, and one just before and just after it."""
    inside = [
        WEEK.since,
        *(WEEK.since + timedelta(days=n) for n in range(1, 4)),
        WEEK.until - timedelta.resolution,
    ]
    around = [WEEK.since - timedelta.resolution, WEEK.until]
    shown = [*zip(inside, OUTCOMES, strict=True), *((at, Outcome.DISMISSED) for at in around)]
    async with asked.unit_of_work.write() as work:
        for n, (at, outcome) in enumerate(shown):
            about = Noticed("C0SALES", str(n), None, f"U0{n % authors}", "de.sent")
            prompt = await work.prompts.add(asked.workspace, about, at)
            assert prompt
            await work.prompts.save(replace(prompt, shown_at=at, outcome=outcome))
    return asked


@pytest.mark.parametrize(("authors", "told"), [(5, TOLD), (4, None)])
async def test_they_are_told_from_five_people_on(
    storage: Storage, authors: int, told: Prompts | None
) -> None:
    asked = await prompted(await weekly(storage, []), authors)
    assert (await asked.release(WEEK.name)).whole.prompts == told
    assert (await asked.release(WEEK.plus(-1).name)).whole.prompts is None  # one, of one person
    assert (await asked.release(WEEK.plus(-2).name)).whole.prompts == Prompts()
    assert (await asked.unredacted(WEEK.name)).prompts == TOLD


def test_too_few_are_no_zero_for_programs_either() -> None:
    nothing = Summary(WEEK.name, WEEK.since, WEEK.until, ())
    names = ("shown", "turned_into_handoffs", "dismissed")
    assert as_json(replace(nothing, prompts=None), "")["prompts"] == dict.fromkeys(names)
    assert as_json(nothing, "")["prompts"] == dict.fromkeys(names, 0)
