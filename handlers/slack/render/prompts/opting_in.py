"""Whether Staffel may notice in a channel: the question, the answer, and the line in the channel itself."""

from collections.abc import Sequence

from bot.domain.company.organisation import Organisation
from bot.domain.prompting.noticing import Consent, NoticedChannel, asked, may_decide
from handlers.slack.render.blocks import actions, button
from handlers.slack.render.content import Content, Json, Reader
from handlers.slack.render.rich import Channel, Line, User, element, joined, paragraph, plain, rich, text
from handlers.words import msg

ON, OFF = "noticing_on", "noticing_off"
OPINION_ON, OPINION_OFF = "second_opinion_on", "second_opinion_off"

_INVITED = msg("{who} has invited Staffel to {channel}.")
_INVITED_BY_YOU = msg("Thank you for inviting Staffel to {channel}.")
_ADDED = msg("Staffel is in {channel} now.")
_QUESTION = msg(
    "Shall it notice there when work is only thrown over (“I sent them a mail”)? It would ask the author, in"
    " private, whether somebody has taken it; twice a day at most."
)
_NOT_STORED = msg("Messages are looked at on your own server and not stored.")
_OTHERS_DECIDE = msg(
    "It reads nothing there. {people} can allow it to notice when work is only thrown over; they have been asked."
)
_NOBODY_DECIDES = msg("It reads nothing there, and there is no lead or admin yet who could allow it.")
_IS_ON = msg("{who} said yes: Staffel notices in {channel} when work is only thrown over.")
_IS_OFF = msg("{who} has decided: Staffel does not read along in {channel}.")
_ON_HERE = msg(
    "From now on Staffel notices here when work is only thrown over to another department (“I sent them a mail”),"
    " and asks its author, seen by nobody else, whether somebody there has it."
)
_HERE_NOT_STORED = msg("No message is stored, and nobody learns who was asked.")
_HERE_WAY_OUT = msg("Not for you? /handoff settings. Switched on by {who}.")
_OPINION_HERE = msg(
    "Where its rules are unsure, it asks a language model about the message too; names are taken out before."
)
_OFF_HERE = msg("{who} has switched it off: Staffel does not read along here any more.")
_LEFT = msg("Staffel is no longer in that channel.")


def offer(place: NoticedChannel | None, organisation: Organisation, reader: Reader) -> Content:
    """Return the question whether Staffel may notice in a channel, or what was decided since."""
    if place is None:
        return _said([text(reader.words(_LEFT))])
    may = may_decide(reader.user or "", reader.membership, organisation, place.channel)
    if place.consent is not Consent.ASKED:
        template = _IS_ON if place.consent is Consent.ON else _IS_OFF
        line = _with(reader.words(template), place)
        return _said([line], _switch(place.channel, place.consent is Consent.OFF, reader) if may else [])
    greeting = _greeting(place, reader)
    if not may:
        return _said([greeting, _whom_it_depends_on(place, organisation, reader)])
    words = reader.words
    return _said(
        [joined([greeting, text(words(_QUESTION))], " "), text(words(_NOT_STORED))],
        [
            button(words("Yes, switch it on"), ON, place.channel, "primary"),
            button(words("No, thanks"), OFF, place.channel),
        ],
    )


def on_here(place: NoticedChannel, reader: Reader) -> Content:
    """Return the line in the channel: that it is on and what is not stored, or that it is off again."""
    words = reader.words
    if place.consent is not Consent.ON:
        return _said([_with(words(_OFF_HERE), place)])
    lines = [
        text(words(_ON_HERE)),
        text(words(_OPINION_HERE)) if place.second_opinion else [],
        joined([text(words(_HERE_NOT_STORED)), _with(words(_HERE_WAY_OUT), place)], " "),
    ]
    return _said(lines, [button(words("Switch off here"), OFF, place.channel)])


def _greeting(place: NoticedChannel, reader: Reader) -> Line:
    if place.by is None:
        return _with(reader.words(_ADDED), place)
    return _with(reader.words(_INVITED_BY_YOU if place.by == reader.user else _INVITED), place)


def _whom_it_depends_on(place: NoticedChannel, organisation: Organisation, reader: Reader) -> Line:
    people = asked(organisation, place.channel)[:3]
    if not people:
        return text(reader.words(_NOBODY_DECIDES))
    before, _, after = reader.words(_OTHERS_DECIDE).partition("{people}")
    named = joined([element(User(one)) for one in people], ", ")
    return [*text(before), *named, *text(after)]


def _switch(channel: str, to_on: bool, reader: Reader) -> Sequence[Json]:
    if to_on:
        return [button(reader.words("Switch on"), ON, channel)]
    return [button(reader.words("Switch off"), OFF, channel)]


def _with(template: str, place: NoticedChannel) -> Line:
    return rich(template, who=User(place.by or ""), channel=Channel(place.channel))


def _said(lines: Sequence[Line], buttons: Sequence[Json] = ()) -> Content:
    return Content(plain(joined(lines, " ")), [*paragraph(*lines), *actions(buttons)])
