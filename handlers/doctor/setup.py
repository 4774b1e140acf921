"""Whether the settings and the database are there."""

import os
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from bot.errors import StaffelError
from handlers.doctor.findings import Finding, bad, good, odd
from handlers.settings import Settings, SettingsError, load_run_settings, setting_names
from storage.urls import sqlite_path
from storage.versions import pending


def check_settings() -> Iterator[Finding]:
    """Yield each problem that would keep `staffel run` from starting, and settings that nobody reads."""
    try:
        settings = load_run_settings()
    except SettingsError as error:
        yield from map(bad, error.problems)
    else:
        way = "Socket Mode" if settings.socket_mode else "HTTP"
        yield good(f"Settings: complete, Slack is reached by {way}")
    yield from unknown_settings(os.environ)


def unknown_settings(names: Iterable[str]) -> Iterator[Finding]:
    """Yield a line for each variable that looks like a setting of ours and is none."""
    known = setting_names()
    for name in sorted(names):
        if name.startswith("STAFFEL_") and name not in known:
            near = get_close_matches(name, known, n=1)
            yield odd(f"{name} is no setting" + (f"; did you mean {near[0]}?" if near else ""))


async def check_database(settings: Settings) -> Finding:
    """Return whether the database is there and has this version's tables; nothing is created or changed."""
    url = settings.database_url.get_secret_value()
    try:
        path = sqlite_path(url)
        if path is not None and not path.exists():
            return odd(f"Database: {path} is not there yet; `staffel run` and `staffel org import` make it")
        missing = await pending(url)
    except StaffelError as error:
        return bad(f"Database: {error}: see that it runs and that DATABASE_URL is right")
    if missing:
        return bad(f"Database: {', '.join(missing)} has to be applied: run `staffel db upgrade`")
    return good(f"Database: {'SQLite in ' + str(path) if path else 'PostgreSQL'}, up to date")
