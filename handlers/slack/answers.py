"""Answers to the person who just acted; everything that others rely on goes through the outbox instead."""

from collections.abc import Awaitable, Callable

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.errors import RefusedError
from bot.services.refusals import keep_refusal
from handlers.slack.edge import Body, Caller, Edge, reader_of
from handlers.slack.errors import UNREACHABLE, error_name
from handlers.slack.render.content import Content
from handlers.slack.render.notice import notice, notice_form
from handlers.slack.render.reasons import reason

log = structlog.get_logger(__name__)

_OPENED_BEFORE = "exchanged_trigger_id"  # a redelivery: the form stands before them already


def tell(edge: Edge, caller: Caller, content: Content, *, replace: bool = False) -> None:
    """Show `content` to the caller alone, after the ack; `replace` puts it where they clicked."""
    edge.tasks.start(_tell(edge, caller, content, replace=replace))


async def refuse(edge: Edge, caller: Caller, refusal: RefusedError) -> None:
    """Tell the caller kindly why nothing happened, and what they can do; a redelivery tells nobody again."""
    if await keep_refusal(edge.unit_of_work, caller.request(edge), refusal):
        edge.wake()
        reader = await reader_of(edge, caller)
        tell(edge, caller, notice(reason(refusal.reason, refusal.facts, reader)))


async def excuse(edge: Edge, caller: Caller) -> Content:
    """Return what to say when nothing could be saved."""
    return notice(reason("unsaved", {}, await reader_of(edge, caller)))


def show_form(
    edge: Edge,
    caller: Caller,
    build: Callable[[], Body],
    then: Callable[[Body], Awaitable[None]] | None = None,
) -> None:
    """Build and open a form, on top of the one the caller stands in; after the ack, for which somebody waits.

    `then` is what goes on once it is open, with the view as Slack has it.
    """

    async def built() -> Body:
        return build()

    show_form_when_built(edge, caller, built, then)


def show_form_when_built(
    edge: Edge,
    caller: Caller,
    build: Callable[[], Awaitable[Body]],
    then: Callable[[Body], Awaitable[None]] | None = None,
) -> None:
    """Do the same with a form for which something has to be looked up."""

    async def build_and_show() -> None:
        if (view := await shown_form(edge, caller, await build())) and then:
            await then(view)

    edge.tasks.start(build_and_show())


async def _tell(edge: Edge, caller: Caller, content: Content, *, replace: bool) -> None:
    if caller.response_url is None:
        reader = await reader_of(edge, caller)
        await shown_form(edge, caller, notice_form(content, reader))
        return
    client = AsyncWebhookClient(caller.response_url, session=edge.client.session)
    try:
        answer = await client.send(
            text=content.text, blocks=content.blocks, response_type="ephemeral", replace_original=replace
        )
    except UNREACHABLE as error:
        log.warning("answer_lost", error=type(error).__name__)
    else:
        if answer.status_code != 200:
            log.warning("answer_lost", status=answer.status_code)


async def shown_form(edge: Edge, caller: Caller, form: Body) -> Body | None:
    """Open the form; return the view as Slack has it, None if it could not be opened."""
    within_form = caller.view is not None and caller.view.get("type") == "modal"
    method = edge.client.views_push if within_form else edge.client.views_open
    try:
        answer = await _twice(lambda: method(trigger_id=caller.trigger_id, view=form))
    except SlackApiError as error:
        name = error_name(error)
        log.warning("form_not_opened", error=name)
        if name != _OPENED_BEFORE:
            await _say_it_took_too_long(edge, caller)
    except UNREACHABLE as error:
        log.warning("form_not_opened", error=type(error).__name__)
        await _say_it_took_too_long(edge, caller)
    else:
        return dict(answer["view"])
    return None


async def _twice(call: Callable[[], Awaitable[AsyncSlackResponse]]) -> AsyncSlackResponse:
    """Call Slack, and once more if the connection broke: a trigger lives for three seconds, a form opens once."""
    try:
        return await call()
    except SlackApiError:
        raise
    except UNREACHABLE:
        return await call()


async def _say_it_took_too_long(edge: Edge, caller: Caller) -> None:
    if caller.response_url is not None:
        reader = await reader_of(edge, caller)
        await _tell(edge, caller, notice(reason("form_not_opened", {}, reader)), replace=False)
