"""What people add to a mail to a department when for them the matter ends there."""

from bot.domain.detector.cue import Cue, Role

HINTS = (
    Cue(
        "de.some-time-ago",
        "de",
        Role.HINT,
        (
            "gestern|vorgestern|neulich|längst|bereits|schon|damals",
            "letzte|letzten|letzter|vorige|vorigen woche|montag|dienstag|mittwoch|donnerstag|freitag|monat",
            "vor .. tagen|wochen|monaten",
            "am montag|dienstag|mittwoch|donnerstag|freitag",
            "doch … GEMAILT|GESCHICKT|GEMELDET",
            "jedenfalls|halt|einfach … GEMAILT|GESCHICKT|GEMELDET",
        ),
        found_in=("Hab ich gestern der IT gemailt.", "Das ging letzte Woche an den Einkauf."),
        not_in=("Ich maile das morgen.",),
    ),
    Cue(
        "en.some-time-ago",
        "en",
        Role.HINT,
        (
            "yesterday|already|ago|anyway|anyways",
            "last week|night|month|monday|tuesday|wednesday|thursday|friday",
            "on monday|tuesday|wednesday|thursday|friday",
        ),
        found_in=("I mailed IT yesterday.", "It went to legal on Monday."),
        not_in=("I'll mail it tomorrow.",),
    ),
    Cue(
        "de.on-to-the-next",
        "de",
        Role.HINT,
        (
            "feierabend|ende|basta|tschüss|tagesgeschäft",
            "bekannt|reicht|genügt|gespannt|ruhe",
            "deren|denen entscheidung|bier|sache|problem",
            "jetzt bin|ist … außen|ruhe|vorbei",
            "fertig",
        ),
        found_in=("Mail abgeladen, Feierabend.", "Bin gespannt."),
        not_in=("Hallo zusammen!",),
    ),
    Cue(
        "en.on-to-the-next",
        "en",
        Role.HINT,
        (
            "the end",
            "off home|now",
            "back to business|work",
            "calling it a day",
            "known|enough|curious|peace",
            "their|theirs decision|call|job|problem",
            "should work|do out",
            "so? it will get",
        ),
        found_in=("Off home now.", "What they make of it is their decision."),
        not_in=("Hello everybody!",),
    ),
    Cue(
        "de.came-to-an-end",
        "de",
        Role.ANSWERED,
        (
            "danke|dankeschön|merci",
            "läuft|geht|funktioniert|klappt wieder|jetzt",
            "ist|sind|wurde|wurden … schon|bereits|inzwischen … aufgebaut|ausgezahlt|bezahlt|gebucht|geliefert|unterwegs|repariert|behoben|gelöst|da",
            "bekommen|erhalten|ausgezahlt $",
            "frist … eingehalten",
        ),
        found_in=("Ist schon aufgebaut.", "Läuft wieder."),
        not_in=("Hab ich gestern gemailt.",),
    ),
    Cue(
        "en.came-to-an-end",
        "en",
        Role.ANSWERED,
        (
            "thanks|thank_you|cheers|thx",
            "works|working|runs|running|up again|now",
            "is|are|was|were … already … set|paid|booked|delivered|fixed|done|solved|resolved|there",
            "got|been paid|fixed|delivered|solved",
            "deadline … met",
        ),
        found_in=("It's already set up.", "Works again."),
        not_in=("I mailed it yesterday.",),
    ),
)
