"""Up the ladder: when a handoff's next nudge is due, and what happens then. Pure.

Every handoff has one `next_nudge_at`. A change of state sets it anew (`scheduled`); the clock's tick takes those that
are due one rung further (`climb`). What a person reads of it, and when in their day, is decided in batches.py.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from zlib import crc32

from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.matter.closing import close_unconfirmed
from bot.domain.matter.decision import Decision, Draft
from bot.domain.matter.handoff import Handoff
from bot.domain.nudging.ladders import LadderKind, Reach
from bot.domain.nudging.nudges import Nudge, foot_of
from bot.domain.nudging.on_ladder import OnLadder, on_ladder
from bot.domain.nudging.reaching import Reached, reached
from bot.domain.nudging.standing import Place, Standing, placed, standing_of
from bot.domain.time.calendars import Calendars


class Then(Enum):
    """What a rung changes about a handoff besides its place."""

    CLOSED = auto()
    RESUMED = auto()


@dataclass(frozen=True, slots=True)
class Climb:
    """One rung: who stood there, where it stands now, the nudges, and the messages that do not wait for anybody's day.

    `held`: the nudges are kept back for a business day, to see what happens without them (the control of their effect).
    """

    standing: Standing
    place: Place
    nudges: tuple[Nudge, ...] = ()
    messages: tuple[Message, ...] = ()
    held: bool = False
    then: Then | None = None


def scheduled(before: Handoff | None, after: Handoff, calendars: Calendars, now: datetime) -> Handoff:
    """Return `after` with its next nudge; a matter that still waits for the same keeps its place on the ladder."""
    standing = standing_of(after)
    if before is not None and foot_of(standing_of(before)) == foot_of(standing):
        return after
    return placed(after, _afresh(standing, calendars, now))


def rescheduled(standing: Standing, calendars: Calendars, now: datetime) -> Place:
    """Return the place of a handoff whose organisation has changed; the rungs behind it stay behind it."""
    ladder = on_ladder(standing, calendars)
    if ladder is None:
        return replace(standing.place, next_nudge_at=None)
    at = ladder.at(standing.rung)
    if at is None:  # no rung is left: what was to come yet finds out when it comes (`_beyond`)
        return standing.place
    return replace(standing.place, next_nudge_at=max(at, ladder.calendar.next_opening(now)))


def climb(
    standing: Standing, calendars: Calendars, now: datetime, gone: frozenset[str] = frozenset()
) -> Climb:
    """Take a handoff whose next nudge is due one rung further; `gone` are people who have left the company."""
    ladder = on_ladder(standing, calendars)
    if ladder is None:
        return Climb(standing, replace(standing.place, next_nudge_at=None))
    if standing.rung >= len(ladder.rungs):
        return _beyond(standing, ladder, calendars, now)
    rung = ladder.present(standing.rung, now)
    to = ladder.rungs[rung].to
    if to is Reach.CLOSE:
        return _closed(standing)
    nudges = _nudges(standing, ladder, rung, reached(to, standing, calendars.organisation, gone))
    control = calendars.organisation.workspace.nudges.control
    if control and not standing.held and _is_control(standing, ladder, rung, control):
        later = ladder.calendar.add_business_days(now, 1)
        return Climb(standing, Place(rung, later, held=True), nudges, held=True)
    place = Place(rung + 1, ladder.following(rung, now))
    return _told(Climb(standing, place, nudges), ladder, calendars, now)


def carried_out(climb: Climb, handoff: Handoff, now: datetime) -> Decision:
    """Return what a climb means for the whole handoff."""
    if climb.then is Then.CLOSED:
        return close_unconfirmed(handoff, now)
    if climb.then is None:
        return Decision(placed(handoff, climb.place), messages=climb.messages)
    since = handoff.waiting_until or handoff.state_since
    resumed = replace(handoff, waiting_until=None, waiting_for="", state_since=since)
    draft = Draft(placed(resumed, climb.place), actor="", now=now)
    draft.card()
    return draft.decision()


def _afresh(standing: Standing, calendars: Calendars, now: datetime) -> Place:
    ladder = on_ladder(standing, calendars)
    rung, at = ladder.coming(0, now) if ladder else (0, None)
    if ladder and ladder.foot.kind is LadderKind.PAUSED and not ladder.rungs:  # it ends all the same
        at = ladder.calendar.next_opening(ladder.foot.since)
    return Place(rung if at else 0, at)


def _beyond(standing: Standing, ladder: OnLadder, calendars: Calendars, now: datetime) -> Climb:
    """Return what follows where no rung is left: a pause ends, what was to close closes, the rest is over and says so.

    A pause of which nobody wants to hear has no rung at all; other ladders were shortened meanwhile.
    """
    last = len(ladder.rungs) - 1
    if not ladder.closes:
        over = Climb(standing, replace(standing.place, next_nudge_at=None))
        return _told(over, ladder, calendars, now)
    at = ladder.at(last)
    if at is None or at <= now:
        return _closed(standing)
    return Climb(standing, replace(standing.place, rung=last, next_nudge_at=at))


def _closed(standing: Standing) -> Climb:
    return Climb(standing, replace(standing.place, next_nudge_at=None), then=Then.CLOSED)


def _told(climb: Climb, ladder: OnLadder, calendars: Calendars, now: datetime) -> Climb:
    """Return the climb with what the card has to show: that a pause is over, or that the ladder is."""
    if ladder.foot.kind is LadderKind.PAUSED:
        resumed = replace(climb.standing, waiting_until=None, state_since=ladder.foot.since)
        return replace(climb, place=_afresh(resumed, calendars, now), then=Then.RESUMED)
    if climb.place.next_nudge_at is not None:
        return climb
    standing = climb.standing
    return replace(
        climb, messages=(Message(MessageKind.CARD, standing.channel, standing.number, standing.hop),)
    )


def _nudges(standing: Standing, ladder: OnLadder, rung: int, told: Reached) -> tuple[Nudge, ...]:
    due_at = standing.next_nudge_at or ladder.foot.since
    return tuple(
        Nudge(
            number=standing.number,
            kind=ladder.foot.kind,
            since=ladder.foot.since,
            rung=rung,
            to=to,
            due_at=due_at,
            urgent=standing.urgent,
            instead_of=told.instead_of,
        )
        for to in told.to
    )


def _is_control(standing: Standing, ladder: OnLadder, rung: int, share: float) -> bool:
    """Return whether this nudge belongs to the share without one: always the same answer for the same rung."""
    if standing.urgent:
        return False
    since = ladder.foot.since.isoformat()
    key = f"{standing.workspace}:{standing.number}:{ladder.foot.kind}:{since}:{rung}"
    return crc32(key.encode()) / 2**32 < share
