"""Messages of channels that have opted in: most are harmless, and cost neither a read nor a write."""

from datetime import UTC, datetime

import structlog

from bot.domain.prompting.prompts import STILL_NEWS, Noticed
from bot.services.notice import notice, take_back
from handlers.slack.edge import Body, Edge, event_request
from handlers.slack.metadata import well_formed
from handlers.slack.prompting.heard import Heard, heard
from handlers.slack.prompting.second_opinion import Doubtful, seek_opinion

log = structlog.get_logger(__name__)


async def message_heard(edge: Edge, body: Body, message: Body, *, before: Body | None = None) -> None:
    """Look at a message of a channel that has opted in; `before` is what it was, if it was edited."""
    request = event_request(edge, body)
    attention = await edge.attentions.lately(edge.unit_of_work, request.workspace, request.now)
    if not attention.noticing.hears(body["event"]["channel"]):
        return
    found = heard(body, message)
    if found is None or (before and _is_old(found, request.now)):
        return
    detection = attention.detect(found.text)
    department = detection.department or attention.addressed(found.mailed_to)
    if not (detection.prompt and detection.cue):
        if before:
            await take_back(edge.unit_of_work, request, found.channel, found.ts)
        if detection.unsure:
            seek_opinion(edge, Doubtful(body, found, detection.unsure, department), attention)
        return
    noticed = Noticed(found.channel, found.ts, found.thread_ts, found.author, detection.cue, department)
    if await notice(edge.unit_of_work, request, noticed):
        log.info("noticed", channel=found.channel, cue=detection.cue)
        edge.wake()


async def message_gone(edge: Edge, body: Body, ts: str) -> None:
    """Let go of a prompt that still waits when its message is deleted."""
    request, channel = event_request(edge, body), body["event"]["channel"]
    attention = await edge.attentions.lately(edge.unit_of_work, request.workspace, request.now)
    if attention.noticing.hears(channel):
        await take_back(edge.unit_of_work, request, channel, ts)


def _is_old(found: Heard, now: datetime) -> bool:
    with well_formed():
        written = datetime.fromtimestamp(float(found.ts), UTC)
    return now - written > STILL_NEWS
