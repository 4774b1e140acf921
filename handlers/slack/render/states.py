"""Where a handoff stands and with whom, in words."""

from datetime import datetime

from bot.domain.company.organisation import Organisation
from bot.domain.limits import SUMMARY
from bot.domain.matter.handoff import ENDED, Handoff, State
from bot.domain.text import shorten
from handlers.slack.render.content import Reader
from handlers.slack.render.rich import Bold, Line, Link, Said, User, element, joined, rich
from handlers.words import msg

STATES = {
    State.OFFERED: msg("waiting for acceptance"),
    State.NEEDS_INFO: msg("waiting for an answer"),
    State.ACCEPTED: msg("accepted"),
    State.DECLINED: msg("declined"),
    State.DONE: msg("done, waiting for confirmation"),
    State.CLOSED: msg("closed"),
    State.WITHDRAWN: msg("withdrawn"),
}


def state_words(handoff: Handoff, reader: Reader) -> str:
    """Return where the handoff stands, in a few words."""
    words = reader.words
    if until := paused_until(handoff, reader):
        return words("paused until {day}", day=reader.day(until))
    if handoff.state is State.CLOSED and handoff.ended_as == "closed_unconfirmed":
        return words("closed without a confirmation")
    if handoff.pause_over(reader.now):
        return words("accepted, the pause is over")
    state = words(STATES[handoff.state])
    return words("{state}, no reaction", state=state) if handoff.stale else state


def paused_until(handoff: Handoff, reader: Reader) -> datetime | None:
    """Return until when work is paused; None once that has passed."""
    until = handoff.waiting_until
    return until if handoff.state is State.ACCEPTED and until and until > reader.now else None


def accountable_line(handoff: Handoff, reader: Reader) -> Line:
    """Return who owns the matter now, with the next step they gave; nothing once it has ended."""
    words, whose = reader.words, owner_line(handoff, reader)
    if not whose or handoff.accountable != handoff.assignee:
        return whose
    parts = [whose, rich(words("for {who}"), who=User(handoff.requester))]
    if handoff.next_step:
        parts.append(rich(words(_next_step(handoff)), next_step=Said(handoff.next_step, 300)))
    if handoff.by_when:
        parts.append(rich(words("by {when}"), when=reader.when(handoff.by_when)))
    return joined(parts)


def _next_step(handoff: Handoff) -> str:
    if handoff.next_step_corrected:
        return msg("next step: “{next_step}” – not what was meant")
    return msg("next step: “{next_step}”")


def owner_line(handoff: Handoff, reader: Reader) -> Line:
    """Return who owns the matter now; nothing once it has ended."""
    if handoff.state in ENDED:
        return []
    return rich(reader.words(_owner(handoff)), who=User(handoff.accountable))


def _owner(handoff: Handoff) -> str:
    if handoff.accountable == handoff.assignee:
        return msg("Accountable: {who}")
    if handoff.state is State.DECLINED:
        return msg("Accountable again: {who}")
    if handoff.state is State.DONE:
        return msg("With {who}, to confirm")
    return msg("Still accountable: {who}")


def confidential_line(handoff: Handoff, reader: Reader) -> Line:
    """Return who may see a confidential handoff, beside its sender."""
    if handoff.chosen is None:
        return []
    told = rich(reader.words("Confidential: only those see what it is about"))
    return joined([told, *(element(User(one)) for one in handoff.chosen)])


def title(handoff: Handoff, link: str | None = None) -> Line:
    """Return number and summary in bold, leading to the card where its address is known."""
    name = named(handoff)
    return element(Link(link, name) if link else Bold(name))


def named(handoff: Handoff) -> str:
    """Return number and summary; of what its reader may not see, the number alone."""
    return f"{handoff.name} · {summary(handoff)}" if handoff.brief.summary else handoff.name


def summary(handoff: Handoff) -> str:
    """Return the summary; an imported one may be longer than a form would have taken it."""
    return shorten(handoff.brief.summary, SUMMARY)


def department_name(organisation: Organisation, key: str | None) -> str:
    """Return the department's name; its key if the department is gone."""
    department = organisation.department(key)
    return department.name if department else key or "?"


def flow(handoff: Handoff, organisation: Organisation) -> str:
    """Return from where to where: Sales → Accounting."""
    names = (department_name(organisation, key) for key in (handoff.from_department, handoff.to_department))
    return " → ".join(names)
