"""What an admin reads when a cue was switched off by itself."""

from bot.domain.detector.cues import CUES
from bot.domain.prompting.noticing import SECOND_OPINION, CueOff
from handlers.slack.render.blocks import actions, button
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.rich import Bold, Said, User, joined, paragraph, plain, rich, text
from handlers.words import msg

CUE_ON = "cue_on"

_A_MAIL = msg("a mail with a department in copy that nobody answers")
_AN_OPINION = msg("what only a language model takes for thrown over")


def cue_off(off: CueOff, reader: Reader) -> Content:
    """Return why a cue was switched off, with the way back; or who has switched it on again."""
    words = reader.words
    other = _AN_OPINION if off.cue == SECOND_OPINION else _A_MAIL
    example = next((cue.found_in[0] for cue in CUES if cue.id == off.cue), words(other))
    if off.until:
        line = rich(
            words("{who} has switched the cue {cue} on again: “{example}”"),
            who=User(off.by or ""),
            cue=Bold(off.cue),
            example=Said(example),
        )
        return Content(plain(line), paragraph(line))
    line = rich(
        words("Staffel will not notice any more what sounds like “{example}” (cue {cue})."),
        cue=Bold(off.cue),
        example=Said(example),
    )
    why = words.many(
        "{n} of {shown} prompts that it led to was dismissed, more than one in four.",
        "{n} of {shown} prompts that it led to were dismissed, more than one in four.",
        off.dismissed,
        shown=off.shown,
    )
    lines = [line, text(why)]
    buttons = actions([button(words("Switch on again"), CUE_ON, str(off.id))])
    return Content(plain(joined(lines, " ")), [*paragraph(*lines), *buttons])
