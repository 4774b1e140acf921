"""How long the texts of a handoff may be, so that every surface can show them whole."""

from collections.abc import Mapping

SUMMARY = 140
SHORT = 150
NAME = 75
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
    "name": NAME,
    "label_de": NAME,
    "label_en": NAME,
    "help_de": SHORT,
    "help_en": SHORT,
    "exception": MEDIUM,
}
NEED = MEDIUM


def limit(field: str) -> int:
    """Return how many characters `field` takes; what stands behind a dot says whose it is: `need.<key>`, `name.<channel>`."""
    return LENGTHS.get(field.partition(".")[0], NEED)
