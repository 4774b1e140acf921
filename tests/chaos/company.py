"""Twenty people in four departments: half of the departments want a read-back, half take over with one click."""

from typing import Any

from bot.domain.company.department import Department, Office, ReadBack
from bot.domain.company.organisation import Organisation, WorkspaceSettings

Json = dict[str, Any]

_PEOPLE = {
    "sales": ["Anna", "Ben", "Carla", "David", "Emre"],
    "accounting": ["Cem", "Dora", "Elif", "Felix", "Greta"],
    "logistics": ["Lars", "Priya", "Marek", "Nadia", "Otto"],
    "it": ["Jan", "Grace", "Ivo", "Lena", "Tariq"],
}
_NAMES = {"sales": "Vertrieb", "accounting": "Buchhaltung", "logistics": "Logistik", "it": "IT"}
READ_BACK = frozenset({"accounting", "it"})

MEMBERS: dict[str, list[str]] = {
    key: [f"U0{name.upper()}" for name in names] for key, names in _PEOPLE.items()
}
EVERYBODY = [user for members in MEMBERS.values() for user in members]
CHANNELS = {key: f"C0{key.upper()}" for key in _PEOPLE}
LOBBY = "C0ALLE"


def company(*more: str) -> Json:
    """Return the company as the practice workspace reads it, with `more` people in no department."""
    everybody = [*EVERYBODY, *more]
    people = [
        {"id": user, "real_name": user.removeprefix("U0").title(), "locale": ("de-DE", "en-GB")[index % 2]}
        for index, user in enumerate(everybody)
    ]
    channels = [{"id": LOBBY, "name": "alle", "members": list(everybody)}]
    channels += [{"id": CHANNELS[key], "name": key, "members": list(everybody)} for key in _PEOPLE]
    return {"team": {"id": "T0CHAOS", "name": "Chaos & Co"}, "people": people, "channels": channels}


def organisation() -> Organisation:
    """Return the same company as Staffel knows it."""
    return Organisation(
        workspace=WorkspaceSettings(language="de"),
        departments=tuple(_department(key, members) for key, members in MEMBERS.items()),
    )


def _department(key: str, members: list[str]) -> Department:
    return Department(
        key=key,
        name=_NAMES[key],
        channel=CHANNELS[key],
        office=Office.FRONT if key == "sales" else Office.BACK,
        lead=members[0],
        members=tuple(members),
        read_back=ReadBack.ALWAYS if key in READ_BACK else ReadBack.NEVER,
        language="en" if key == "logistics" else None,
    )
