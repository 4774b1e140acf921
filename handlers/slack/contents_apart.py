"""What messages say that are about no single handoff: nudges, mails, and what somebody has to look after."""

from datetime import datetime

from bot.domain.delivery.messages import MessageKind
from bot.domain.delivery.outbox import OutboxRow
from bot.errors import NeedlessError
from bot.ports import Work
from bot.services.report_rules import see_suspects
from bot.services.see_nudges import check_reachable, see_batch
from handlers.holidays import holidays_of
from handlers.slack.letters import Letter, reached
from handlers.slack.links import permalinks
from handlers.slack.render.mails import mail_told
from handlers.slack.render.nudges.message import nudges
from handlers.slack.render.prompts.cues import cue_off
from handlers.slack.render.prompts.opting_in import offer, on_here
from handlers.slack.render.rules import rules_told
from handlers.slack.render.troubles import trouble_told


async def about_trouble(work: Work, row: OutboxRow, now: datetime) -> Letter:
    """Return the letter that tells of a closed channel; raise NeedlessError if it is open again."""
    trouble = await work.troubles.get(row.workspace, row.event)
    if trouble is None:
        raise NeedlessError("mended")
    organisation = await work.organisations.get(row.workspace)
    waiting = await work.outbox.count_waiting(row.workspace, trouble.channel)
    reader = await reached(work, row, organisation, now)
    return Letter(trouble_told(trouble, waiting, organisation, reader))


async def about_rules(work: Work, row: OutboxRow, now: datetime) -> Letter:
    """Return the letter about routing rules that want a look; raise NeedlessError if none does before it is sent."""
    organisation, suspects = await see_suspects(work, row.workspace, row.to, now)
    if not suspects and row.ts is None:
        raise NeedlessError("mended")
    return Letter(rules_told(suspects, organisation, await reached(work, row, organisation, now)))


async def about_mail(work: Work, row: OutboxRow, now: datetime) -> Letter:
    """Return the letter that asks about a mail that is held, or tells what became of it."""
    record = await work.mails.get(row.workspace, row.event)
    if record is None:
        raise NeedlessError("mail_gone")
    organisation = await work.organisations.get(row.workspace)
    return Letter(mail_told(record, organisation, await reached(work, row, organisation, now)))


async def about_nudges(work: Work, row: OutboxRow, now: datetime, team_url: str) -> Letter:
    """Return the letter that gathers nudges; raise NeedlessError or NotYetError if nobody may hear of them (now)."""
    if row.ts is None:
        await check_reachable(work, row.workspace, row.to, holidays_of, now)
    seen = await see_batch(work, row.workspace, row.to, row.event, now)
    if row.ts is None and seen.gathered.needless:  # Slack was away for long, or its reader was
        raise NeedlessError("moved_on")
    reader = await reached(work, row, seen.gathered.organisation, now)
    return Letter(nudges(seen.gathered, reader, permalinks(team_url, seen.places)), live=True)


async def about_noticing(work: Work, row: OutboxRow, now: datetime) -> Letter:
    """Return the letter that asks for a channel or tells of what is on; raise NeedlessError if it is about nothing."""
    organisation = await work.organisations.get(row.workspace)
    reader = await reached(work, row, organisation, now)
    if row.kind is MessageKind.CUE_OFF:
        off = await work.noticings.cue_off(row.workspace, row.event)
        if off is None:
            raise NeedlessError("cue_gone")
        return Letter(cue_off(off, reader))
    place = await work.noticings.numbered(row.workspace, row.event)
    if row.kind is MessageKind.OFFER and (place or row.ts):
        return Letter(offer(place, organisation, reader))
    if place is None:
        raise NeedlessError("left")
    return Letter(on_here(place, reader))
