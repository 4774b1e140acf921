"""Why somebody is reminded, and whose the matter is now: one sentence a row, in the voice of a kind colleague."""

from collections.abc import Mapping

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff, State
from bot.domain.nudging.gathering import Reminder
from bot.domain.nudging.ladders import LadderKind, Reach
from bot.domain.nudging.nudges import Nudge
from handlers.slack.render.content import Reader
from handlers.slack.render.rich import Line, Part, User, joined, rich, text
from handlers.slack.render.states import department_name, owner_line, state_words
from handlers.words import msg

_SAYS: dict[tuple[LadderKind, Reach], str] = {
    (LadderKind.NOT_ACCEPTED, Reach.DEPARTMENT): msg(
        "Nobody here has accepted {handoff} yet; it is still with {requester}."
    ),
    (LadderKind.NOT_ACCEPTED, Reach.LEAD): msg(
        "{department} has not accepted {handoff} yet; it is still with {requester}. Who could take it?"
    ),
    (LadderKind.NOT_ACCEPTED, Reach.REQUESTER): msg(
        "{department} has not accepted {handoff} yet; it is still yours."
    ),
    (LadderKind.INFORMATION_ASKED, Reach.REQUESTER): msg(
        "{asker} needs your answer to go on with {handoff}."
    ),
    (LadderKind.INFORMATION_ASKED, Reach.LEAD): msg("{asker} needs an answer to go on with {handoff}."),
    (LadderKind.DECLINED, Reach.REQUESTER): msg(
        "{department} has declined {handoff}; it is yours again. Offer it elsewhere, or withdraw it?"
    ),
    (LadderKind.DECLINED, Reach.LEAD): msg(
        "{department} has declined {handoff}; it is with {requester} again."
    ),
    (LadderKind.PAUSED, Reach.ASSIGNEE): msg(
        "The pause of {handoff} is over, and it is with you. Can it go on?"
    ),
    (LadderKind.PAUSED, Reach.LEAD): msg("The pause of {handoff} is over; it is with {assignee}."),
    (LadderKind.DUE, Reach.ASSIGNEE): msg("{handoff} is due {when}, and it is with you."),
    (LadderKind.DUE, Reach.LEAD): msg("{handoff} is due {when}; it is with {assignee}."),
    (LadderKind.DUE, Reach.REQUESTER): msg("{handoff} is due {when}; it is with {assignee}."),
    (LadderKind.NOT_CONFIRMED, Reach.REQUESTER): msg(
        "{assignee} is done with {handoff}. Is it solved? Until you say so, it is yours."
    ),
    (LadderKind.NOT_CONFIRMED, Reach.LEAD): msg(
        "{assignee} is done with {handoff}; it waits for a confirmation by {requester}."
    ),
}
_OVERDUE: dict[Reach, str] = {
    Reach.ASSIGNEE: msg(
        "{handoff} was due {when}, and it is with you. If it takes longer, a word to {requester} helps."
    ),
    Reach.LEAD: msg("{handoff} was due {when}; it is with {assignee}. Could you help?"),
    Reach.REQUESTER: msg("{handoff} was due {when}; it is with {assignee}."),
}
_INSTEAD: dict[Reach, str] = {
    Reach.LEAD: msg("{department} has no lead in Staffel, so this comes to you; {admin} can name one."),
    Reach.DEPARTMENT: msg(
        "{department} is no longer in Staffel, so this comes to you: offer it to another department."
    ),
    Reach.REQUESTER: msg("{requester} is no longer here, so this comes to you; {admin} can act for them."),
    Reach.ASSIGNEE: msg("{assignee} is no longer here, so this comes to you: you can act for them."),
}
_INSTEAD_FOR_ADMIN: dict[Reach, str] = {
    **_INSTEAD,
    Reach.LEAD: msg(
        "{department} has no lead in Staffel, so this comes to you; you can name one in the organisation file."
    ),
    Reach.REQUESTER: msg("{requester} is no longer here, so this comes to you: you can act for them."),
}
_REMOVED = msg("{department} is no longer in Staffel; {requester} can offer it to another department.")
_REMOVED_OWN = msg(
    "{department} is no longer in Staffel, so nobody there can accept it: offer it to another department, or withdraw it."
)
_CALL = msg("It matters to the customer: a call to {who} helps more than another message.")
_CALL_SOMEBODY = msg("It matters to the customer: a call helps more than another message.")
_NO_CALL = frozenset({LadderKind.PAUSED, LadderKind.NOT_CONFIRMED})


