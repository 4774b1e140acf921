"""What people add to a mail to a department when for them the matter ends there."""

from bot.domain.detector.cue import Cue, Role

HINTS = (
    Cue(
        "de.some-time-ago",
        "de",
        Role.HINT,
        (
            "gestern|vorgestern|neulich|längst|bereits|schon|damals|eben|gerade|grad|vorhin",
            "letzte|letzten|letzter|vorige|vorigen|diese woche|montag|dienstag|mittwoch|donnerstag|freitag|monat",
            "vor … tagen|wochen|stunden|monaten",
            "am montag|dienstag|mittwoch|donnerstag|freitag",
            "heute früh|morgen|vormittag|mittag",
        ),
        found_in=("Hab ich gestern der IT gemailt.", "Das ging letzte Woche an den Einkauf."),
        not_in=("Ich maile das morgen.",),
    ),
    Cue(
        "en.some-time-ago",
        "en",
        Role.HINT,
        (
            "yesterday|already|earlier|recently|ago",
            "last|this week|night|month|morning|monday|tuesday|wednesday|thursday|friday|afternoon",
            "on monday|tuesday|wednesday|thursday|friday",
        ),
        found_in=("I mailed IT yesterday.", "It went to legal on Monday."),
        not_in=("I'll mail it tomorrow.",),
    ),
    Cue(
        "de.just",
        "de",
        Role.HINT,
        ("einfach|halt|eben|jedenfalls|mal|doch|ja|nur_noch|kurzerhand|ordnungsgemäß|brav|also|alles",),
        found_in=("Habs halt der IT gemailt.",),
        not_in=("Ich hab der IT gemailt.",),
    ),
    Cue(
        "en.just",
        "en",
        Role.HINT,
        ("just|simply|anyway|anyways|obviously|duly|of_course|so|everything|all",),
        found_in=("I just mailed it to IT.",),
        not_in=("I mailed it to IT.",),
    ),
    Cue(
        "de.on-to-the-next",
        "de",
        Role.HINT,
        (
            "feierabend|ende|aus|basta|tschüss|weiter|tagesgeschäft|pause|wochenende|urlaub",
            "bekannt|reicht|genügt|gespannt|gemeldet|dokumentiert|hinterlegt",
            "deren|denen|die|da|das … entscheidung|draus|wird|ist|muss|macht",
            "was die|sie",
        ),
        found_in=("Mail abgeladen, Feierabend.", "Bin gespannt."),
        not_in=("Hallo zusammen!",),
    ),
    Cue(
        "en.on-to-the-next",
        "en",
        Role.HINT,
        (
            "the end|rest",
            "off home|now",
            "back to",
            "calling it",
            "known|enough|curious|reported|documented|recorded",
            "they|their|theirs|it|that … will|get|gets|is|decision|call|do|make|have|has|should",
            "should work|do|get",
        ),
        found_in=("Off home now.", "What they make of it is their decision."),
        not_in=("Hello everybody!",),
    ),
)
