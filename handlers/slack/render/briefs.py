"""What the sender said, line by line, for the card, the forms and the whole story."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.company.needs import Need, NeedKind
from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff, Source, SourceState, State
from bot.domain.matter.read_back import open_needs
from bot.domain.proposing.routing import Routed
from bot.domain.text import shorten
from handlers.slack.render.content import Reader
from handlers.slack.render.rich import Bold, Channel, Line, Link, Part, Said, User, element, joined, rich
from handlers.slack.render.states import department_name, flow
from handlers.words import Words, msg


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a brief is shown: characters of the details, of other texts and of an answer; and how many needs."""

    details: int
    text: int
    answer: int
    needs: int


SHORT = Room(details=600, text=300, answer=120, needs=10)
WHOLE = Room(details=3000, text=1000, answer=1000, needs=40)

_TEXTS = (
    ("why_now", msg("Why now: {text}")),
    ("done_when", msg("Done when: {text}")),
    ("if_then", msg("If something changes: {text}")),
)


def headline(handoff: Handoff, organisation: Organisation, reader: Reader) -> Line:
    """Return from where to where, by when and how urgent."""
    brief, words = handoff.brief, reader.words
    parts = [element(flow(handoff, organisation))]
    if brief.due:
        parts.append(rich(words("due {when}"), when=reader.when(brief.due)))
    if brief.urgent:
        parts.append(element(Bold(words("urgent"))))
    return joined(parts)


def brief_lines(handoff: Handoff, organisation: Organisation, reader: Reader, room: Room) -> list[Line]:
    """Return the texts of the brief and the answers to the department's needs, shortened to `room`."""
    brief = handoff.brief
    lines = [element(Said(brief.details, room.details))]
    for field, label in _TEXTS:
        if text := getattr(brief, field):
            lines.append(rich(reader.words(label), text=Said(text, room.text)))
    lines.append(_facts(handoff, organisation, reader, room))
    return lines


def result_line(handoff: Handoff, reader: Reader, room: Room) -> Line:
    """Return what came out, once it is done."""
    if not handoff.result or handoff.state not in {State.DONE, State.CLOSED}:
        return []  # after a reopening the old result is history
    return rich(reader.words("Result: {text}"), text=Said(handoff.result, room.details))


def missing_line(handoff: Handoff, organisation: Organisation, reader: Reader) -> Line:
    """Return which required needs the brief leaves open."""
    department = organisation.department(handoff.to_department)
    keys = open_needs(handoff.brief, department) if department else []
    labels = need_labels(keys, handoff.to_department, organisation, reader)
    return rich(reader.words("Still missing: {needs}"), needs=Said(labels, 600)) if labels else []


def need_labels(keys: Iterable[str], department: str, organisation: Organisation, reader: Reader) -> str:
    """Return the labels of needs in one text: Customer number, Amount."""
    return ", ".join(need_label(key, department, organisation, reader) for key in keys)


def need_label(key: str, department: str, organisation: Organisation, reader: Reader) -> str:
    """Return a need's label in the reader's language; its key if nobody has that need any more."""
    return find_need(key, department, organisation).label_in(reader.words.language)


def find_need(key: str, department: str, organisation: Organisation) -> Need:
    """Return the need of that key; one for any text if nobody has it any more.

    After a reroute the answers to another department's needs are still there, so all are asked for it.
    """
    holders = (organisation.department(department), *organisation.departments)
    for need in (one.need(key) for one in holders if one):
        if need:
            return need
    return Need.model_construct(key=key, label={"en": key}, help={}, kind=NeedKind.TEXT, required=False)


def origin_line(handoff: Handoff, reader: Reader) -> Line:
    """Return where the handoff was made from, if it was made from a message."""
    source, words = handoff.source, reader.words
    if source is None:
        return []
    return joined([rich(words("From: {channel}"), channel=Channel(source.channel)), _original(source, words)])


def exception_line(routed: Routed | None, organisation: Organisation, reader: Reader) -> Line:
    """Return which department a rule had proposed, where the sender chose otherwise, and why they did."""
    if routed is None or not routed.exception:
        return []
    name = department_name(organisation, routed.proposal.department)
    proposed = rich(reader.words("A rule proposed {department}; the sender chose otherwise"), department=name)
    return joined([proposed, rich("“{reason}”", reason=Said(routed.reason)) if routed.reason else []], ": ")


def _original(source: Source, words: Words) -> Line:
    match source.state:
        case SourceState.DELETED:
            return element(words("original deleted"))
        case SourceState.EDITED:
            return element(Link(source.permalink, words("original edited")))
        case SourceState.UNCHANGED:
            return element(Link(source.permalink, words("see the message"))) if source.permalink else []


def _facts(handoff: Handoff, organisation: Organisation, reader: Reader, room: Room) -> Line:
    customer, words = handoff.brief.customer, reader.words
    answers = _answers(handoff, organisation, reader, room)
    facts = [rich(words("Customer: {text}"), text=Said(customer)) if customer else [], *answers[: room.needs]]
    if (rest := len(answers) - room.needs) > 0:
        facts.append(element(words.many("and {n} more answer", "and {n} more answers", rest)))
    return joined(facts)


def _answers(handoff: Handoff, organisation: Organisation, reader: Reader, room: Room) -> list[Line]:
    given = {key: text for key, text in handoff.brief.needs.items() if text}
    needs = [find_need(key, handoff.to_department, organisation) for key in given]
    language = reader.words.language
    return [
        rich(
            "{label}: {answer}",
            label=need.label_in(language),
            answer=_answer(need, given[need.key], reader, room),
        )
        for need in needs
    ]


def _answer(need: Need, text: str, reader: Reader, room: Room) -> Part:
    """Return an answer as its kind is read; as it was typed if the need was of another kind then."""
    if need.problem(text):
        return Said(text, room.answer)
    match need.kind:
        case NeedKind.DATE:
            return reader.words.whole_day(date.fromisoformat(text))
        case NeedKind.PERSON:
            return User(text)
        case NeedKind.LINK:
            return Link(text, shorten(text, room.answer))
        case _:
            return Said(text, room.answer)