def sentence(reminder: Reminder, organisation: Organisation, reader: Reader) -> Line:
    """Return why, and whose it is; with the call that helps more where it matters, and whom this was meant for."""
    nudge, handoff = reminder.nudge, reminder.handoff
    parts = _parts(nudge, handoff, organisation, reader)
    lines = [
        rich(reader.words(_template(nudge, handoff, reader)), **parts),
        _whose(handoff, reader),
        _closing(nudge, handoff, organisation, reader),
        _call(nudge, handoff, organisation, reader),
        _instead(nudge, organisation, reader, parts) or _removed(handoff, organisation, reader, parts),
    ]
    return joined(lines, " ")


def moved_on(handoff: Handoff, organisation: Organisation, reader: Reader) -> Line:
    """Return in a few words what has become of a matter since."""
    words = reader.words
    if handoff.state is State.OFFERED:
        to = department_name(organisation, handoff.to_department)
        return rich(words("has moved on: it waits for {department} to accept"), department=to)
    state = rich(words("has moved on: {state}"), state=state_words(handoff, reader))
    return joined([state, owner_line(handoff, reader)])


def role(handoff: Handoff, reader: Reader) -> Reach:
    """Return as what somebody reads of a matter: as its department, requester or assignee, else as who can help."""
    if reader.user is None:
        return Reach.DEPARTMENT
    own = {handoff.assignee: Reach.ASSIGNEE, handoff.requester: Reach.REQUESTER}
    return own.get(reader.user, Reach.LEAD)


def _template(nudge: Nudge, handoff: Handoff, reader: Reader) -> str:
    kind, own = nudge.kind, role(handoff, reader)
    if kind is LadderKind.NOT_ACCEPTED_URGENT:
        kind = LadderKind.NOT_ACCEPTED
    if kind is LadderKind.DUE and nudge.since <= reader.now:
        return _OVERDUE.get(own, _OVERDUE[Reach.LEAD])
    return _SAYS.get((kind, own)) or _SAYS[kind, Reach.LEAD]


def _parts(nudge: Nudge, handoff: Handoff, organisation: Organisation, reader: Reader) -> Mapping[str, Part]:
    somebody = reader.words("Somebody")
    admins = organisation.workspace.admins
    asker = handoff.question.asked_by if handoff.question else None
    return {
        "handoff": handoff.name,
        "department": department_name(organisation, handoff.to_department),
        "requester": User(handoff.requester),
        "assignee": User(handoff.assignee) if handoff.assignee else somebody,
        "asker": User(asker) if asker else somebody,
        "when": reader.when(nudge.since),
        "admin": User(admins[0]) if admins else reader.words("whoever looks after Staffel here"),
    }


def _whose(handoff: Handoff, reader: Reader) -> Line:
    """Return whose a matter is while a question about it is open; the other sentences say it themselves."""
    if handoff.state is not State.NEEDS_INFO:
        return []
    if handoff.accountable == reader.user:
        return text(reader.words("It is still yours."))
    return rich(reader.words("It is with {who}."), who=User(handoff.accountable))


def _closing(nudge: Nudge, handoff: Handoff, organisation: Organisation, reader: Reader) -> Line:
    rest = organisation.ladder(nudge.kind, handoff.to_department)[nudge.rung + 1 :]
    if not rest or rest[0].to is not Reach.CLOSE:
        return []
    return text(reader.words("If nobody answers, it closes by itself."))


def _call(nudge: Nudge, handoff: Handoff, organisation: Organisation, reader: Reader) -> Line:
    if not handoff.brief.moment_that_matters or nudge.kind in _NO_CALL:
        return []
    if who := _counterpart(handoff, organisation, reader):
        return rich(reader.words(_CALL), who=User(who))
    return text(reader.words(_CALL_SOMEBODY))


def _counterpart(handoff: Handoff, organisation: Organisation, reader: Reader) -> str | None:
    """Return who has the other end of the matter, as far as a name is known."""
    if reader.user != handoff.requester:
        return handoff.requester
    there = organisation.department(handoff.to_department)
    asked = handoff.question.asked_by if handoff.question else None
    people = (asked, handoff.assignee, there.lead if there else None)
    return next((person for person in people if person and person != reader.user), None)


def _removed(handoff: Handoff, organisation: Organisation, reader: Reader, parts: Mapping[str, Part]) -> Line:
    """Return what helps where the department that a matter was offered to is no more."""
    if handoff.state is not State.OFFERED or organisation.department(handoff.to_department):
        return []
    own = handoff.requester == reader.user
    return rich(reader.words(_REMOVED_OWN if own else _REMOVED), **parts)


def _instead(nudge: Nudge, organisation: Organisation, reader: Reader, parts: Mapping[str, Part]) -> Line:
    if nudge.instead_of is None:
        return []
    is_admin = organisation.is_admin(reader.user or "")
    template = (_INSTEAD_FOR_ADMIN if is_admin else _INSTEAD).get(nudge.instead_of)
    return rich(reader.words(template), **parts) if template else []
