"""(9) Fire-and-forget: processor time a message, and whether a long text takes time in proportion."""

import time
from collections.abc import Sequence

from benchmarks.figures import Figure, Goal, ratio, value
from benchmarks.measuring import Series
from benchmarks.workbench import Workbench
from bot.domain.detector import Called, Directory, classify

_MESSAGES = (
    "Mail an die Buchhaltung ist raus, damit ist das für mich erledigt.",
    "Kann das jemand aus der IT bis Mittwoch übernehmen? Bitte kurz bestätigen.",
    "Outlook spinnt, ich bekomme gerade keine Mails.",
    "I emailed finance about it, so it's with them now.",
    "Lisa in legal owns it, due Friday, she confirmed.",
    "Lunch?",
    "> Wer macht das?\nIch übernehme Ticket 431 und melde mich bis 15 Uhr.\n\nViele Grüße\nJan",
)
_COMPANY = Directory.of(
    [Called("accounting", ("Buchhaltung",)), Called("it", ("IT",)), Called("legal", ("Recht",))]
)
_MILLISECONDS = Goal(1.0, at_most=True)
_PROPORTION = Goal(2.0, at_most=True)


async def detecting(bench: Workbench) -> Sequence[Figure]:
    """Return milliseconds of processor time a message, and those a character of 100 kB against those of 10 kB."""
    rounds = 3 if bench.quick else 9
    classify(_MESSAGES[0], _COMPANY)  # the patterns are prepared once
    each = Series(tuple(_took([*_MESSAGES] * 100) / (len(_MESSAGES) * 100) for _ in range(rounds)))
    short, long = (" ".join(_MESSAGES[:6]) * times for times in (20, 200))
    return [
        value("9. processor time of detecting in a message", each, "ms", _MILLISECONDS),
        ratio(
            "9. time a character, in a text of 100 kB against one of 10 kB",
            Series(tuple(_took([long]) / len(long) for _ in range(rounds))),
            Series(tuple(_took([short] * 10) / (10 * len(short)) for _ in range(rounds))),
            "ms",
            _PROPORTION,
        ),
    ]


def _took(messages: Sequence[str]) -> float:
    """Return the milliseconds of processor time that these messages take."""
    began = time.process_time()
    for message in messages:
        classify(message, _COMPANY)
    return (time.process_time() - began) * 1000
