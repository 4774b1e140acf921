"""Where fire-and-forget messages are noticed: what is on, and what channels have said."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.prompting.noticing import Consent, CueOff, NoticedChannel, Noticing
from bot.domain.prompting.prompts import Counts
from storage.columns import UtcTime
from storage.tables import cues_off, workspaces
from storage.tables import noticed_channels as places
from storage.upserts import insert

_PLACE = select(
    *(places.c[name] for name in ("id", "channel", "consent", "by", "since", "times", "second_opinion"))
)
_CUE = select(*(cues_off.c[name] for name in ("id", "cue", "since", "shown", "dismissed", "until", "by")))


class SqlNoticings:
    """Fulfils the port `Noticings`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, workspace: str) -> Noticing:
        """Return what is on."""
        its = places.c.workspace == workspace, places.c.consent == Consent.ON.value
        on = await self._connection.scalar(select(workspaces.c.noticing).where(workspaces.c.id == workspace))
        channels = await self._connection.execute(
            select(places.c.channel, places.c.second_opinion).where(*its)
        )
        hearing = {row.channel: row.second_opinion for row in channels}
        off = cues_off.c.workspace == workspace, cues_off.c.until.is_(None)
        cues = await self._connection.scalars(select(cues_off.c.cue).where(*off))
        seconds = frozenset(channel for channel, second in hearing.items() if second)
        return Noticing(on is not False, frozenset(hearing), frozenset(cues), seconds)

    async def switch(self, workspace: str, *, on: bool) -> None:
        """Switch all prompts of the workspace on or off; what its channels have said stays."""
        its = update(workspaces).where(workspaces.c.id == workspace)
        await self._connection.execute(its.values(noticing=on))

    async def channel(self, workspace: str, channel: str, *, hold: bool = False) -> NoticedChannel | None:
        """Return what a channel has said, if it was ever asked; `hold`: locked until the commit."""
        query = _PLACE.where(places.c.workspace == workspace, places.c.channel == channel)
        found = await self._connection.execute(query.with_for_update() if hold else query)
        return _place(found.one_or_none())

    async def numbered(self, workspace: str, number: int) -> NoticedChannel | None:
        """Return the noticed channel of that id, if Staffel is still there."""
        its = places.c.workspace == workspace, places.c.id == number
        return _place((await self._connection.execute(_PLACE.where(*its))).one_or_none())

    async def ask(self, workspace: str, channel: str, inviter: str | None, now: datetime) -> NoticedChannel:
        """Begin anew with a channel; whatever it has said before is forgotten."""
        await self.forget(workspace, channel)
        new = {"channel": channel, "consent": Consent.ASKED.value, "by": inviter, "since": now, "times": 0}
        new |= {"second_opinion": False}
        statement = places.insert().values(workspace=workspace, **new).returning(places.c.id)
        number = (await self._connection.execute(statement)).scalar_one()
        return NoticedChannel(number, channel, Consent.ASKED, inviter, now)

    async def decide(
        self, place: NoticedChannel, workspace: str, consent: Consent, by: str, now: datetime
    ) -> NoticedChannel:
        """Store what was decided for a channel, and return it; no second opinions until somebody wants them anew."""
        times = place.times + (consent is Consent.ON)
        decided = replace(place, consent=consent, by=by, since=now, times=times, second_opinion=False)
        its = places.c.workspace == workspace, places.c.id == place.id
        values = {"consent": consent.value, "by": by, "since": now, "times": times, "second_opinion": False}
        await self._connection.execute(update(places).where(*its).values(values))
        return decided

    async def second_opinions(self, place: NoticedChannel, workspace: str, *, on: bool) -> None:
        """Store whether a language model may be asked about the messages of a channel."""
        its = places.c.workspace == workspace, places.c.id == place.id
        await self._connection.execute(update(places).where(*its).values(second_opinion=on))

    async def forget(self, workspace: str, channel: str) -> None:
        """Forget a channel: Staffel is no longer there."""
        its = places.c.workspace == workspace, places.c.channel == channel
        await self._connection.execute(delete(places).where(*its))

    async def switch_cue_off(self, workspace: str, cue: str, counts: Counts, now: datetime) -> CueOff | None:
        """Switch a cue off; return None if it is off already."""
        values = {"cue": cue, "since": now, "shown": counts.shown, "dismissed": counts.dismissed}
        statement = insert(self._connection, cues_off).values(workspace=workspace, **values)
        statement = statement.on_conflict_do_nothing()
        number = await self._connection.scalar(statement.returning(cues_off.c.id))
        return None if number is None else CueOff(number, cue, now, counts.shown, counts.dismissed)

    async def switch_cue_on(self, workspace: str, number: int, by: str, now: datetime) -> CueOff | None:
        """Switch on the cue that was switched off under that id; return None if there is no such one.

        One that is on already is returned as it is.
        """
        its = *_numbered(workspace, number), cues_off.c.until.is_(None)
        await self._connection.execute(update(cues_off).where(*its).values(until=now, by=by))
        return await self.cue_off(workspace, number)

    async def cue_off(self, workspace: str, number: int) -> CueOff | None:
        """Return the switched-off cue of that id."""
        found = await self._connection.execute(_CUE.where(*_numbered(workspace, number)))
        row = found.one_or_none()
        return CueOff(**row._mapping) if row else None

    async def cue_on_since(self, workspace: str, cue: str) -> datetime | None:
        """Return when a cue was switched on again last; None if it was never off."""
        last = select(func.max(cues_off.c.until, type_=UtcTime()))
        since: datetime | None = await self._connection.scalar(
            last.where(cues_off.c.workspace == workspace, cues_off.c.cue == cue)
        )
        return since


def _numbered(workspace: str, number: int) -> tuple[ColumnElement[bool], ...]:
    return cues_off.c.workspace == workspace, cues_off.c.id == number


def _place(row: Row[Any] | None) -> NoticedChannel | None:
    return NoticedChannel(**{**row._mapping, "consent": Consent(row.consent)}) if row else None
