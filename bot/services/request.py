"""Who asks, from where, and under which key: what every use case needs besides its command."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Request:
    """One request of a person; `key` is what makes a redelivery of it recognisable."""

    workspace: str
    actor: str
    key: str
    now: datetime
