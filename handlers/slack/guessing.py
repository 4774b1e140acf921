"""The language model reads what the sender wrote, while the form stands before them already."""

from bot.domain.guest.asking_for_brief import asking_for_brief
from bot.domain.guest.brief import Guesses, guesses_in
from bot.domain.guest.consent import may_be_told_of
from bot.domain.guest.inquiry import Provenance
from handlers.slack.edge import Caller, Edge
from handlers.slack.filling import Filled
from handlers.slack.memory import Known
from handlers.slack.reading import calendar_of, text_in


async def ask_for_guesses(
    edge: Edge, caller: Caller, known: Known, filled: Filled, authors: tuple[str, ...]
) -> Guesses:
    """Return what the model proposes for the fields; nothing without a model, without a text, or if it is no help.

    `authors` are those whose words the text has beside the caller's.
    """
    text, now = text_in(filled.values).strip(), edge.clock()
    if not edge.guest.present or not text:
        return {}
    own = {one.key for one in known.organisation.departments_of(caller.user)}
    departments = filter(may_be_told_of, known.organisation.departments)
    others = [one for one in departments if one.key not in own]
    told = await edge.guest.ask(asking_for_brief(text, others), _about(caller, filled, own, authors), now)
    if told is None:
        return {}
    calendar = calendar_of(filled.receiver, known.reader(now, caller.user).zone)
    return guesses_in(told, text, others, now, calendar)


def _about(caller: Caller, filled: Filled, own: set[str], authors: tuple[str, ...]) -> Provenance:
    """Return whose text it is: the sender's departments', and the receiver's, who may not want to be read about."""
    source, receiver = filled.carried.source, filled.receiver
    departments = own | ({receiver.key} if receiver else set())
    channel = source.channel if source else filled.carried.channel
    told = tuple(sorted(departments))
    return Provenance(caller.workspace, caller.user, channel, departments=told, authors=authors)
