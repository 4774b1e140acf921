"""`staffel run` and `staffel demo`, as the command line calls them."""

import asyncio
from pathlib import Path

from handlers.logs import configure_logs
from handlers.settings import Settings, SettingsError, load_run_settings, load_settings


def run(*, migrate: bool = False) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Parameters
    ----------
    migrate
        Bring a PostgreSQL database to this version's tables first; SQLite is always brought there.
    """
    settings = load_run_settings()
    configure_logs(settings)
    from uvicorn.loops.auto import auto_loop_factory  # noqa: PLC0415

    from handlers.cli.run import run as serve  # noqa: PLC0415

    # uvicorn chooses a loop only where it runs by itself; ours would stay asyncio's own.
    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(serve(settings, migrate=migrate))


async def demo(*, keep: Path | None = None, port: int = 0, no_browser: bool = False) -> None:
    """Try Staffel in the practice workspace, in the browser, without any account.

    Parameters
    ----------
    keep
        A directory in which the demo's data outlives it; without it every demo begins anew.
    port
        The port of the practice workspace's page; 0 takes a free one.
    no_browser
        Only tell the page's address, and let me open it.
    """
    configure_logs(_quiet(_settings_for_demo()))
    from handlers.cli.demo import demo as play  # noqa: PLC0415

    await play(keep=keep, port=port, browser=not no_browser)


def _settings_for_demo() -> Settings:
    # The demo needs none of them, so a mistake in one must not stop it.
    try:
        return load_settings()
    except SettingsError:
        return Settings.model_construct()


def _quiet(settings: Settings) -> Settings:
    # The demo's terminal is for what to try; whoever sets LOG_LEVEL gets the log all the same.
    asked = "log_level" in settings.model_fields_set
    return settings if asked else settings.model_copy(update={"log_level": "warning"})
