"""Staffel comes into a channel or leaves it; what may be noticed is switched on and off."""

from dataclasses import replace

import structlog

from bot.domain.prompting.noticing import Consent
from bot.services.opt_in import (
    invited,
    removed,
    switch_channel,
    switch_cue_on,
    switch_second_opinion,
    switch_workspace,
)
from handlers.slack.answers import tell
from handlers.slack.commands import settings_now
from handlers.slack.edge import Body, Caller, Edge, event_request, reader_of
from handlers.slack.metadata import well_formed
from handlers.slack.render.prompts.cues import cue_off

log = structlog.get_logger(__name__)


async def ask_channel(edge: Edge, body: Body) -> None:
    """Ask whether Staffel may notice in the channel that it was invited to."""
    told, request = body["event"], event_request(edge, body)
    asking = replace(request, actor=told.get("inviter") or "", key=f"{request.key}:asks")
    if await invited(edge.unit_of_work, asking, told["channel"]):
        edge.attentions.forget(request.workspace)
        edge.wake()


async def channel_left(edge: Edge, body: Body) -> None:
    """Forget a channel that Staffel was removed from."""
    request = event_request(edge, body)
    await removed(edge.unit_of_work, request, body["event"]["channel"])
    edge.attentions.forget(request.workspace)


async def click_on(edge: Edge, caller: Caller, channel: str) -> None:
    """Switch a channel on."""
    await _switch(edge, caller, channel, Consent.ON)


async def click_off(edge: Edge, caller: Caller, channel: str) -> None:
    """Switch a channel off."""
    await _switch(edge, caller, channel, Consent.OFF)


async def click_all_on(edge: Edge, caller: Caller, _: str) -> None:
    """Let prompts be made again."""
    await _switch_all(edge, caller, on=True)


async def click_all_off(edge: Edge, caller: Caller, _: str) -> None:
    """Let no prompts be made at all."""
    await _switch_all(edge, caller, on=False)


async def click_opinion_on(edge: Edge, caller: Caller, channel: str) -> None:
    """Let a language model be asked about messages of a channel where the rules are unsure."""
    await _switch_opinion(edge, caller, channel, on=True)


async def click_opinion_off(edge: Edge, caller: Caller, channel: str) -> None:
    """Let no language model be asked about messages of a channel."""
    await _switch_opinion(edge, caller, channel, on=False)


async def click_cue_on(edge: Edge, caller: Caller, value: str) -> None:
    """Switch a cue on again."""
    with well_formed():
        number = int(value)
    if cue := await switch_cue_on(edge.unit_of_work, caller.request(edge), number):
        edge.attentions.forget(caller.workspace)
        tell(edge, caller, cue_off(cue, await reader_of(edge, caller)), replace=True)


async def _switch(edge: Edge, caller: Caller, channel: str, consent: Consent) -> None:
    if await switch_channel(edge.unit_of_work, caller.request(edge), channel, consent):
        log.info("noticing_switched", channel=channel, consent=consent)
        edge.attentions.forget(caller.workspace)
        edge.wake()
        await _show_settings(edge, caller)


async def _switch_all(edge: Edge, caller: Caller, *, on: bool) -> None:
    if await switch_workspace(edge.unit_of_work, caller.request(edge), on=on):
        log.info("noticing_switched", on=on)
        edge.attentions.forget(caller.workspace)
        await _show_settings(edge, caller)


async def _switch_opinion(edge: Edge, caller: Caller, channel: str, *, on: bool) -> None:
    if await switch_second_opinion(edge.unit_of_work, caller.request(edge), channel, on=on):
        log.info("second_opinions_switched", channel=channel, on=on)
        edge.attentions.forget(caller.workspace)
        edge.wake()
        await _show_settings(edge, caller)


async def _show_settings(edge: Edge, caller: Caller) -> None:
    if caller.whispered:  # clicked in the settings; every other message follows by itself
        tell(edge, caller, await settings_now(edge, caller), replace=True)
