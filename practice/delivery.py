"""What is sent to the bot, and what came back."""

from dataclasses import dataclass, field
from typing import Literal

from practice.values import Json

Kind = Literal["slash_commands", "interactive", "events_api"]


@dataclass
class Timing:
    """How patient this workspace is, in seconds; tests make it shorter.

    `ack`: time to answer. `trigger`: life of a trigger (real time). `retries`: pauses before an event is sent
    again, on the practice clock. `response_url`: life of a response URL, on the practice clock. `file`: how long
    an uploaded file is looked at before blocks may show it, on the practice clock.
    """

    ack: float = 3.0
    trigger: float = 3.0
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    response_url: float = 1800.0
    file: float = 0.0


@dataclass(frozen=True)
class Ack:
    """The bot's answer to one payload; `ok` means that it came in time and was not an error.

    `status` is the HTTP status (200 for an acknowledged envelope, 0 when nothing came), `body` what came with it.
    """

    ok: bool
    status: int = 0
    body: Json | str | None = None
    seconds: float = 0.0
    timed_out: bool = False
    reason: str = ""

    @property
    def errors(self) -> dict[str, str]:
        """Return the field errors of a view, by block_id."""
        if isinstance(self.body, dict) and self.body.get("response_action") == "errors":
            return dict(self.body.get("errors", {}))
        return {}


@dataclass(frozen=True)
class Retry:
    """The repetition of a payload: which one it is, and why."""

    number: int
    reason: str


@dataclass
class Delivery:
    """One payload on its way to the bot, with everything that became of it.

    `echo` marks the events that the bot's own messages cause; `given_up` an event that was never acknowledged.
    """

    kind: Kind
    payload: Json
    envelope_id: str
    attempts: int = 0
    acked: bool = False
    given_up: bool = False
    seconds: float = 0.0
    response: Json | str | None = None
    echo: bool = False
    acks: list[Ack] = field(default_factory=list)

    def note(self, ack: Ack) -> None:
        """Record the outcome of an attempt."""
        self.acks.append(ack)
        if ack.ok and not self.acked:
            self.acked = True
            self.seconds = ack.seconds
            self.response = ack.body
