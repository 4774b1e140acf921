"""Answers to whoever silences a matter, or wants to hear of it again, where no row of a batch can say it."""

from bot.domain.nudging.gathering import Snoozed
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.nudges.buttons import undo_button
from handlers.slack.render.nudges.silence import silence
from handlers.slack.render.rich import paragraph, plain, rich


def silenced(number: int, snoozed: Snoozed, reader: Reader) -> Content:
    """Return until when it is quiet, and the way back."""
    line = rich("{handoff}: {silence}", handoff=f"H-{number}", silence=silence(snoozed, reader))
    return Content(plain(line), [*paragraph(line), *undo_button(number, reader)])


def woken(number: int, reader: Reader) -> Content:
    """Return that the matter may be heard of again."""
    line = rich(reader.words("You hear about {handoff} again as usual."), handoff=f"H-{number}")
    return Content(plain(line), paragraph(line))
