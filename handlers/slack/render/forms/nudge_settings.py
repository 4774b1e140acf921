"""The form in which people say how they want to be nudged, and leads when their department is left in peace."""

from collections.abc import Iterable, Sequence
from datetime import time

from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.preferences import Preferences
from bot.domain.nudging.preferring import ALL_KINDS, OF_CHANNELS, batches_of
from bot.services.see_preferences import Preferred
from handlers.slack.render.blocks import Choice, divider, header
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.inputs import clock_input, day_input, several
from handlers.slack.render.forms.modal import modal
from handlers.slack.render.nudges.preferences import KINDS, SETTINGS

_LED = 20  # a form holds 100 blocks


def nudge_settings_form(
    preferred: Preferred, organisation: Organisation, reader: Reader, *, metadata: str
) -> Json:
    """Return the form; a section for each department that the reader leads follows their own."""
    words = reader.words
    led = preferred.led(organisation)[:_LED]
    blocks = [
        *_own(preferred.own, organisation.workspace.nudges.times(), reader),
        *(
            block
            for one in led
            for block in _channel(one, preferred.channels[one.key], _sharing(one, organisation), reader)
        ),
    ]
    return modal(SETTINGS, words("Nudge settings"), words("Save"), blocks, reader, metadata=metadata)


def _own(own: Preferences, batches: tuple[time, ...], reader: Reader) -> list[Json]:
    words = reader.words
    start, end = own.window
    return [
        _kinds("kinds", words("What do you want to be nudged about?"), ALL_KINDS, own, reader),
        clock_input("window_start", words("Not before"), f"{start:%H:%M}"),
        clock_input("window_end", words("Not after"), f"{end:%H:%M}"),
        several(
            "batches",
            words("Gathered at"),
            [Choice(f"{at:%H:%M}", f"{at:%H:%M}") for at in batches],
            [f"{at:%H:%M}" for at in batches_of(own, batches)],
            reader,
            hint=words("What is urgent may come in between, once a day."),
        ),
        _pause("paused_until", words("Pause everything until"), own, reader),
    ]


def _sharing(department: Department, organisation: Organisation) -> str:
    """Return the names of those whom the channel belongs to."""
    return ", ".join(one.name for one in organisation.departments if one.channel == department.channel)


def _channel(department: Department, preferences: Preferences, names: str, reader: Reader) -> list[Json]:
    words, key = reader.words, department.key
    label = words("What is the channel nudged about?")
    return [
        divider(),
        header(names),
        _kinds(f"kinds.{key}", label, OF_CHANNELS, preferences, reader),
        _pause(f"paused_until.{key}", words("Leave the channel in peace until"), preferences, reader),
    ]


def _kinds(
    field: str, label: str, kinds: Sequence[LadderKind], preferences: Preferences, reader: Reader
) -> Json:
    choices = [Choice(reader.words(KINDS[kind]), kind.value) for kind in kinds]
    return several(field, label, choices, _wanted(kinds, preferences), reader)


def _wanted(kinds: Iterable[LadderKind], preferences: Preferences) -> list[str]:
    return [kind.value for kind in kinds if kind not in preferences.silent]


def _pause(field: str, label: str, preferences: Preferences, reader: Reader) -> Json:
    until = preferences.paused_until
    shown = until.astimezone(reader.zone).date().isoformat() if until and until > reader.now else None
    return day_input(field, label, shown, hint=reader.words("Empty: no pause."))
