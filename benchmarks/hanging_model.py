"""A language model's server that takes every question and never answers.

Run as a process of its own: `python -m benchmarks.hanging_model` prints its port. `GET /asked` tells, once, how
many questions hung there, so that a benchmark can tell whether it has asked at all.
"""

import json
from itertools import count
from typing import Any

from benchmarks.web import serve

ASKED = "/asked"
_questions = count()


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Answer how many there were, or nothing at all until the client hangs up."""
    if scope["path"] == ASKED:
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": json.dumps({"asked": next(_questions)}).encode()})
        return
    next(_questions)
    while (await receive())["type"] != "http.disconnect":
        pass


if __name__ == "__main__":
    serve(application)
