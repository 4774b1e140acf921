"""One event of the log as sentences; a sentence whose facts are absent is left out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from string import Formatter

from bot.domain.company.organisation import Organisation
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import Handoff
from handlers.slack.render.briefs import need_labels
from handlers.slack.render.content import Reader
from handlers.slack.render.rich import Line, Part, Said, User, joined, rich
from handlers.slack.render.states import department_name
from handlers.words import msg

QUOTES: dict[Activity, tuple[str, ...]] = {
    Activity.ACCEPTED: (msg("Next step: “{next_step}”"), msg("– by {by_when}")),
    Activity.INFORMATION_ASKED: (msg("“{question}”"), msg("Needed: {needs}.")),
    Activity.INFORMATION_ANSWERED: (msg("“{answer}”"), msg("Added: {needs}.")),
    Activity.REROUTED: (msg("“{reason}”"),),
    Activity.ROUND_CALLED: (msg("“{reason}”"),),
    Activity.DECLINED: (msg("“{reason}”"),),
    Activity.WAITING: (msg("“{reason}”"),),
    Activity.FINISHED: (msg("“{result}”"),),
    Activity.CONFIRMED: (msg("“{thanks}”"),),
    Activity.REOPENED: (msg("“{reason}”"),),
    Activity.WITHDRAWN: (msg("“{reason}”"),),
    Activity.READ_BACK_CORRECTED: (msg("“{reason}”"),),
    Activity.NEXT_STEP_RESTATED: (msg("“{next_step}”"), msg("– by {by_when}")),
    Activity.SOURCE_EDITED: (msg("It says now: “{text}”"),),
    Activity.MAILED: (msg("“{text}”"),),
}
"""What people said with an event; follows the sentence that tells what happened."""

HAPPENED: dict[Activity, str] = {
    Activity.OPENED: msg("{who} has opened this handoff."),
    Activity.OFFERED: msg("Offered to {department}."),
    Activity.ACCEPTED: msg("{who} has accepted."),
    Activity.INFORMATION_ASKED: msg("{who} has a question."),
    Activity.INFORMATION_ANSWERED: msg("{who} has answered."),
    Activity.REROUTED: msg("{who} has passed this on to {new_department}."),
    Activity.DECLINED: msg("{who} has declined."),
    Activity.HANDED_ON: msg("{who} has handed on the next part: {child}."),
    Activity.WAITING: msg("{who} has paused this until {until}."),
    Activity.FINISHED: msg("{who} is done."),
    Activity.CONFIRMED: msg("{who} has confirmed that it is solved."),
    Activity.REOPENED: msg("{who} says: not solved yet."),
    Activity.CLOSED_UNCONFIRMED: msg("Closed without a confirmation."),
    Activity.WITHDRAWN: msg("{who} has withdrawn it."),
    Activity.DELIVERED: msg("It stands in the channel of {department}."),
    Activity.POKED: msg("{who} asks who can take this over."),
    Activity.ROUND_CALLED: msg("{who} wants to pass this on to {new_department}; both sides have to agree."),
    Activity.ROUND_AGREED: msg("{who} agrees that it goes on."),
    Activity.READ_BACK_CORRECTED: msg("{who} meant something else."),
    Activity.NEXT_STEP_RESTATED: msg("{who} has a new next step:"),
    Activity.SOURCE_EDITED: msg("{who} has edited the message that this was made from."),
    Activity.SOURCE_DELETED: msg("The message that this was made from was deleted; its text stays here."),
    Activity.MAILED: msg("{who} writes by mail:"),
}

_SAID = ("question", "answer", "next_step", "reason", "result", "text")


def told(
    sentences: Sequence[str],
    event: Event,
    organisation: Organisation,
    reader: Reader,
    *,
    limit: int = 1000,
    **more: Part,
) -> Line:
    """Return those of the sentences for which the event has all facts; `more` are further facts.

    What people said is shortened to `limit` characters.
    """
    parts = {**_facts(event, organisation, reader, limit), **more}
    lines = [
        rich(reader.words(sentence), **_of(sentence, parts))
        for sentence in sentences
        if _has(sentence, parts)
    ]
    return joined(lines, " ")


def thanked_publicly(event: Event) -> bool:
    """Return whether the event holds a thank-you that the whole channel may read."""
    return bool(event.said.get("thanks") and event.said.get("thanks_public"))


def private_thanks(event: Event, handoff: Handoff, reader: Reader, limit: int) -> dict[str, Part]:
    """Return the fact of a private thank-you, for the two whom it concerns and nobody else."""
    between = {event.actor, handoff.assignee} - {None, ""}
    thanks = event.said.get("thanks") if event.activity is Activity.CONFIRMED else None
    return {"thanks": Said(thanks, limit)} if thanks and reader.user in between else {}


def _facts(event: Event, organisation: Organisation, reader: Reader, limit: int) -> Mapping[str, Part]:
    said = event.said
    needs = need_labels(said.get("needs", "").split(), event.to_department, organisation, reader)
    by_when, until = _time(said.get("by_when")), _time(said.get("until"))
    candidates: dict[str, Part | None] = {
        "who": _who(event, reader),
        "department": department_name(organisation, event.to_department),
        "new_department": department_name(organisation, said.get("department")),
        "child": Said(event.detail, 40) if event.detail else "…",
        "needs": Said(needs, limit) if needs else None,
        "by_when": reader.when(by_when) if by_when else None,
        "until": reader.day(until) if until else "…",
        "thanks": Said(said["thanks"], limit) if thanked_publicly(event) else None,
        **{key: Said(text, limit) for key in _SAID if (text := said.get(key))},
    }
    return {key: part for key, part in candidates.items() if part is not None}


def _who(event: Event, reader: Reader) -> Part:
    if event.actor:
        return User(event.actor)
    return Said(event.said["sender"], 100) if event.said.get("sender") else reader.words("Somebody")


def _of(sentence: str, parts: Mapping[str, Part]) -> Mapping[str, Part]:
    return {name: parts[name] for name in _placeholders(sentence)}


def _has(sentence: str, parts: Mapping[str, Part]) -> bool:
    return all(name in parts for name in _placeholders(sentence))


def _placeholders(sentence: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(sentence) if name]


def _time(written: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(written) if written else None
    except ValueError:  # an imported log may hold anything
        return None
