"""The answer to "why do I get this?": the rule in words, and how to change it."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from bot.domain.nudging.ladders import LadderKind, Reach, Rung, Span
from bot.domain.nudging.on_ladder import clock_of
from bot.domain.nudging.preferences import Preferences
from bot.domain.nudging.snoozing import Snooze
from bot.domain.nudging.standing import standing_of
from handlers.slack.render import limits
from handlers.slack.render.blocks import actions, button, plain_text
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.nudges.buttons import LATER
from handlers.slack.render.nudges.preferences import settings_button, when_line
from handlers.slack.render.rich import Bold, Line, User, element, joined, paragraph, rich, text
from handlers.slack.render.states import department_name, title
from handlers.words import msg

_WAITS_FOR: dict[LadderKind, str] = {
    LadderKind.NOT_ACCEPTED: msg("As long as nobody has accepted a handoff, Staffel reminds:"),
    LadderKind.NOT_ACCEPTED_URGENT: msg("As long as nobody has accepted an urgent handoff, Staffel reminds:"),
    LadderKind.INFORMATION_ASKED: msg("As long as a question waits for its answer, Staffel reminds:"),
    LadderKind.DECLINED: msg("As long as a declined handoff is not offered elsewhere, Staffel reminds:"),
    LadderKind.PAUSED: msg("When a pause is over, Staffel reminds:"),
    LadderKind.DUE: msg("Around the date on which a handoff is due, Staffel reminds:"),
    LadderKind.NOT_CONFIRMED: msg("As long as nobody has confirmed what is done, Staffel reminds:"),
}
_WHOM: dict[Reach, str] = {
    Reach.DEPARTMENT: msg("{when}: the channel of {department}"),
    Reach.LEAD: msg("{when}: the lead of {department}"),
    Reach.REQUESTER: msg("{when}: whoever handed it over"),
    Reach.ASSIGNEE: msg("{when}: whoever has it"),
    Reach.CLOSE: msg("{when}: nobody; then it closes by itself"),
}


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """The nudge that somebody asks about: a rung of the ladder that a handoff was on."""

    handoff: Handoff
    kind: LadderKind
    rung: int


def why_form(nudge: AskedAbout, organisation: Organisation, preferences: Preferences, reader: Reader) -> Json:
    """Return the view; the rung that reached its reader stands out."""
    words, handoff = reader.words, nudge.handoff
    ladder = organisation.ladder(nudge.kind, handoff.to_department)
    to_channel = nudge.rung < len(ladder) and ladder[nudge.rung].to is Reach.DEPARTMENT
    rungs = [_rung(one, nudge, organisation, reader) for one in ladder]
    if nudge.rung < len(rungs):
        rungs[nudge.rung] = joined([element(Bold("→")), rungs[nudge.rung]], " ")
    mute = button(words(LATER[Snooze.EVER]), Snooze.EVER, str(handoff.number))
    return {
        "type": "modal",
        "title": plain_text(words("Why do I get this?"), limits.VIEW_TITLE),
        "close": plain_text(words("Close"), limits.VIEW_TITLE),
        "blocks": [
            *paragraph(title(handoff)),
            *paragraph(text(words(_WAITS_FOR[nudge.kind])), *rungs),
            *paragraph(
                _counted(nudge, organisation, reader),
                _to_channel(handoff, organisation, reader)
                if to_channel
                else when_line(preferences, organisation, reader),
                _budget(organisation, reader),
            ),
            *actions([settings_button(reader), *([] if to_channel else [mute])]),
        ],
    }


def _rung(rung: Rung, nudge: AskedAbout, organisation: Organisation, reader: Reader) -> Line:
    department = department_name(organisation, nudge.handoff.to_department)
    return rich(
        reader.words(_WHOM[rung.to]), when=span(rung.after, nudge.kind, reader), department=department
    )


def _counted(nudge: AskedAbout, organisation: Organisation, reader: Reader) -> Line:
    clock = department_name(organisation, clock_of(nudge.kind, standing_of(nudge.handoff)))
    return rich(reader.words("Only the working hours of {department} count."), department=clock)


def _budget(organisation: Organisation, reader: Reader) -> Line:
    budget = organisation.workspace.nudges.budget
    return text(reader.words.many("At most {n} message a day.", "At most {n} messages a day.", budget))


def span(after: Span, kind: LadderKind, reader: Reader) -> str:
    """Return after how long, in words."""
    many = reader.words.many
    if after.time:
        hours, rest = divmod(after.time, timedelta(hours=1))
        if rest:
            minutes = after.time // timedelta(minutes=1)
            return many("after {n} working minute", "after {n} working minutes", minutes)
        return many("after {n} working hour", "after {n} working hours", hours)
    if after.days < 0:
        return many("{n} working day before", "{n} working days before", -after.days)
    if after.days == 0:
        return reader.words("on that day") if kind is LadderKind.DUE else reader.words("at once")
    return many("after {n} working day", "after {n} working days", after.days)


def _to_channel(handoff: Handoff, organisation: Organisation, reader: Reader) -> Line:
    department = organisation.department(handoff.to_department)
    if department is None or department.lead is None:
        return []
    template = reader.words("{lead} can leave this channel in peace for a while, in their nudge settings.")
    return rich(template, lead=User(department.lead))
