"""How long the texts of a handoff may be, so that every surface can show them whole."""

from collections.abc import Mapping

SUMMARY = 140
SHORT = 150
MEDIUM = 1000
LONG = 3000

LENGTHS: Mapping[str, int] = {
    "summary": SUMMARY,
    "details": LONG,
    "why_now": MEDIUM,
    "done_when": MEDIUM,
    "if_then": MEDIUM,
    "customer": SHORT,
    "next_step": MEDIUM,
    "question": MEDIUM,
    "answer": LONG,
    "reason": MEDIUM,
    "result": LONG,
    "thanks": MEDIUM,
    "exception": MEDIUM,
}
NEED = MEDIUM


def limit(field: str) -> int:
    """Return how many characters `field` takes; `need.<key>` are answers to information needs."""
    return LENGTHS.get(field, NEED)
