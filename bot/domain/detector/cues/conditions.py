"""What has not happened yet, as it hangs on a condition; what the others will do or lack is none."""

from bot.domain.detector.cue import Cue, Reach, Role

_THEIR_CONCERN_GERMAN = (
    "!die_nicht|sie_nicht|die_das_nicht|sie_das_nicht|die_es_nicht|die_noch|sie_noch|da_noch|noch_was|noch_etwas|was_ist"
    "|was_fehlt|was_fehlen|etwas_fehlt|die_was|sie_was|die_fragen|jemand_fragen|§team_fragen|§team_noch|§team_nicht|da_was"
)
"""What the others do or lack then: no condition of the author's having done with it."""
_THEIR_CONCERN_ENGLISH = (
    "!they_do_not|they_can_not|they_need|they_want|they_have_any|they_have_questions|they_miss|they_are_missing"
    "|they_ignore|they_lose|anything|something|§team_needs|§team_need|§team_wants|§team_does_not|§team_do_not"
    "|nobody_reads|no_one_reads|someone_needs|anyone_needs|any_questions|there_are_questions"
)

CONDITIONS = (
    Cue(
        "de.condition",
        "de",
        Role.DOUBT,
        (
            f"wenn|falls|sofern {_THEIR_CONCERN_GERMAN}",
            "angenommen_ich|sobald|bevor|ehe|solange",
        ),
        found_in=("Wenn ich das weitergeleitet habe, sage ich es.",),
        not_in=("Ich habe das weitergeleitet.", "Wenn die nicht lesen, nicht mein Bier."),
        reach=Reach.SENTENCE,
    ),
    Cue(
        "en.condition",
        "en",
        Role.DOUBT,
        (
            f"if|when|whenever|in_case {_THEIR_CONCERN_ENGLISH}",
            "unless|once|as_soon_as|suppose|supposing|assuming_i",
            "before_i !left|went|logged|clocked|signed|headed|knocked",
        ),
        found_in=("Once I've forwarded it, I'll tell.",),
        not_in=("I forwarded it.", "If they don't read it, not my problem.", "Sent before I left."),
        reach=Reach.SENTENCE,
    ),
)
