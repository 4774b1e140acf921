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
HALF_WITHIN = Topic(r"hälfte|\bhalf\b|\bmedian\b")
MOST_WITHIN = Topic(r"\b85\b")
OVERDUE = Topic(r"überfällig\w*|\boverdue\b", against=r"\bnicht überfällig|\bnot overdue")
OLDEST = Topic(r"älteste\w*|\boldest\b")
NOT_ACCEPTED = Topic(r"angenommen|\baccepted\b|annahme|\bacceptance\b")
READY = Topic(
    r"begonnen|gestartet|\bbeginn\w*|\bstart\w*|\bbegun\b|loslegen|losgelegt|vollständig\w*|\bcomplete\b",
    against=r"unvollständig|incomplete|nicht (?:\w+ )?(begonnen|gestartet)|not (?:\w+ )?(started|begun)|nach rückfrage"
    r"|mit rückfrage|after asking|with questions",
)
ANYTHING = Topic(r"\w")
"""Of a question, in which there are no figures: "without" counts as none, and may stand anywhere."""
