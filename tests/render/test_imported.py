"""What people read of a handoff that came in with a log: no more than the log knows, and never an error."""

import io

from bot.domain.event_log.course import Course
from bot.domain.event_log.rebuilding import Frame, Rebuilt, follow, rebuild
from bot.domain.event_log.rows import BadRow, LogRow
from handlers.event_log import read_log
from handlers.slack.render.show import show
from tests.company import COMPANY, DORA
from tests.event_logs import any_log, as_text, log, opening, row
from tests.render.limits import check_message
from tests.render.seen import reader, seen

FRAME = Frame("T0HANSEN", {"accounting": "C0ACC"}, "Importiert: {case}")
KEYS = [department.key for department in COMPANY.departments]


def imported(text: str) -> list[Rebuilt]:
    cases: dict[str, list[LogRow | BadRow]] = {}
    for found in read_log(io.BytesIO(text.encode()), KEYS):
        cases.setdefault(found.case, []).append(found)
    courses = [follow(rows) for rows in cases.values()]
    return [
        rebuild(course, number, FRAME)
        for number, course in enumerate(courses, 1)
        if isinstance(course, Course)
    ]


def test_brief_and_history_say_what_the_log_knows() -> None:
    (one,) = imported(
        log(
            *opening(due="2026-11-25T12:00:00+01:00"),
            row("information_asked", 30, actor=DORA, detail="amount"),
            row("information_asked", 30, actor=DORA, detail="customer_no"),
            row("information_answered", 45, actor="p-1b7c09e5a2d4f683"),
            row("rerouted", 60, actor=DORA),
            row("offered", 60, actor=DORA, to="it"),
        )
    )
    assert seen(show(one.handoff, one.events, COMPANY, reader(user=DORA))).splitlines() == [
        "H-1 · Importiert: ERP-1 – wartet auf Annahme",
        "Vertrieb → IT · bis Mi 25.11., 12:00",
        "Noch verantwortlich: @U0ANNA",
        "Was bisher geschah",
        "Mo 07.09., 09:00 · @U0ANNA hat diese Übergabe begonnen.",
        "Mo 07.09., 09:00 · Der Abteilung Buchhaltung angeboten.",
        "Mo 07.09., 09:30 · @U0DORA hat eine Rückfrage. Gebraucht wird: Betrag, Kundennummer.",
        "Mo 07.09., 09:45 · p-1b7c09e5a2d4f683 hat geantwortet.",
        "Mo 07.09., 10:00 · @U0DORA hat sie an die Abteilung IT weitergeleitet.",
        "Mo 07.09., 10:00 · Der Abteilung IT angeboten.",
    ]


def test_whatever_a_log_holds_slack_takes_what_is_shown_of_it() -> None:
    for one in imported(as_text(any_log(5, 120))):
        for language in ("de", "en"):
            check_message(show(one.handoff, one.events, COMPANY, reader(language)))
