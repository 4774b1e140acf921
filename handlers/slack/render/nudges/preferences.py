"""How somebody wants to be nudged, in words."""

from collections.abc import Iterable
from datetime import time

from bot.domain.company.organisation import Organisation
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.preferences import Preferences
from bot.domain.nudging.preferring import batches_of
from bot.services.see_preferences import Preferred
from handlers.slack.render.blocks import button
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.rich import Line, Said, rich, text
from handlers.words import msg

SETTINGS = "nudge_settings"
"""The `action_id` of the button and the `callback_id` of the form."""

KINDS: dict[LadderKind, str] = {
    LadderKind.NOT_ACCEPTED: msg("Not accepted yet"),
    LadderKind.NOT_ACCEPTED_URGENT: msg("Urgent, and not accepted yet"),
    LadderKind.INFORMATION_ASKED: msg("A question waits for an answer"),
    LadderKind.DECLINED: msg("Declined"),
    LadderKind.PAUSED: msg("A pause is over"),
    LadderKind.DUE: msg("Due soon, or overdue"),
    LadderKind.NOT_CONFIRMED: msg("Done, and not confirmed yet"),
}


def settings_button(reader: Reader) -> Json:
    """Return the button that opens the form."""
    return button(reader.words("Nudge settings"), SETTINGS, "")


def preference_lines(preferred: Preferred, organisation: Organisation, reader: Reader) -> list[Line]:
    """Return when and about what the reader is nudged, and which of their departments is left in peace."""
    words, own = reader.words, preferred.own
    lines = [
        when_line(own, organisation, reader),
        _paused(own, reader),
        _silent(own, reader),
        *(
            rich(
                words("The channel of {department} is left in peace until {day}."),
                department=one.name,
                day=reader.day(until),
            )
            for one in preferred.led(organisation)
            if (until := preferred.channels[one.key].paused_until) and until > reader.now
        ),
    ]
    return [line for line in lines if line]


def when_line(preferences: Preferences, organisation: Organisation, reader: Reader) -> Line:
    """Return between when and when somebody is nudged, and when their nudges are gathered."""
    start, end = preferences.window
    batches = batches_of(preferences, organisation.workspace.nudges.times())
    return rich(
        reader.words("Nudges: between {start} and {end}, gathered at {batches}"),
        start=_clock(start),
        end=_clock(end),
        batches=", ".join(map(_clock, batches)),
    )


def kinds_in_words(kinds: Iterable[LadderKind], reader: Reader) -> str:
    """Return kinds as a list, in the order of the form."""
    wanted = frozenset(kinds)
    return ", ".join(reader.words(label) for kind, label in KINDS.items() if kind in wanted)


def _paused(own: Preferences, reader: Reader) -> Line:
    if own.paused_until is None or own.paused_until <= reader.now:
        return []
    return text(reader.words("All of them are paused until {day}.", day=reader.day(own.paused_until)))


def _silent(own: Preferences, reader: Reader) -> Line:
    silent = kinds_in_words(own.silent, reader)
    return rich(reader.words("Not about: {kinds}"), kinds=Said(silent)) if silent else []


def _clock(at: time) -> str:
    return f"{at:%H:%M}"
