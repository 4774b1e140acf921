"""What people add to a mail to a department when for them the matter ends there."""

from bot.domain.detector.cue import Cue, Role

HINTS = (
    Cue(
        "de.some-time-ago",
        "de",
        Role.HINT,
        (
            "längst|bereits|schon|damals|neulich",
            "letzte|letzten|letzter|vorige|vorigen woche|montag|dienstag|mittwoch|donnerstag|freitag|monat",
            "vor .. tagen|wochen|monaten",
            "doch … GEMAILT|GESCHICKT|GEMELDET",
            "jedenfalls|halt|einfach … GEMAILT|GESCHICKT|GEMELDET",
        ),
        found_in=("Hab ich schon der IT gemailt.", "Das ging letzte Woche an den Einkauf."),
        not_in=("Ich maile das morgen.",),
    ),
    Cue(
        "en.some-time-ago",
        "en",
        Role.HINT,
        (
            "already|ago|anyway|anyways",
            "last week|night|month|monday|tuesday|wednesday|thursday|friday",
        ),
        found_in=("I already mailed IT.", "It went to legal last week."),
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
        "de.thanks",
        "de",
        Role.ANSWERED,
        ("danke|dankeschön|merci|bekommen|erhalten",),
        found_in=("Danke euch!",),
        not_in=("Hab ich gestern gemailt.",),
    ),
    Cue(
        "en.thanks",
        "en",
        Role.ANSWERED,
        ("thanks|thank_you|cheers|thx",),
        found_in=("Thanks everybody!",),
        not_in=("I mailed it yesterday.",),
    ),
)
