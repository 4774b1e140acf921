"""A prompt is noted as shown before it is sent: Slack cannot tell us whether it has it, and lost is better than twice."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.company.organisation import Organisation
from bot.domain.company.people import Person
from bot.domain.mail.watching import Watch
from bot.domain.nudging.listeners import Listener
from bot.domain.nudging.recipients import recipient_of
from bot.domain.prompting.prompts import (
    Outcome,
    Prompt,
    beside_the_message,
    may_be_asked,
    not_shown,
    shown,
    shown_when,
)
from bot.domain.time.calendars import Calendars, Holidays
from bot.errors import NeedlessError, NotYetError
from bot.ports import UnitOfWork, Work

_TODAY_AND_MORE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Shown:
    """A prompt that may leave now; `beside`: it stands beside its message, else in the author's conversation.

    `watch` is the mail that it is about, if it is about one.
    """

    prompt: Prompt
    beside: bool
    organisation: Organisation
    person: Person | None
    watch: Watch | None = None


async def show_prompt(
    unit_of_work: UnitOfWork, workspace: str, number: int, holidays: Holidays, now: datetime
) -> Shown:
    """Note the prompt as shown, and return it.

    Raises NotYetError while its author may not be disturbed, NeedlessError if it is not (or no more) to be shown.
    """
    async with unit_of_work.write() as work:
        prompt = await work.prompts.get(workspace, number, hold=True)
        if prompt is None or prompt.outcome is not Outcome.WAITING:
            raise NeedlessError("ended")
        if prompt.noticed_at > now:  # a mail that may still be answered
            raise NotYetError(prompt.noticed_at)
        done = await _shown(work, prompt, holidays, now)
        if done is None:
            await work.prompts.save(replace(prompt, outcome=Outcome.DROPPED))
            await work.watches.end(workspace, [number])
    if done is None:
        raise NeedlessError("dropped")
    return done


async def unshow_prompt(unit_of_work: UnitOfWork, prompt: Prompt, *, again: bool) -> None:
    """Note that Slack did not take a prompt; `again`: it will be tried again."""
    async with unit_of_work.write() as work:
        listener = await work.nudges.listener(prompt.workspace, prompt.about.author)
        before, told = not_shown(prompt, listener.told)
        await work.prompts.save(before if again else replace(before, outcome=Outcome.DROPPED))
        await work.nudges.spend(prompt.workspace, listener.id, told)


async def _shown(work: Work, prompt: Prompt, holidays: Holidays, now: datetime) -> Shown | None:
    workspace, author = prompt.workspace, prompt.about.author
    organisation = await work.organisations.get(workspace)
    person = await work.people.get(workspace, author)
    listener = await work.nudges.listener(workspace, author)
    watch = await work.watches.get(workspace, prompt.id)
    if watch and watch.over:
        return None
    if not await _still_wanted(work, prompt, listener, organisation, person):
        return None
    recipient = recipient_of(listener, person, Calendars(organisation, holidays))
    before = await work.prompts.shown_to(workspace, author, now - _TODAY_AND_MORE)
    when = shown_when(prompt, recipient, before, now)
    if recipient is None or when is None:
        return None
    if when > now:
        raise NotYetError(when)
    done, told = shown(prompt, listener.told, recipient, now)
    await work.prompts.save(done)
    await work.nudges.spend(workspace, author, told)
    return Shown(done, beside_the_message(prompt, now), organisation, person, watch)


async def _still_wanted(
    work: Work, prompt: Prompt, listener: Listener, organisation: Organisation, person: Person | None
) -> bool:
    noticing = await work.noticings.get(prompt.workspace)
    about = prompt.about
    wanted = noticing.asks(about.channel, about.cue)
    return wanted and may_be_asked(about, person, listener.preferences, organisation)
