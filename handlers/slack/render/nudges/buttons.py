"""What a reader can do in a row: the first thing that helps, hear of it later, and the rest behind ⋯."""

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import State
from bot.domain.matter.transitions import Action
from bot.domain.nudging.gathering import Reminder
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.snoozing import Snooze
from handlers.slack.render.blocks import Choice, actions, button, overflow
from handlers.slack.render.buttons import MORE, SHOW_HISTORY, label, main_verb, may, talk_button, verb_button
from handlers.slack.render.content import Json, Reader
from handlers.words import msg

WHY, WAKE, SHOW_BATCH = "why_nudge", "wake_nudge", "show_batch"

_WIDE = 2
"""Buttons in a row, before the menu behind ⋯."""

LATER: dict[Snooze, str] = {
    Snooze.TOMORROW: msg("Remind me tomorrow"),
    Snooze.HOUR: msg("In an hour"),
    Snooze.MONDAY: msg("Next Monday"),
    Snooze.DAY: msg("Another day …"),
    Snooze.EVER: msg("No more about this"),
}


def row_buttons(reminder: Reminder, organisation: Organisation, reader: Reader) -> list[Json]:
    """Return the row of buttons under a nudge that still holds."""
    if reader.user is None:
        return _of_channel(reminder, organisation, reader)
    verbs = _verbs(reminder, organisation, reader)
    buttons = [verb_button(verb, reminder.handoff, reader, plain=True) for verb in verbs]
    buttons = [*talk_button(reminder.handoff, reader), *buttons][:_WIDE]
    if len(buttons) > 1:
        later = (Snooze.TOMORROW, Snooze.MONDAY, Snooze.DAY, Snooze.EVER)
    else:
        later = (Snooze.HOUR, Snooze.MONDAY, Snooze.DAY, Snooze.EVER)
        buttons.append(_tomorrow(reminder, reader))
    return actions([*buttons, _more(reminder, later, reader)])


def undo_button(number: int, reader: Reader) -> list[Json]:
    """Return the way back from a snooze."""
    return actions([button(reader.words("Undo"), WAKE, str(number))])


def rest_button(batch: int, offset: int, left: int, reader: Reader) -> list[Json]:
    """Return the button that shows the rows from `offset` on."""
    text = reader.words.many("Show {n} more", "Show {n} more", left)
    return actions([button(text, SHOW_BATCH, f"{batch}:{offset}")])


def _verbs(reminder: Reminder, organisation: Organisation, reader: Reader) -> list[str]:
    handoff = reminder.handoff
    if both := _both(reminder, organisation, reader):
        return [verb for verb in both if may(verb, handoff, organisation, reader)]
    first = main_verb(handoff, organisation, reader)
    if first == SHOW_HISTORY and may(Action.REROUTE, handoff, organisation, reader):
        return [Action.REROUTE]  # an admin, told where there was nobody else
    return [first]


def _both(reminder: Reminder, organisation: Organisation, reader: Reader) -> tuple[Action, ...]:
    """Return the two ways on that the sentence names, where it names two."""
    handoff = reminder.handoff
    if reader.user == handoff.requester and handoff.state is State.OFFERED:
        there = organisation.department(handoff.to_department)
        return (Action.POKE, Action.REROUTE) if there else (Action.REROUTE, Action.WITHDRAW)
    if reader.user == handoff.requester and handoff.state is State.DECLINED:
        return (Action.REROUTE, Action.WITHDRAW)
    if reader.user == handoff.assignee and reminder.nudge.kind is LadderKind.PAUSED:
        return (Action.FINISH, Action.WAIT)
    return ()


def _of_channel(reminder: Reminder, organisation: Organisation, reader: Reader) -> list[Json]:
    """One person silences nobody else, so a channel's nudges can only be answered; as long as it is a department's."""
    handoff = reminder.handoff
    there = organisation.department(handoff.to_department)
    verbs = (Action.ACCEPT, Action.ASK_INFORMATION) if there else ()
    both = [verb_button(verb, handoff, reader, plain=True) for verb in verbs]
    behind = [
        Choice(label(SHOW_HISTORY, handoff, reader), f"{SHOW_HISTORY}:{handoff.number}"),
        _why(reminder, reader),
    ]
    return actions([*[*talk_button(handoff, reader), *both][:_WIDE], overflow(MORE, behind)])


def _tomorrow(reminder: Reminder, reader: Reader) -> Json:
    text = reader.words(LATER[Snooze.TOMORROW])
    return button(text, Snooze.TOMORROW, str(reminder.handoff.number))


def _more(reminder: Reminder, later: tuple[Snooze, ...], reader: Reader) -> Json:
    choices = [Choice(reader.words(LATER[one]), f"{one}:{reminder.handoff.number}") for one in later]
    return overflow(MORE, [*choices, _why(reminder, reader)])


def _why(reminder: Reminder, reader: Reader) -> Choice:
    nudge = reminder.nudge
    value = f"{WHY}:{nudge.number}:{nudge.kind}:{nudge.rung}"
    return Choice(reader.words("Why do I get this?"), value)
