"""The chain around a handoff: whose the whole is, and where its parts stand."""

from bot.domain.company.organisation import Organisation
from bot.domain.matter.chain import Chain, Part
from bot.domain.matter.handoff import ENDED, Handoff
from handlers.slack.render.content import Reader
from handlers.slack.render.rich import Line, User, element, joined, rich, text
from handlers.slack.render.rich import Part as Fact
from handlers.slack.render.states import department_name, named, owner_line, state_words

_DEEPER = "\u21b3 "


def chain_lines(chain: Chain, organisation: Organisation, reader: Reader) -> list[Line]:
    """Return a line for each handoff of the chain: the whole first, then the parts, each below what it is part of."""
    return [
        *(_whole(one, organisation, reader) for one in chain.above),
        *(_part(part, organisation, reader) for part in chain.below),
    ]


def pong_line(handoff: Handoff, reader: Reader) -> Line:
    """Return a kind word about a matter that comes back to a department that had it."""
    if handoff.state in ENDED or not handoff.ping_pong:
        return []
    return text(reader.words("Ping-pong: this was here before. A short call often settles it for good."))


def parts_line(handoff: Handoff, reader: Reader) -> Line:
    """Return that parts were handed on, for whoever is about to be done with the whole."""
    n = handoff.handed_on
    told = reader.words.many(
        "{n} part of it was handed on. If it is still open, it goes on without this handoff.",
        "{n} parts of it were handed on. Those still open go on without this handoff.",
        n,
    )
    return text(told) if n else []


def _whole(whole: Handoff, organisation: Organisation, reader: Reader) -> Line:
    facts: dict[str, Fact] = {"handoff": named(whole), "who": User(whole.accountable)}
    if whole.state in ENDED:
        return joined([rich(reader.words("Part of {handoff}"), **facts), text(state_words(whole, reader))])
    return rich(reader.words("Part of {handoff} · accountable for the whole: {who}"), **facts)


def _part(part: Part, organisation: Organisation, reader: Reader) -> Line:
    child = part.handoff
    facts: dict[str, Fact] = {
        "handoff": named(child),
        "department": department_name(organisation, child.to_department),
    }
    told = rich(reader.words("Handed on: {handoff} → {department}"), **facts)
    deeper = [element(_DEEPER * (part.depth - 1))] if part.depth > 1 else []
    state = [text(state_words(child, reader)), owner_line(child, reader)]
    return joined([*deeper, joined([told, *state])], "")
