"""Event logs that people could have written: a case at a time by hand, or any number of them by chance.

The walk follows the drawing of the states in DESIGN.md, and not the code that it tests.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

HEADING = "case_id,activity,timestamp,from_department,to_department,actor,detail"
DEPARTMENTS = ("sales", "service", "accounting", "logistics", "it")
PEOPLE = 40
MORNING = datetime(2026, 9, 7, 7, 0, tzinfo=UTC)

_BERLIN = ZoneInfo("Europe/Berlin")

Cells = tuple[str, str, str, str, str, str, str]

_WAYS: dict[str, tuple[str, ...]] = {
    "offered": ("accepted", "accepted", "accepted", "information_asked", "declined", "rerouted", "withdrawn"),
    "accepted": (
        "finished",
        "finished",
        "finished",
        "waiting",
        "handed_on",
        "information_asked",
        "withdrawn",
    ),
    "declined": ("rerouted", "withdrawn"),
    "done": ("confirmed", "confirmed", "reopened", "closed_unconfirmed", "withdrawn"),
    "needs_info": ("information_answered", "information_answered", "information_asked", "withdrawn"),
}
_LEADS_TO = {
    "offered": "offered",
    "accepted": "accepted",
    "declined": "declined",
    "finished": "done",
    "reopened": "accepted",
    "information_asked": "needs_info",
}


def row(
    activity: str,
    minutes: float = 0,
    *,
    case: str = "ERP-1",
    to: str = "accounting",
    actor: str = "U0ANNA",
    detail: str = "",
    sender: str = "sales",
) -> str:
    """Return a line of a log."""
    return ",".join(
        (case, activity, _written(MORNING + timedelta(minutes=minutes)), sender, to, actor, detail)
    )


def opening(case: str = "ERP-1", minutes: float = 0, due: str = "") -> list[str]:
    """Return the two lines that a case begins with."""
    return [row("opened", minutes, case=case, detail=due), row("offered", minutes, case=case)]


def log(*lines: str) -> str:
    """Return the text of a log."""
    return "\n".join([HEADING, *lines]) + "\n"


def any_log(seed: int, cases: int) -> list[Cells]:
    """Return the rows of so many cases as an export would write them; the same for the same seed."""
    chance = Random(seed)  # noqa: S311  # a test has no secrets
    names = [
        chance.choice(["ERP-{}", "H-{}", "Fall {}", "ä{}"]).format(number) for number in range(cases + 1)
    ]
    rows = [found for number in range(1, cases + 1) for found in _case(chance, number, names)]
    # Whatever happens at one instant is in the order of the names of cases, and in a case as it happened.
    rows.sort(key=lambda found: (found[0], found[1][0].encode()))
    return [cells for _, cells in rows]


def as_text(rows: Sequence[Cells]) -> str:
    """Return rows as the text of a log."""
    return log(*(",".join(cells) for cells in rows))


def _written(at: datetime) -> str:
    return at.astimezone(_BERLIN).isoformat()


def _case(chance: Random, number: int, names: Sequence[str]) -> Iterator[tuple[datetime, Cells]]:
    name = names[number]
    parts = list(
        names[2 * number : 2 * number + 2]
    )  # a tree: each case but the first can be a part of one other
    sender, *others = chance.sample(DEPARTMENTS, 4)
    at = MORNING + timedelta(minutes=chance.randrange(100_000))
    to, before, state = others[0], "", "offered"

    def told(activity: str, detail: str = "") -> tuple[datetime, Cells]:
        actor = "" if activity == "closed_unconfirmed" else f"U0P{chance.randrange(PEOPLE)}"
        return at, (name, activity, _written(at), sender, to, actor, detail)

    yield told("opened", _written(at + timedelta(days=chance.randrange(9))) if chance.random() < 0.5 else "")
    yield told("offered")
    for _ in range(chance.randrange(14)):
        if state not in _WAYS:
            return
        at += timedelta(microseconds=chance.choice([0, 1, 1_000_000, chance.randrange(4 * 10**11)]))
        activity = chance.choice(_WAYS[state])
        if activity == "handed_on" and not parts:
            activity = "waiting"
        yield told(activity, parts.pop() if activity == "handed_on" else _detail(chance, activity))
        if activity == "rerouted":
            to = chance.choice([one for one in others if one != to])
            yield told("offered")
        state, before = _after(state, before, activity)


def _after(state: str, before: str, activity: str) -> tuple[str, str]:
    match activity:
        case "information_answered":
            return before, ""
        case "information_asked":
            return "needs_info", before or state
        case "rerouted":
            return "offered", ""
        case "waiting" | "handed_on":
            return state, before
        case _:
            return _LEADS_TO.get(activity, "ended"), ""


def _detail(chance: Random, activity: str) -> str:
    return (
        chance.choice(["", "amount", "customer_no", "delivery_date"])
        if activity == "information_asked"
        else ""
    )
