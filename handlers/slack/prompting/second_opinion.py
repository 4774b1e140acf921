"""A second opinion on messages where the rules are unsure, in channels that want it, after the ack.

No prompt by rules depends on it. A process that dies loses an opinion and nothing else.
"""

from dataclasses import dataclass, replace

import structlog

from bot.domain.detector import Unsure
from bot.domain.guest.inquiry import Provenance
from bot.domain.guest.second_opinion import inquiry, sounds_thrown
from bot.domain.prompting.noticing import SECOND_OPINION
from bot.domain.prompting.prompts import Noticed
from bot.services.notice import notice
from bot.services.request import Request
from bot.services.seek_opinion import worth_an_opinion
from handlers.slack.edge import Body, Edge, event_request
from handlers.slack.originals import message_at
from handlers.slack.prompting.attention import Attention
from handlers.slack.prompting.heard import Heard, heard
from handlers.slack.render.unmarked import mentioned, unmarked

log = structlog.get_logger(__name__)

_AT_ONCE = 4
"""As many messages wait for an opinion in one process; those that come meanwhile get none."""
_PATIENCE = 10.0
"""Seconds for Slack to tell whether the message stands: nobody waits."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A message of which the rules are unsure, as it was told."""

    body: Body
    heard: Heard
    unsure: Unsure
    department: str | None

    @property
    def noticed(self) -> Noticed:
        """Return what will be stored of it, if its author is asked."""
        said = self.heard
        return Noticed(said.channel, said.ts, said.thread_ts, said.author, SECOND_OPINION, self.department)


def seek_opinion(edge: Edge, doubtful: Doubtful, attention: Attention) -> None:
    """Ask the guest in the background, where the channel wants it and there are not too many of them already."""
    wanted = edge.guest.present and attention.noticing.asks(doubtful.heard.channel, SECOND_OPINION)
    if wanted and edge.attentions.opinions < _AT_ONCE:
        edge.attentions.opinions += 1
        departments = tuple(one.key for one in attention.organisation.departments_of(doubtful.heard.author))
        edge.tasks.start(_counted(edge, doubtful, departments))


async def _counted(edge: Edge, doubtful: Doubtful, departments: tuple[str, ...]) -> None:
    try:
        await _seek(edge, doubtful, departments)
    finally:
        edge.attentions.opinions -= 1


async def _seek(edge: Edge, doubtful: Doubtful, departments: tuple[str, ...]) -> None:
    noticed = doubtful.noticed
    request = event_request(edge, doubtful.body)
    request = replace(request, key=f"{request.key}:opinion")
    if not await worth_an_opinion(edge.unit_of_work, request, noticed):
        return
    thrown = await _sounds_thrown(edge, request, doubtful, departments)
    log.info("second_opinion", channel=noticed.channel, unsure=doubtful.unsure, thrown=thrown)
    if thrown and await _still_says_so(edge, doubtful):
        later = replace(request, now=edge.clock())
        if await notice(edge.unit_of_work, later, noticed):
            edge.wake()


async def _sounds_thrown(
    edge: Edge, request: Request, doubtful: Doubtful, departments: tuple[str, ...]
) -> bool:
    said = doubtful.heard
    # Who is mentioned does not matter for the kind of a message, so that nobody's id has to leave.
    text = unmarked(said.text, dict.fromkeys(mentioned(said.text), "person"))
    about = Provenance(request.workspace, said.author, said.channel, departments=departments)
    opinion = await edge.guest.ask(inquiry(text), about, request.now)
    return opinion is not None and sounds_thrown(opinion, text)


async def _still_says_so(edge: Edge, doubtful: Doubtful) -> bool:
    """Return whether the message is there still and has not been edited while the guest was thinking."""
    said = doubtful.heard
    message = await message_at(edge, said.channel, said.ts, said.thread_ts, patience=_PATIENCE)
    return message is not None and heard(doubtful.body, message) == said
