"""Hansen & Töchter, the company of all tests: the same people as in the practice workspace.

Anna (Vertrieb) sells and hands over; Dora (Buchhaltung) books and receives. Mira has just started and belongs to
no department yet. Nina is the admin. Kim works in two departments.
"""

from datetime import UTC, datetime, timedelta

from bot.domain.company.department import Department, Office, ReadBack
from bot.domain.company.needs import Need
from bot.domain.company.organisation import Organisation, WorkspaceSettings
from bot.domain.matter.handoff import Brief
from bot.domain.matter.roles import Sight

WORKSPACE = "T0HANSEN"

ANNA = "U0ANNA"  # leads Vertrieb
BEN = "U0BEN"  # Vertrieb
SOFIA = "U0SOFIA"  # leads Kundendienst
OLI = "U0OLI"  # Kundendienst
CEM = "U0CEM"  # leads Buchhaltung
DORA = "U0DORA"  # Buchhaltung
LARS = "U0LARS"  # leads Logistik
PRIYA = "U0PRIYA"  # Logistik
JAN = "U0JAN"  # leads IT
GRACE = "U0GRACE"  # IT
KIM = "U0KIM"  # Vertrieb and Logistik
NINA = "U0NINA"  # admin, in no department
MIRA = "U0MIRA"  # in no department yet

EVERYBODY = (ANNA, BEN, SOFIA, OLI, CEM, DORA, LARS, PRIYA, JAN, GRACE, KIM, NINA, MIRA)

EVERYTHING = Sight(NINA, everything=True)

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FRIDAY = MONDAY + timedelta(days=4, hours=2)

SALES = Department(
    key="sales",
    name="Vertrieb",
    channel="C0SALES",
    office=Office.FRONT,
    lead=ANNA,
    members=(ANNA, BEN, KIM),
    topics=("Angebot", "Rabatt", "quote"),
)
SERVICE = Department(
    key="service", name="Kundendienst", channel="C0SERVICE", office=Office.FRONT, lead=SOFIA, members=(OLI,)
)
ACCOUNTING = Department(
    key="accounting",
    name="Buchhaltung",
    channel="C0ACC",
    office=Office.BACK,
    lead=CEM,
    members=(CEM, DORA),
    usergroup="S0ACC",
    hours={"mon-thu": "08:00-16:30", "fri": "08:00-13:00"},
    needs=(
        Need(key="customer_no", label={"de": "Kundennummer", "en": "Customer number"}, required=True),
        Need(key="amount", label={"de": "Betrag", "en": "Amount"}),
    ),
)
LOGISTICS = Department(
    key="logistics",
    name="Logistik",
    channel="C0LOG",
    office=Office.BACK,
    lead=LARS,
    members=(LARS, PRIYA, KIM),
    read_back=ReadBack.NEVER,
)
IT = Department(
    key="it",
    name="IT",
    channel="C0IT",
    office=Office.BACK,
    lead=JAN,
    members=(JAN, GRACE),
    language="en",
    read_back=ReadBack.ALWAYS,
)

COMPANY = Organisation(
    workspace=WorkspaceSettings(language="de", holidays="DE-BW", admins=(NINA,)),
    departments=(SALES, SERVICE, ACCOUNTING, LOGISTICS, IT),
)

REFUND = Brief(
    summary="Gutschrift für Müller",
    why_now="Kunde wartet seit Montag, falsch berechneter Rabatt.",
    done_when="Die Gutschrift ist beim Kunden.",
    customer="Müller GmbH",
    due=FRIDAY,
    needs={"customer_no": "4711"},
)
