"""Names for what JSON carries; Slack's payloads are too wide and too loose for one class each."""

import json
from typing import Any, TypeVar

Json = dict[str, Any]
T = TypeVar("T")


def copied(value: T) -> T:
    """Return a copy of something that JSON can carry; much faster than copy.deepcopy."""
    copy: T = json.loads(json.dumps(value))
    return copy
