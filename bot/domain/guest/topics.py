"""How people speak of the figures of a week, in German and in English: by which words each is told from the others."""

from bot.domain.guest.claims import Topic

_HANDOFFS = r"übergaben?\b|handoffs?\b"

OPENED = Topic(r"\bneue?[nrs]?\b|\bnew\b|\bopened\b|eröffnet", also=_HANDOFFS)
CLOSED = Topic(r"abgeschlossen\w*|\bclosed\b|completed|beendet|finished")
OPEN = Topic(r"\boffen\w*|\bopen\b")
IN_TIME = Topic(
    r"angenommen\w*|annahmen?\b|übernommen|\baccept\w*|\btaken on\b",
    against=r"spät|\blate|überfällig|overdue|\bliegen|\bwart|\bwait|offen|\bopen\b|verzög|delay|abgelehnt|declin|reject"
    r"|\bmissed|verpass|außerhalb|outside|unangenommen|wiesen|unpünktlich",
    beside=r"\b(?:in der (?:vereinbarten )?zeit|rechtzeitig|pünktlich|fristgerecht|innerhalb|in time|on time|within|in good time)\b",
)
CAME_BACK = Topic(r"zurück\w*|hin und her|wieder\b|\bback\b|\breturn\w*")
ASKED_BACK = Topic(r"nach(ge)?frag\w*|rückfrag\w*|gefragt|\bfehl\w*|\bask\w*|\bmissing\b|\bquestions?\b")
ONE_WAY = Topic(r"\bhin\b|hinüber|\bover\b|richtung|\bone way\b", also=_HANDOFFS)
NOTHING_BACK = Topic(r"zurück\w*|\bback\b|gegenrichtung|\breturn\w*")
SILENT = Topic(r"woche\b|\bweek\b|verstummt|\bstill\b|silent|quiet", also=_HANDOFFS)
_WITHIN = r"^(?=.*\b(?:innerhalb|binnen|within)\b)(?!.*\b(?:andere|rest|other|remaining)\w*)"
HALF_ACCEPTED = Topic(
    r"hälfte|\bhalf\b|\bmedian\b",
    against=r"\bnach\b|\bafter\b",
    beside=_WITHIN + r"(?=.*\b(?:angenommen|accepted)\b)",
)
HALF_CLOSED = Topic(
    r"hälfte|\bhalf\b|\bmedian\b",
    against=r"\bnach\b|\bafter\b",
    beside=_WITHIN + r"(?=.*\b(?:abgeschlossen|closed)\b)",
)
OVERDUE = Topic(r"überfällig\w*|\boverdue\b", against=r"\bnicht überfällig|\bnot overdue")
OLDEST = Topic(r"älteste\w*|\boldest\b")
NOT_ACCEPTED = Topic(
    r"angenommen|\baccepted\b",
    against=r"\bzeit\b|\btime\b|rechtzeitig|pünktlich|\blate\b|spät",
    beside=r"\b(?:nicht|not|niemand(?:em)?|nobody)\b(?:\s\w+){0,2}\s(?:angenommen|accepted)\b",
)
ASKING = Topic(r"rückfrag\w*|nachfrag\w*|nachzufragen|\basking\b|\bquestions?\b")
READY = Topic(
    r"begonnen|gestartet|\bbeginn\w*|\bstart\w*|\bbegun\b",
    also=ASKING.told,
    against=r"(?:nicht|not|nie|never|kein\w*) (?:\w+ )?(?:ohne|without|begonnen|gestartet|started|begun)",
    beside=rf"\b(?:ohne|without)(?:\s\w+)?\s(?:{ASKING.told})",
)
ANYTHING = Topic(r"\w")
"""Of a question, in which there are no figures: "without" counts as none, and may stand anywhere."""
