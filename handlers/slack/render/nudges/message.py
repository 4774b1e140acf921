"""The one message that gathers what waits for a reader: what they can do first, then what they wait for."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from bot.domain.nudging.gathering import Gathered, Reminder
from bot.domain.nudging.ladders import LadderKind
from handlers.slack.render.blocks import divider
from handlers.slack.render.content import Content, Json, Reader
from handlers.slack.render.notice import notice
from handlers.slack.render.nudges.buttons import rest_button, row_buttons, undo_button
from handlers.slack.render.nudges.sentences import moved_on, sentence
from handlers.slack.render.nudges.silence import silence
from handlers.slack.render.rich import Bold, element, joined, paragraph, plain, text
from handlers.slack.render.rows import Links
from handlers.slack.render.states import title
from handlers.words import msg


class _Part(StrEnum):
    FOR_YOU = msg("Waits for you")
    YOU_WAIT = msg("You wait for")
    HERE = msg("Not accepted yet")


_Parts = Mapping[_Part, Sequence[Reminder]]

_OTHERS_TURN = frozenset({LadderKind.NOT_ACCEPTED, LadderKind.NOT_ACCEPTED_URGENT, LadderKind.DUE})


def nudges(gathered: Gathered, reader: Reader, links: Links) -> Content:
    """Return the rows of a batch, with a button for those that are left.

    What has moved on or was snoozed since says so in a few words: the message tells the truth as long as it stands.
    """
    if not gathered.reminders:
        return notice(reader.words("What stood here has come again in a later message."))
    parts = _parts(gathered.reminders, reader)
    shown_parts = [_shown(part, some, gathered, reader, links=links) for part, some in parts.items()]
    blocks = [block for part in shown_parts for block in (divider(), *part)][1:]
    shown = gathered.offset + len(gathered.reminders)
    if left := gathered.total - shown:
        blocks += rest_button(gathered.number, shown, left, reader)
    return Content(_notification(parts, gathered, reader), blocks)


def _parts(reminders: Sequence[Reminder], reader: Reader) -> _Parts:
    sorted_out: dict[_Part, list[Reminder]] = {part: [] for part in _Part}
    for one in reminders:
        sorted_out[_part(one, reader)].append(one)
    return {part: some for part, some in sorted_out.items() if some}


def _part(reminder: Reminder, reader: Reader) -> _Part:
    if reader.user is None:
        return _Part.HERE
    waits = reader.user == reminder.handoff.requester and reminder.nudge.kind in _OTHERS_TURN
    return _Part.YOU_WAIT if waits else _Part.FOR_YOU


def _shown(
    part: _Part, reminders: Sequence[Reminder], gathered: Gathered, reader: Reader, *, links: Links
) -> list[Json]:
    rows = [block for one in reminders for block in _row(one, gathered, reader, links)]
    return [*paragraph(element(Bold(reader.words(part)))), *rows]


def _row(reminder: Reminder, gathered: Gathered, reader: Reader, links: Links) -> list[Json]:
    handoff, organisation = reminder.handoff, gathered.organisation
    named = title(handoff, links.get(handoff.number))
    if not reminder.holds:
        return paragraph(joined([named, moved_on(handoff, organisation, reader)], " "))
    if reminder.snoozed:
        line = joined([named, text(silence(reminder.snoozed, reader))], " – ")
        return [*paragraph(line), *undo_button(handoff.number, reader)]
    return [
        *paragraph(named, sentence(reminder, organisation, reader)),
        *row_buttons(reminder, organisation, reader),
    ]


def _notification(parts: _Parts, gathered: Gathered, reader: Reader) -> str:
    if len(gathered.reminders) == gathered.total == 1 and gathered.reminders[0].holds:
        return plain(sentence(gathered.reminders[0], gathered.organisation, reader))
    counted = [_counted(part, len(some), reader) for part, some in parts.items()]
    if left := gathered.total - gathered.offset - len(gathered.reminders):
        counted.append(reader.words.many("There is {n} more.", "There are {n} more.", left))
    return " ".join(counted)


def _counted(part: _Part, n: int, reader: Reader) -> str:
    many = reader.words.many
    match part:
        case _Part.FOR_YOU:
            return many("{n} handoff waits for you.", "{n} handoffs wait for you.", n)
        case _Part.YOU_WAIT:
            return many("You wait for {n} handoff.", "You wait for {n} handoffs.", n)
        case _Part.HERE:
            return many("{n} handoff is not accepted yet.", "{n} handoffs are not accepted yet.", n)
