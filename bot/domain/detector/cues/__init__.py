"""All cues, as data: what they are called, how they are found, and texts that show it."""

from bot.domain.detector.cue import Cue
from bot.domain.detector.cues.closing_english import CLOSING as CLOSING_ENGLISH
from bot.domain.detector.cues.closing_german import CLOSING as CLOSING_GERMAN
from bot.domain.detector.cues.doubts import DOUBTS
from bot.domain.detector.cues.handing_over_english import HANDING_OVER as HANDING_OVER_ENGLISH
from bot.domain.detector.cues.handing_over_german import HANDING_OVER as HANDING_OVER_GERMAN
from bot.domain.detector.cues.hints import HINTS
from bot.domain.detector.cues.letting_go_english import LETTING_GO as LETTING_GO_ENGLISH
from bot.domain.detector.cues.letting_go_german import LETTING_GO as LETTING_GO_GERMAN
from bot.domain.detector.cues.no_handing_over import NO_HANDING_OVER
from bot.domain.detector.cues.with_them_english import WITH_THEM as WITH_THEM_ENGLISH
from bot.domain.detector.cues.with_them_german import WITH_THEM as WITH_THEM_GERMAN

CUES: tuple[Cue, ...] = (
    *HANDING_OVER_GERMAN,
    *HANDING_OVER_ENGLISH,
    *LETTING_GO_GERMAN,
    *LETTING_GO_ENGLISH,
    *WITH_THEM_GERMAN,
    *WITH_THEM_ENGLISH,
    *CLOSING_GERMAN,
    *CLOSING_ENGLISH,
    *HINTS,
    *DOUBTS,
    *NO_HANDING_OVER,
)
