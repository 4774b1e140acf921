"""What Hansen & Töchter has of prompts, and what is asked and done about it for a neighbour."""

from collections.abc import Awaitable, Callable
from zoneinfo import ZoneInfo

from bot.domain.company.organisation import Organisation
from bot.domain.mail.watching import CUE, PLACE, Watch
from bot.domain.nudging.batches import Told
from bot.domain.prompting.noticing import Consent, Noticing
from bot.domain.prompting.prompts import Counts, Noticed, Outcome, Prompt
from bot.domain.summary.weeks import week_of
from bot.ports import Work
from tests.storage.examples import HANSEN, MINUTE, NOW, PETERSEN

Question = Callable[[Work, str], Awaitable[object]]

WEEK = week_of(NOW, ZoneInfo("Europe/Berlin"))
MESSAGE = Noticed("C0SALES", "17.4", None, "U0ANNA", "de.sent", "accounting")


async def have_prompts(work: Work, workspace: str) -> None:
    """Let a workspace have one of everything."""
    place = await work.noticings.ask(workspace, "C0SALES", "U0BEN", NOW)
    await work.noticings.decide(place, workspace, Consent.ON, "U0ANNA", NOW)
    first = await work.noticings.switch_cue_off(workspace, "en.cc", Counts(20, dismissed=6), NOW)
    assert first is not None
    await work.noticings.switch_cue_on(workspace, first.id, "U0NINA", NOW)
    await work.noticings.switch_cue_off(workspace, "de.cc", Counts(21, dismissed=7), NOW)
    await has_shown(work, workspace, MESSAGE)
    await watches(work, workspace)
    await work.nudges.spend(
        workspace, (await work.nudges.listener(workspace, "U0BEN")).id, Told(NOW.date(), 1)
    )


async def watches(work: Work, workspace: str, message_id: str = "<1@x>") -> Watch:
    """Let a mail be watched, whose answer is due now."""
    noticed = Noticed(PLACE, message_id, None, "U0ANNA", CUE, "accounting")
    prompt = await work.prompts.add(workspace, noticed, NOW)
    assert prompt is not None
    watch = Watch(prompt.id, message_id, "U0ANNA", "accounting", "Gutschrift", ("rechnung@hansen.example",))
    await work.watches.begin(workspace, watch)
    return watch


async def has_shown(work: Work, workspace: str, about: Noticed, outcome: Outcome | None = None) -> Prompt:
    """Let a prompt be shown, and answered if there is an outcome."""
    prompt = await work.prompts.add(workspace, about, NOW)
    assert prompt is not None
    done = Prompt(prompt.id, workspace, about, NOW, NOW, outcome or Outcome.UNANSWERED)
    await work.prompts.save(done)
    return done


async def _noticing(work: Work, workspace: str) -> Noticing | None:
    found = await work.noticings.get(workspace)
    return None if found == Noticing() else found


async def _counts(work: Work, workspace: str) -> list[Counts]:
    counts = [
        await work.prompts.of_cue(workspace, "de.sent", None),
        await work.prompts.of_week(workspace, WEEK),
    ]
    return [one for one in counts if one != Counts()]


async def _spent(work: Work, workspace: str) -> Told | None:
    await work.organisations.save(PETERSEN, Organisation())
    told = (await work.nudges.listener(workspace, "U0BEN")).told
    return told if told.times else None


ASKING: dict[str, Question] = {
    "Noticings.get": _noticing,
    "Noticings.channel": lambda work, workspace: work.noticings.channel(workspace, "C0SALES"),
    "Noticings.numbered": lambda work, workspace: work.noticings.numbered(workspace, 1),
    "Noticings.cue_off": lambda work, workspace: work.noticings.cue_off(workspace, 2),
    "Noticings.cue_on_since": lambda work, workspace: work.noticings.cue_on_since(workspace, "en.cc"),
    "Nudges.listener": _spent,
    "Prompts.get": lambda work, workspace: work.prompts.get(workspace, 1),
    "Prompts.about": lambda work, workspace: work.prompts.about(workspace, "C0SALES", "17.4"),
    "Prompts.shown_to": lambda work, workspace: work.prompts.shown_to(workspace, "U0ANNA", NOW),
    "Prompts.of_cue": _counts,
    "Prompts.of_week": _counts,
    "Prompts.authors_of_week": lambda work, workspace: work.prompts.authors_of_week(workspace, WEEK),
    "Prompts.older": lambda work, workspace: work.prompts.older(workspace, NOW + MINUTE, limit=9),
    "Watches.get": lambda work, workspace: work.watches.get(workspace, 2),
    "Watches.of_mails": lambda work, workspace: work.watches.of_mails(workspace, ["<1@x>"]),
}


async def _have_the_same(work: Work, workspace: str) -> None:
    await work.organisations.save(workspace, Organisation())
    await have_prompts(work, workspace)
    await work.noticings.forget(workspace, "C0SALES")


async def _decide_for(work: Work, workspace: str) -> None:
    place = await work.noticings.channel(HANSEN, "C0SALES")
    assert place is not None
    await work.noticings.decide(place, workspace, Consent.OFF, "U0EVIL", NOW)


async def _second_opinions_for(work: Work, workspace: str) -> None:
    place = await work.noticings.channel(HANSEN, "C0SALES")
    assert place is not None
    await work.noticings.second_opinions(place, workspace, on=True)


async def _save_for(work: Work, workspace: str) -> None:
    await work.prompts.save(Prompt(1, workspace, MESSAGE, NOW, outcome=Outcome.DISMISSED))


async def _fold_for(work: Work, workspace: str) -> None:
    await work.organisations.save(workspace, Organisation())
    await work.prompts.fold(workspace, {(WEEK.name, "de.sent"): Counts(9, 9)}, [1])


CHANGING: dict[str, Question] = {
    "Noticings.switch": lambda work, workspace: work.noticings.switch(workspace, on=False),
    "Noticings.ask": _have_the_same,
    "Noticings.decide": _decide_for,
    "Noticings.second_opinions": _second_opinions_for,
    "Noticings.forget": lambda work, workspace: work.noticings.forget(workspace, "C0SALES"),
    "Noticings.switch_cue_off": _have_the_same,
    "Noticings.switch_cue_on": lambda work, workspace: work.noticings.switch_cue_on(
        workspace, 2, "U0EVIL", NOW + MINUTE
    ),
    "Nudges.spend": lambda work, workspace: work.nudges.spend(workspace, "U0BEN", Told(NOW.date(), 9)),
    "Prompts.add": _have_the_same,
    "Prompts.save": _save_for,
    "Prompts.fold": _fold_for,
    "Watches.begin": _have_the_same,
    "Watches.end": lambda work, workspace: work.watches.end(workspace, [2]),
    "Watches.drop": lambda work, workspace: work.watches.drop(workspace, NOW + MINUTE),
}
