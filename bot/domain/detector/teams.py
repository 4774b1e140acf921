"""What companies call their departments, in both languages, and what else names a group instead of a person."""

from bot.domain.detector.folding import listed

Words = tuple[str, ...]

SAME: tuple[frozenset[Words], ...] = tuple(
    frozenset(tuple(name.split("_")) for name in listed(names))
    for names in (
        "sales vertrieb verkauf vertriebler aussendienst innendienst salesteam",
        "accounting accounts accountants buchhaltung buchhalter rechnungswesen fibu finanzbuchhaltung bookkeeping"
        " bookkeepers buchführung",
        "finance finanzen finanzabteilung",
        "logistics logistik logistiker",
        "it edv helpdesk itler",
        "legal lawyers juristen rechtsabteilung recht justiziariat justitiariat hausjuristen",
        "service kundendienst kundenservice kundenbetreuung customer_service customer_care customer_support"
        " support kundensupport",
        "hr personalabteilung personal personalwesen personaler human_resources people_team",
        "purchasing procurement einkauf einkäufer beschaffung buyers buying",
        "marketing",
        "quality qa qs qualität qualitätssicherung quality_management",
        "production manufacturing produktion fertigung",
        "development engineering engineers entwicklung entwickler developers devs",
        "warehouse lager lageristen",
        "shipping dispatch versand",
        "facilities facility hausverwaltung haustechnik",
        "controlling controllers controller",
        "operations ops",
        "planning disposition dispo arbeitsvorbereitung",
        "technik techniker technicians",
    )
)
"""Each line is one department, whatever it is called; `_` is a blank. A name is in one line only."""

RELATED = {"finance": "accounting", "finanzen": "accounting", "finanzabteilung": "accounting"}
"""Who is meant where a company has no department of that name of its own."""

GROUPS = listed(
    "team teams abteilung abteilungen kollegen kolleginnen kollegium leuten leute jungs mädels truppe"
    " gruppe fachabteilung fachbereich sekretariat empfang zentrale produktmanagement projektteam"
    " geschäftsstelle department departments dept colleagues folks guys group datenschutz"
    " datenschutzbeauftragten arbeitssicherheit reception plant desk office backoffice fuhrpark fleet"
    " treasury compliance revision audit pr presse kommunikation communications security poststelle"
    " mailroom archiv betriebsrat geschäftsleitung geschäftsführung management vorstand zuständigen"
    " zuständige stelle stellen ansprechpartnern verantwortlichen hausmeister schwesterfirma dienstleister"
    " instandhaltung wartung maintenance inbound frontoffice bestellwesen retouren returns customs zoll"
    " export import messeteam werk werkstatt niederlassung filiale workshop runde schicht hotline"
    " servicedesk"
)
ENDINGS = ("abteilung", "team", "teams", "postfach", "kollegen", "kolleginnen", "leute", "leuten", "gruppe")
"""A compound with one of these is a group too: Vertriebskollegen, Qualitätsteam."""

_KNOWN = GROUPS | {words[0] for names in SAME for words in names if len(words) == 1}


def is_group(word: str) -> bool:
    """Return whether a folded word names a group in any company."""
    return word in _KNOWN
