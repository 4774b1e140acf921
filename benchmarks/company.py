"""The company that is measured: twenty departments, each with a channel and five people."""

from datetime import UTC, datetime, timedelta

from bot.domain.company.department import Department, Office
from bot.domain.company.needs import Need
from bot.domain.company.organisation import Organisation, WorkspaceSettings
from bot.domain.matter.commands import OpenHandoff
from bot.domain.matter.handoff import Brief
from bot.services.request import Request

WORKSPACE = "T0BENCH"
SENDER = "U0D0P0"
DEPARTMENTS = 20


def _department(number: int) -> Department:
    return Department(
        key=f"d{number}",
        name=f"Abteilung {number}",
        channel=f"C0D{number}",
        office=Office.BACK if number % 2 else Office.FRONT,
        members=tuple(f"U0D{number}P{person}" for person in range(5)),
        needs=(
            Need(key="customer_no", label={"de": "Kundennummer", "en": "Customer number"}, required=True),
        ),
    )


PEOPLE = tuple(f"U0D{number}P{person}" for person in range(5) for number in range(DEPARTMENTS))
"""Everybody, one department after the other; the first is the sender."""

COMPANY = Organisation(
    workspace=WorkspaceSettings(language="de", timezone="Europe/Berlin", holidays="DE-BW"),
    departments=tuple(_department(number) for number in range(DEPARTMENTS)),
)


def receiver(number: int) -> str:
    """Return the department that the handoff of that number goes to; never the sender's own."""
    return f"d{1 + number % (DEPARTMENTS - 1)}"


def brief() -> Brief:
    """Return what is handed over, always the same."""
    return Brief(
        summary="Gutschrift für Müller",
        details="Rabatt laut Angebot 12 %, berechnet wurden 2 %.",
        why_now="Kunde wartet seit Montag, falsch berechneter Rabatt.",
        done_when="Die Gutschrift ist beim Kunden.",
        customer="Müller GmbH",
        due=datetime.now(UTC) + timedelta(days=4),
        needs={"customer_no": "4711"},
    )


def offer(number: int) -> OpenHandoff:
    """Return the command of one offer."""
    return OpenHandoff(receiver(number), brief())


def request(key: str) -> Request:
    """Return the request of the sender under that key."""
    return Request(WORKSPACE, SENDER, key, datetime.now(UTC))
