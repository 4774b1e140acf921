"""What a message to Staffel asks for, as values of the form; in a thread the matter may stand at its beginning."""

from dataclasses import dataclass

from bot.domain.limits import limit
from bot.domain.proposing.asking import Meaning, asked
from bot.domain.text import shorten
from handlers.slack.commands import filled_in
from handlers.slack.edge import Body, Caller, Edge, known_lately
from handlers.slack.originals import message_at, text_of
from handlers.slack.prompting.heard import authors_of
from handlers.slack.spoken.place import Place
from handlers.slack.values import Typed


@dataclass(frozen=True, slots=True)
class Understood:
    """What was meant, and what of it goes into the form; `authors` are others whose words that has."""

    meaning: Meaning
    values: Typed
    authors: tuple[str, ...] = ()


async def understood(edge: Edge, caller: Caller, message: Body, place: Place) -> Understood:
    """Return what the message asks for."""
    departments = (await known_lately(edge, caller)).organisation.departments
    written = (message.get("text") or "").replace(f"<@{place.own}>", "")
    told = asked(await text_of(edge, caller, {**message, "text": written}), departments)
    if told.meaning is not Meaning.HANDOFF:
        return Understood(told.meaning, {})
    root = await _beginning(edge, place)
    beginning = await text_of(edge, caller, root) if root else ""
    text = "\n".join(filter(None, (told.matter, beginning)))
    values = filled_in(shorten(text, limit("details")))
    if told.department:
        values["department"] = told.department.key
    return Understood(told.meaning, values, authors_of(root) if root else ())


async def _beginning(edge: Edge, place: Place) -> Body | None:
    """Return the message that the thread is about; None outside of threads, and where apps like us have written it."""
    root = await message_at(edge, place.channel, place.thread_ts) if place.thread_ts else None
    return root if root and not root.get("bot_id") else None
