"""The one door for Slack: Bolt verifies and parses, and every payload finds its listener by its kind.

Bolt's own listeners would be tried one after another, each with some thirty arguments gathered for it. With
`process_before_response` the answer leaves when the listener is done: after the commit, never before.
"""

from collections.abc import Awaitable, Callable, Mapping

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from typing_extensions import override

from handlers.slack.edge import Body, Edge
from handlers.slack.encoding import encoded
from handlers.slack.listeners import Listeners
from handlers.slack.watched import Listener, Watch

_KINDS = {
    "block_actions": "click",
    "view_submission": "form",
    "shortcut": "shortcut",
    "message_action": "shortcut",
    "event_callback": "event",
    "block_suggestion": "menu",
}


def build_bolt(edge: Edge, watch: Watch, *, signing_secret: str, identity: AuthorizeResult) -> AsyncApp:
    """Return the Bolt app; `identity` is what Slack told of our token at the start."""
    app = AsyncApp(
        client=edge.client,
        signing_secret=signing_secret,
        authorize=_Identity(identity),
        process_before_response=True,
        request_verification_enabled=bool(signing_secret),
        ignoring_self_events_enabled=False,  # that a card of ours was deleted counts as one
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    listeners = Listeners(edge).by_kind()
    app.middleware(_Door({kind: watch.over(kind, listener) for kind, listener in listeners.items()}))
    return app


class _Identity(AsyncAuthorize):
    """Whom we act as: always the same, as there is one token."""

    def __init__(self, identity: AuthorizeResult) -> None:
        self._identity = identity

    @override
    async def __call__(self, **_: object) -> AuthorizeResult:
        return self._identity


class _Door(AsyncMiddleware):
    """The last middleware: answers what has a listener; the rest goes on to Bolt, which says that nobody wants it."""

    def __init__(self, listeners: Mapping[str, Listener]) -> None:
        self._listeners = listeners

    @override
    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse | None:
        listener = self._listeners.get(_kind(req.body))
        if listener is None:
            return await next()
        ack = _Ack()
        await listener(ack, req.body)
        return ack.response


class _Ack:
    """Takes the answer; what Bolt's own does besides, turning the SDK's models into JSON, is not needed here."""

    response: BoltResponse | None = None

    async def __call__(self, **answer: object) -> None:
        self.response = BoltResponse(status=200, body=encoded(answer).decode() if answer else "")


def _kind(body: Body) -> str:
    return "command" if "command" in body else _KINDS.get(str(body.get("type")), "")
