"""(9) Fire-and-forget: processor time a message, alone and on its whole way, and whether a long text is in proportion."""

import time
from collections.abc import Sequence

from benchmarks.figures import Figure, Goal, ratio, value
from benchmarks.listening import hearing
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
_WHOLE_WAY = Goal(2.0, at_most=True)  # a hundred messages a second are a fifth of a core
_PROPORTION = Goal(2.0, at_most=True)


async def detecting(bench: Workbench) -> Sequence[Figure]:
    """Return milliseconds of processor time a message, and those a character of 100 kB against those of 10 kB."""
    rounds = 3 if bench.quick else 9
    classify(_MESSAGES[0], _COMPANY)  # the patterns are prepared once
    each = Series(tuple(_took([*_MESSAGES] * 100) / (len(_MESSAGES) * 100) for _ in range(rounds)))
    short, long = (" ".join(_MESSAGES[:6]) * times for times in (20, 200))
    heard = Series(tuple([await _heard(bench) for _ in range(rounds)]))
    return [
        value("9. processor time of a harmless message from payload to ack", heard, "ms", _WHOLE_WAY),
        value("9. processor time of detecting in a message", each, "ms", _MILLISECONDS),
        ratio(
            "9. time a character, in a text of 100 kB against one of 10 kB",
            Series(tuple(_took([long]) / len(long) for _ in range(rounds))),
            Series(tuple(_took([short] * 10) / (10 * len(short)) for _ in range(rounds))),
            "ms",
            _PROPORTION,
        ),
    ]


async def _heard(bench: Workbench) -> float:
    """Return the milliseconds of processor time of a message, on SQLite; a read of what is on now and then included."""
    each = bench.scaled(2_000)
    async with hearing(await bench.sqlite.create()) as once:
        await once(0)
        began = time.process_time()
        for number in range(each):
            await once(number)
        return (time.process_time() - began) * 1000 / each


def _took(messages: Sequence[str]) -> float:
    """Return the milliseconds of processor time that these messages take."""
    began = time.process_time()
    for message in messages:
        classify(message, _COMPANY)
    return (time.process_time() - began) * 1000
