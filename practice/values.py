"""Names for what JSON carries; Slack's payloads are too wide and too loose for one class each."""

from typing import Any

Json = dict[str, Any]
