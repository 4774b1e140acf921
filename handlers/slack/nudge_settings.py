"""The form of somebody's nudge settings: opened, and taken."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from functools import partial

from bot.domain.checks import Checks
from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.preferences import Preferences
from bot.domain.nudging.preferring import Choice, preferred, quietened
from bot.services.prefer import prefer
from bot.services.see_preferences import Preferred, see_preferences
from handlers.slack.answers import show_form
from handlers.slack.desk import renew_home
from handlers.slack.edge import Caller, Edge, known_now
from handlers.slack.metadata import Turning, well_formed
from handlers.slack.render.content import Reader
from handlers.slack.render.forms.nudge_settings import nudge_settings_form
from handlers.slack.values import Typed, chosen, clock, instant, typed


async def click_settings(edge: Edge, caller: Caller, _: str) -> None:
    """Open the form with what holds now."""
    so_far = await see_preferences(edge.unit_of_work, caller.request(edge))
    known = await known_now(edge, caller)
    reader = known.reader(edge.clock(), caller.user)
    carried = Turning(0, caller.user, home=caller.at_home).written()
    show_form(
        edge, caller, partial(nudge_settings_form, so_far, known.organisation, reader, metadata=carried)
    )


async def submit_settings(edge: Edge, caller: Caller) -> None:
    """Store what was chosen, for the caller and the departments that they lead."""
    so_far = await see_preferences(edge.unit_of_work, caller.request(edge))
    known = await known_now(edge, caller)
    reader = known.reader(edge.clock(), caller.user)
    checks, values = Checks(), typed(caller.view or {})
    own = _own(values, known.organisation, checks, reader)
    shown = {block.get("block_id") for block in (caller.view or {}).get("blocks", [])}
    led = [one for one in so_far.led(known.organisation) if f"kinds.{one.key}" in shown]
    # Whether they are asked about messages is no question of this form.
    own = replace(own, prompts=so_far.own.prompts)
    wanted = {caller.user: own, **_channels(values, so_far, led, checks, reader)}
    checks.done()
    await prefer(edge.unit_of_work, caller.request(edge), wanted)
    renew_home(edge, caller)


def _own(values: Typed, organisation: Organisation, checks: Checks, reader: Reader) -> Preferences:
    with well_formed():
        batches = tuple(time.fromisoformat(text) for text in chosen(values, "batches"))
    choice = Choice(
        kinds=_kinds(values, "kinds"),
        start=clock(values, "window_start"),
        end=clock(values, "window_end"),
        batches=batches,
        paused_until=instant(values, "paused_until", reader.zone),
    )
    return preferred(choice, organisation.workspace.nudges.times(), checks, reader.now)


def _channels(
    values: Typed, so_far: Preferred, led: Sequence[Department], checks: Checks, reader: Reader
) -> dict[str, Preferences]:
    wanted: dict[str, Preferences] = {}
    for one in led:
        field = f"paused_until.{one.key}"
        until = instant(values, field, reader.zone)
        checks.in_future(field, until, reader.now)
        before = so_far.channels[one.key]
        wanted[one.channel] = quietened(before, _kinds(values, f"kinds.{one.key}"), until)
    return wanted


def _kinds(values: Typed, field: str) -> frozenset[LadderKind]:
    with well_formed():
        return frozenset(LadderKind(kind) for kind in chosen(values, field))
