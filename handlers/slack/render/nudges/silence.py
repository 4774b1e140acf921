"""Until when somebody hears nothing of a matter, in words."""

from bot.domain.nudging.gathering import Snoozed
from handlers.slack.render.content import Reader


def silence(snoozed: Snoozed, reader: Reader) -> str:
    """Return until when it is quiet."""
    if snoozed.until is None:
        return reader.words("you hear no more about it")
    return reader.words("you hear about it again {when}", when=reader.when(snoozed.until))
