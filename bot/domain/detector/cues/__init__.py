"""All cues, as data: what they are called, how they are found, and texts that show it."""

from bot.domain.detector.cue import Cue
from bot.domain.detector.cues.closing_english import CLOSING as CLOSING_ENGLISH
from bot.domain.detector.cues.closing_german import CLOSING as CLOSING_GERMAN
from bot.domain.detector.cues.conditions import CONDITIONS
from bot.domain.detector.cues.doubts import DOUBTS
from bot.domain.detector.cues.handing_over_english import HANDING_OVER as HANDING_OVER_ENGLISH
from bot.domain.detector.cues.handing_over_german import HANDING_OVER as HANDING_OVER_GERMAN
from bot.domain.detector.cues.hints import HINTS
from bot.domain.detector.cues.letting_go_english import LETTING_GO as LETTING_GO_ENGLISH
from bot.domain.detector.cues.letting_go_german import LETTING_GO as LETTING_GO_GERMAN
from bot.domain.detector.cues.lodged import LODGED
from bot.domain.detector.cues.no_handing_over import NO_HANDING_OVER
from bot.domain.detector.cues.staying_on import STAYING_ON
from bot.domain.detector.cues.stepping_back_english import STEPPING_BACK as STEPPING_BACK_ENGLISH
from bot.domain.detector.cues.stepping_back_german import STEPPING_BACK as STEPPING_BACK_GERMAN
from bot.domain.detector.cues.with_them_english import WITH_THEM as WITH_THEM_ENGLISH
from bot.domain.detector.cues.with_them_german import WITH_THEM as WITH_THEM_GERMAN

CUES: tuple[Cue, ...] = (
    *HANDING_OVER_GERMAN,
    *HANDING_OVER_ENGLISH,
    *LODGED,
    *LETTING_GO_GERMAN,
    *LETTING_GO_ENGLISH,
    *WITH_THEM_GERMAN,
    *WITH_THEM_ENGLISH,
    *STEPPING_BACK_GERMAN,
    *STEPPING_BACK_ENGLISH,
    *CLOSING_GERMAN,
    *CLOSING_ENGLISH,
    *STAYING_ON,
    *HINTS,
    *CONDITIONS,
    *DOUBTS,
    *NO_HANDING_OVER,
)
