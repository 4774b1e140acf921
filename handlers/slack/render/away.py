"""What somebody reads about their own absence."""

from datetime import datetime, timedelta

from handlers.slack.render.content import Content, Reader
from handlers.slack.render.notice import notice
from handlers.words import msg

USAGE = msg("Write until when: /handoff away until Friday, or a date. /handoff away off ends it.")


def away_until(last: datetime, reader: Reader) -> Content:
    """Return the receipt; `last` lies in the last day of the absence."""
    return notice(
        reader.words(
            "You are away up to and including {day}: nobody asks you to accept anything, and no nudges reach you."
            " /handoff away off ends it.",
            day=reader.day(last),
        )
    )


def away_now(until: datetime | None, reader: Reader) -> Content:
    """Return whether the reader is away, and how to change that."""
    if until is None or until <= reader.now:
        return _with_usage(reader.words("You are here, as far as Staffel knows."), reader)
    return away_until(until - timedelta(seconds=1), reader)


def no_such_day(reader: Reader) -> Content:
    """Return that the day was not understood, or has passed."""
    return _with_usage(reader.words("That is no day to come that Staffel knows."), reader)


def _with_usage(sentence: str, reader: Reader) -> Content:
    return notice(f"{sentence} {reader.words(USAGE)}")
