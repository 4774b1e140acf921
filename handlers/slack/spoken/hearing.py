"""Somebody speaks to Staffel: it answers them alone, with what it understood and a button to the form.

An event brings no trigger, so nothing can open by itself. The message is read again when the button is clicked: of what
was said nothing is kept.
"""

import structlog

from bot.domain.proposing.asking import Meaning
from bot.errors import RefusedError
from bot.services.once import first_time
from handlers.slack.answers import refuse
from handlers.slack.channels import our_user
from handlers.slack.edge import Body, Caller, Edge, event_request, known_lately
from handlers.slack.errors import UNREACHABLE, sending_error
from handlers.slack.filling import fill
from handlers.slack.metadata import Opening
from handlers.slack.opening import show_opening
from handlers.slack.originals import message_at
from handlers.slack.prompting.heard import heard
from handlers.slack.render.content import Content
from handlers.slack.render.spoken import short_help, understood_so, welcome
from handlers.slack.spoken.place import Place, place_in
from handlers.slack.spoken.understanding import Understood, understood

log = structlog.get_logger(__name__)


async def spoken_to(edge: Edge, body: Body) -> None:
    """Answer a message that mentions us, or one in the conversation with us; bots and strangers are passed over."""
    message = body["event"]
    said, own = heard(body, message), str(our_user(body) or "")
    if said is None or said.author == own:
        return
    place = Place(own, said.channel, said.ts, said.thread_ts)
    if await first_time(edge.unit_of_work, event_request(edge, body)):
        edge.tasks.start(_answer(edge, said.author, message, place))


async def click_open(edge: Edge, caller: Caller, value: str) -> None:
    """Open the form, filled in from the message that the button stands under."""
    edge.tasks.start(_open(edge, caller, place_in(value)))


async def _answer(edge: Edge, author: str, message: Body, place: Place) -> None:
    caller = Caller(edge.team, author, key="", trigger_id="", channel=place.channel)
    content = await _content(edge, caller, await understood(edge, caller, message, place), place)
    said: Body = {"text": content.text, "blocks": content.blocks, "thread_ts": place.thread_ts}
    try:
        if place.is_direct:
            await edge.client.chat_postMessage(channel=place.channel, unfurl_links=False, **said)
        else:
            await edge.client.chat_postEphemeral(channel=place.channel, user=author, **said)
    except UNREACHABLE as error:
        log.warning("answer_lost", error=str(sending_error(error)))


async def _content(edge: Edge, caller: Caller, told: Understood, place: Place) -> Content:
    known = await known_lately(edge, caller)
    reader = known.reader(edge.clock(), caller.user)
    match told.meaning:
        case Meaning.THANKS:
            return welcome(reader)
        case Meaning.HELP:
            return short_help(known.organisation, reader, direct=place.is_direct)
        case Meaning.HANDOFF:
            filled = await fill(edge, caller, known, told.values, Opening(channel=place.channel))
            return understood_so(filled.values, filled.receiver, reader, place.written())


async def _open(edge: Edge, caller: Caller, place: Place) -> None:
    message = await message_at(edge, place.channel, place.ts, place.thread_ts)
    said = heard({"event": {"channel": place.channel}, "team_id": edge.team}, message) if message else None
    told, source = Understood(Meaning.HELP, {}), None  # deleted meanwhile: the form still stands
    if message and said and said.author == caller.user:
        told = await understood(edge, caller, message, place)
        source = place.source(edge.team_url)
    try:
        await show_opening(
            edge, caller, told.values, source, answer_to=caller.response_url or "", authors=told.authors
        )
    except RefusedError as refusal:
        await refuse(edge, caller, refusal)
