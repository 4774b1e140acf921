"""The clicks on prompts and on what is on, by `action_id`."""

from collections.abc import Awaitable, Callable, Mapping

from handlers.slack.edge import Caller, Edge
from handlers.slack.prompting.clicks import (
    click_accepted,
    click_dismiss,
    click_make,
    click_mute,
    click_undo,
    click_unmute,
)
from handlers.slack.prompting.opting_in import (
    click_all_off,
    click_all_on,
    click_cue_on,
    click_off,
    click_on,
    click_opinion_off,
    click_opinion_on,
)
from handlers.slack.render.prompts.cues import CUE_ON
from handlers.slack.render.prompts.opting_in import OFF, ON, OPINION_OFF, OPINION_ON
from handlers.slack.render.prompts.prompt import ACCEPTED, DISMISS, MAKE, MUTE, UNDO, UNMUTE
from handlers.slack.render.prompts.settings import ALL_OFF, ALL_ON

PROMPT_CLICKS: Mapping[str, Callable[[Edge, Caller, str], Awaitable[None]]] = {
    MAKE: click_make,
    ACCEPTED: click_accepted,
    DISMISS: click_dismiss,
    UNDO: click_undo,
    MUTE: click_mute,
    UNMUTE: click_unmute,
    ON: click_on,
    OFF: click_off,
    ALL_ON: click_all_on,
    ALL_OFF: click_all_off,
    CUE_ON: click_cue_on,
    OPINION_ON: click_opinion_on,
    OPINION_OFF: click_opinion_off,
}
