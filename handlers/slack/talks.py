"""A click that brings sender and receiver of a moment that matters together."""

from bot.services.talk_first import talk_first
from handlers.slack.answers import tell
from handlers.slack.edge import Caller, Edge, reader_of
from handlers.slack.metadata import well_formed
from handlers.slack.render.notice import notice


async def click_talk(edge: Edge, caller: Caller, value: str) -> None:
    """Open the conversation, with the brief in it."""
    with well_formed():
        number = int(value)
    if await talk_first(edge.unit_of_work, caller.request(edge), number):
        edge.wake()
        words = (await reader_of(edge, caller)).words
        tell(edge, caller, notice(words("You have a conversation of the two of you, with the brief in it.")))
