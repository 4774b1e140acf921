"""The words that users read, in their language: gettext for sentences, Babel for dates and spans of time.

The English sentence is the message id. `msg` marks one that stands in a table and is translated later.
"""

import gettext
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_interval, format_timedelta
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

LOCALES = {"de": Locale("de"), "en": Locale("en", "GB")}
DOMAIN = "staffel"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"words": None, "msg": None, "many": (1, 2)}
"""How messages are found in the source; `many` has a singular and a plural."""

_DAY = {"de": "ccc dd.MM.", "en": "ccc d MMM"}
_DAY_OF_YEAR = {"de": "ccc dd.MM.yyyy", "en": "ccc d MMM yyyy"}


def msg(message: str) -> str:
    """Return `message` as it is: marks it for the catalogues where it is translated only later."""
    return message


class Words:
    """All words of one language; call it with an English sentence and the facts for its placeholders."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = LOCALES[language]
        self._catalogue = _catalogue(language)

    def __call__(self, message: str, /, **facts: object) -> str:
        """Return the translation with its facts; without facts its placeholders stay, for `rich`."""
        translated = self._catalogue.gettext(message) if message else ""
        return translated.format(**facts) if facts else translated

    def many(self, one: str, many: str, n: int, **facts: object) -> str:
        """Return the translation in the plural form that `n` asks for; `{n}` is the number."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **facts)

    def when(self, at: datetime, zone: ZoneInfo, now: datetime) -> str:
        """Return day and time in `zone`: Fri 27 Nov, 12:00. No "today": messages are read on later days too."""
        return f"{self.day(at, zone, now)}, {self._dated(at, zone, 'HH:mm')}"

    def day(self, at: datetime, zone: ZoneInfo, now: datetime) -> str:
        """Return the day in `zone`: Fri 27 Nov; with the year if it is another one than now."""
        same_year = _local(at, zone).year == now.astimezone(zone).year
        return self._dated(at, zone, (_DAY if same_year else _DAY_OF_YEAR)[self.language])

    def whole_day(self, day: date) -> str:
        """Return a day that may lie in any year: Thu 3 Dec 2026."""
        return format_date(day, _DAY_OF_YEAR[self.language], locale=self._locale)

    def ago(self, at: datetime, now: datetime) -> str:
        """Return how long ago it was (3 days ago), or how long it will be (in 3 days)."""
        return format_timedelta(at - now, add_direction=True, locale=self._locale)

    def since(self, at: datetime, zone: ZoneInfo, now: datetime) -> str:
        """Return since when: since Fri 27 Nov."""
        return self(msg("since {day}"), day=self.day(at, zone, now))

    def days(self, first: date, last: date) -> str:
        """Return a stretch of days: 9–15 Nov."""
        return format_interval(first, last, "MMMd", locale=self._locale)

    def number(self, value: float) -> str:
        """Return a number with at most two digits behind the point."""
        return format_decimal(value, "#,##0.##", locale=self._locale)

    def percent(self, share: float) -> str:
        """Return a share of 1 as a whole percentage."""
        return format_percent(share, locale=self._locale)

    def hours(self, hours: float) -> str:
        """Return hours as people say them: minutes below one, a half only below ten."""
        if hours < 1:
            return f"{round(hours * 60)}\u00a0min"
        return f"{format_decimal(hours, '0.#' if hours < 10 else '#,##0', locale=self._locale)}\u00a0h"

    def _dated(self, at: datetime, zone: ZoneInfo, pattern: str) -> str:
        return format_datetime(_local(at, zone), pattern, locale=self._locale)


def _local(at: datetime, zone: ZoneInfo) -> datetime:
    try:
        return at.astimezone(zone)
    except OverflowError:  # an imported log may hold the first or the last day that there is
        return at.astimezone(UTC)


@cache
def words_in(language: str) -> Words:
    """Return the words of "de" or "en"; raise KeyError for any other language."""
    return Words(language)


def _catalogue(language: str) -> gettext.GNUTranslations:
    # Compiled in memory, so that no binary file has to be kept in step with the readable one.
    compiled = BytesIO()
    path = files("handlers") / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language, domain=DOMAIN))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
