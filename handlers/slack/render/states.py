"""Where a handoff stands and with whom, in words."""

from bot.domain.handoff import ENDED, Handoff, State
from bot.domain.organisation import Organisation
from handlers.slack.render.content import Reader
from handlers.slack.render.rich import Bold, Line, Link, Said, User, joined, rich
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
    if handoff.state is State.ACCEPTED and handoff.waiting_until and handoff.waiting_until > reader.now:
        return words("waiting until {day}", day=reader.day(handoff.waiting_until))
    if handoff.state is State.CLOSED and handoff.ended_as == "closed_unconfirmed":
        return words("closed without a confirmation")
    return words(STATES[handoff.state])


def accountable_line(handoff: Handoff, reader: Reader) -> Line:
    """Return who owns the matter now, with the next step they gave; nothing once it has ended."""
    words = reader.words
    if handoff.state in ENDED:
        return []
    if handoff.accountable != handoff.assignee:
        return rich(words(_back_with_requester(handoff)), who=User(handoff.accountable))
    parts = [rich(words("Accountable: {who}"), who=User(handoff.accountable))]
    if handoff.next_step:
        parts.append(rich(words("next step: “{next_step}”"), next_step=Said(handoff.next_step, 300)))
    if handoff.by_when:
        parts.append(rich(words("by {when}"), when=reader.when(handoff.by_when)))
    return joined(parts)


def _back_with_requester(handoff: Handoff) -> str:
    if handoff.state is State.DECLINED:
        return msg("Accountable again: {who}")
    if handoff.state is State.DONE:
        return msg("With {who}, to confirm")
    return msg("Still accountable: {who}")


def title(handoff: Handoff, link: str | None = None) -> Line:
    """Return number and summary in bold, leading to the card where its address is known."""
    text = f"{handoff.name} · {handoff.brief.summary}"
    return rich("{title}", title=Link(link, text) if link else Bold(text))


def department_name(organisation: Organisation, key: str | None) -> str:
    """Return the department's name; its key if the department is gone."""
    department = organisation.department(key)
    return department.name if department else key or "?"


def flow(handoff: Handoff, organisation: Organisation) -> str:
    """Return from where to where: Sales → Accounting."""
    names = (department_name(organisation, key) for key in (handoff.from_department, handoff.to_department))
    return " → ".join(names)
