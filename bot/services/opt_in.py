"""Where Staffel may notice: it asks when it is invited, and those who may decide switch it on and off."""

from bot.domain.company.audit import AuditEntry
from bot.domain.company.organisation import Organisation
from bot.domain.matter.roles import is_admin
from bot.domain.prompting.noticing import (
    Consent,
    CueOff,
    NoticedChannel,
    asked,
    check_decider,
    deciders,
    may_decide,
    offers,
    told_in_channel,
)
from bot.errors import NotAllowedError, NotFoundError
from bot.ports import UnitOfWork, Work
from bot.services.membership import membership_of
from bot.services.request import Request


async def invited(unit_of_work: UnitOfWork, request: Request, channel: str) -> bool:
    """Ask whether Staffel may notice in a channel that the actor has invited it to; nothing is on until a yes."""
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return False
        organisation = await work.organisations.get(request.workspace)
        place = await work.noticings.ask(request.workspace, channel, request.actor or None, request.now)
        people = await _whom_to_tell(work, request, organisation, channel)
        await work.outbox.put(request.workspace, offers(place, people), request.now)
        return True


async def removed(unit_of_work: UnitOfWork, request: Request, channel: str) -> None:
    """Forget a channel: Staffel is no longer in it, and has to ask again when it comes back."""
    async with unit_of_work.write() as work:
        if await work.inbox.take(request.workspace, request.key, request.now):
            await work.noticings.forget(request.workspace, channel)


async def switch_channel(unit_of_work: UnitOfWork, request: Request, channel: str, consent: Consent) -> bool:
    """Switch a channel on or off; return False if that took effect before, or is so already.

    Raises NotAllowedError. What was said of it before, in private and in the channel, shows what holds now.
    """
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return False
        organisation = await work.organisations.get(request.workspace)
        check_decider(request.actor, await membership_of(work, request), organisation, channel)
        before = await work.noticings.channel(request.workspace, channel, hold=True)
        if before is None:  # Staffel was there before it knew how to ask
            before = await work.noticings.ask(request.workspace, channel, None, request.now)
        if before.consent is consent:
            return False
        place = await work.noticings.decide(before, request.workspace, consent, request.actor, request.now)
        inviter = before.by if before.consent is Consent.ASKED else None
        await _tell(work, request, organisation, place, inviter)
        await _audit(work, request, f"prompts in {channel}", before.consent, consent)
        return True


async def switch_second_opinion(
    unit_of_work: UnitOfWork, request: Request, channel: str, *, on: bool
) -> bool:
    """Let a language model be asked about messages of a channel, or no more; return False if that changed nothing.

    Only where the channel is on. Raises NotAllowedError. The line in the channel tells it.
    """
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return False
        organisation = await work.organisations.get(request.workspace)
        check_decider(request.actor, await membership_of(work, request), organisation, channel)
        place = await work.noticings.channel(request.workspace, channel, hold=True)
        if place is None or place.consent is not Consent.ON or place.second_opinion is on:
            return False
        await work.noticings.second_opinions(place, request.workspace, on=on)
        await work.cards.want_anew(request.workspace, [told_in_channel(place).key], request.now)
        await _audit(work, request, f"second opinion in {channel}", _word(not on), _word(on))
        return True


async def switch_workspace(unit_of_work: UnitOfWork, request: Request, *, on: bool) -> bool:
    """Switch prompts on or off for all; return False if this took effect before. Raises NotAllowedError."""
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return False
        await _check_admin(work, request)
        before = await work.noticings.get(request.workspace)
        await work.noticings.switch(request.workspace, on=on)
        await _audit(work, request, "prompts of all channels", _word(before.on), _word(on))
        return True


async def switch_cue_on(unit_of_work: UnitOfWork, request: Request, number: int) -> CueOff | None:
    """Switch a cue on again that was switched off by itself; return None if this took effect before.

    Raises NotAllowedError and NotFoundError.
    """
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return None
        await _check_admin(work, request)
        cue = await work.noticings.switch_cue_on(request.workspace, number, request.actor, request.now)
        if cue is None:
            raise NotFoundError("prompt_gone")
        await _audit(work, request, f"cue {cue.cue}", Consent.OFF, Consent.ON)
        return cue


async def _tell(
    work: Work, request: Request, organisation: Organisation, place: NoticedChannel, inviter: str | None
) -> None:
    workspace, now = request.workspace, request.now
    everybody = {*deciders(organisation, place.channel), request.actor, *([inviter] if inviter else [])}
    line = told_in_channel(place)
    if place.consent is Consent.ON:
        await work.outbox.put(workspace, [line], now)
    keys = [one.key for one in offers(place, tuple(everybody))]
    if place.consent is Consent.OFF:
        keys.append(line.key)
    await work.cards.want_anew(workspace, keys, now)


async def _audit(work: Work, request: Request, what: str, before: str, after: str) -> None:
    entry = AuditEntry(request.now, request.actor, what, before, after)
    await work.audits.add(request.workspace, [entry])


async def _whom_to_tell(
    work: Work, request: Request, organisation: Organisation, channel: str
) -> tuple[str, ...]:
    """Return the inviter alone if they may decide; else who is asked, and the inviter, who learns whom it depends on."""
    inviter = request.actor
    if inviter and may_decide(inviter, await membership_of(work, request), organisation, channel):
        return (inviter,)
    return tuple(dict.fromkeys([*asked(organisation, channel), *([inviter] if inviter else [])]))


async def _check_admin(work: Work, request: Request) -> None:
    organisation = await work.organisations.get(request.workspace)
    if not is_admin(request.actor, organisation, await membership_of(work, request)):
        admins = " ".join(organisation.workspace.admins[:3])
        raise NotAllowedError("not_yours_to_switch", people=admins or None)


def _word(on: bool) -> Consent:
    return Consent.ON if on else Consent.OFF
