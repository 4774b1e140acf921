"""Let go of old prompts; what is left of them are counts by week and cue, in which nobody can be found."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.prompting.prompts import Counts, Prompt, counted
from bot.domain.summary.weeks import week_of
from bot.ports import UnitOfWork


async def fold_prompts(unit_of_work: UnitOfWork, workspace: str, before: datetime, batch: int) -> None:
    """Fold all prompts that were noticed earlier than `before` into their counts."""
    while True:
        async with unit_of_work.write() as work:
            old = await work.prompts.older(workspace, before, limit=batch)
            zone = ZoneInfo((await work.organisations.get(workspace)).workspace.timezone)
            await work.prompts.fold(workspace, _counts(old, zone), [prompt.id for prompt in old])
        if len(old) < batch:
            return


def _counts(prompts: Sequence[Prompt], zone: ZoneInfo) -> Mapping[tuple[str, str], Counts]:
    counts: defaultdict[tuple[str, str], Counts] = defaultdict(Counts)
    for prompt in prompts:
        if prompt.shown_at:
            counts[week_of(prompt.shown_at, zone).name, prompt.about.cue] += counted([prompt.outcome])
    return counts
