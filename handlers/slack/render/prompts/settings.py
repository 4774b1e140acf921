"""The part of /handoff settings about prompts: for the reader, for this channel, for all."""

from bot.domain.company.organisation import Organisation
from bot.domain.matter.roles import is_admin
from bot.domain.nudging.preferences import Preferences
from bot.domain.prompting.noticing import Noticing, may_decide
from handlers.slack.render.blocks import actions, button
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.prompts.opting_in import OFF, ON, OPINION_OFF, OPINION_ON
from handlers.slack.render.prompts.prompt import MUTE, UNMUTE
from handlers.slack.render.rich import Line, paragraph, text
from handlers.words import msg

ALL_ON, ALL_OFF = "prompts_on", "prompts_off"
FROM_SETTINGS = "settings"
"""The value of a button that stands in the settings, which are shown anew then."""

_ASKED = msg("If a message of yours sounds thrown over (“I sent them a mail”), Staffel may ask you about it.")
_NOT_ASKED = msg("Staffel does not ask you about messages that sound thrown over.")
_NOBODY = msg("Nobody here is asked about messages that sound thrown over: an admin has switched that off.")
_ON_HERE = msg("In this channel it notices such messages.")
_OFF_HERE = msg("In this channel it does not read along.")
_OPINION_HERE = msg("Where its rules are unsure, it asks a language model about the message.")
_NO_OPINION_HERE = msg("It asks no language model about messages of this channel.")


def prompt_settings(
    noticing: Noticing,
    own: Preferences,
    channel: str | None,
    organisation: Organisation,
    reader: Reader,
    *,
    guest: bool = False,
) -> list[Json]:
    """Return what holds, and the buttons for what this reader may change; `guest`: there is a language model."""
    admin = is_admin(reader.user or "", organisation, reader.membership)
    if not noticing.on:
        switch = [button(reader.words("Switch on for all"), ALL_ON, FROM_SETTINGS)] if admin else []
        return [*paragraph(text(reader.words(_NOBODY))), *actions(switch)]
    here = channel if channel and channel.startswith(("C", "G")) else None
    buttons = [_own(own, reader), *_here(noticing, here, organisation, reader)]
    heard = here if guest and here and noticing.hears(here) else None
    if heard and may_decide(reader.user or "", reader.membership, organisation, heard):
        buttons.append(_opinion(noticing, heard, reader))
    if admin:
        buttons.append(button(reader.words("Switch off for all"), ALL_OFF, FROM_SETTINGS))
    lines = [*_lines(noticing, own, here, reader), _opinion_line(noticing, heard, reader)]
    return [*paragraph(*lines), *actions(buttons)]


def _lines(noticing: Noticing, own: Preferences, here: str | None, reader: Reader) -> list[Line]:
    asked = text(reader.words(_ASKED if own.prompts else _NOT_ASKED))
    if here is None:
        return [asked]
    return [asked, text(reader.words(_ON_HERE if noticing.hears(here) else _OFF_HERE))]


def _own(own: Preferences, reader: Reader) -> Json:
    if own.prompts:
        return button(reader.words("Do not ask me such things"), MUTE, FROM_SETTINGS)
    return button(reader.words("Ask me again"), UNMUTE, FROM_SETTINGS)


def _here(noticing: Noticing, here: str | None, organisation: Organisation, reader: Reader) -> list[Json]:
    if here is None or not may_decide(reader.user or "", reader.membership, organisation, here):
        return []
    if noticing.hears(here):
        return [button(reader.words("Switch off here"), OFF, here)]
    return [button(reader.words("Switch on here"), ON, here)]


def _opinion_line(noticing: Noticing, heard: str | None, reader: Reader) -> Line:
    if heard is None:
        return []
    return text(reader.words(_OPINION_HERE if heard in noticing.second_opinions else _NO_OPINION_HERE))


def _opinion(noticing: Noticing, heard: str, reader: Reader) -> Json:
    if heard in noticing.second_opinions:
        return button(reader.words("No language model here"), OPINION_OFF, heard)
    return button(reader.words("Ask a language model in doubt"), OPINION_ON, heard)
