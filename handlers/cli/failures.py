"""What a failure looks like to the person at the command line: one sentence a problem, no traceback."""

import sys
import traceback
from collections.abc import Iterator

from bot.errors import RefusedError, StaffelError, StorageUnavailableError
from handlers.redaction import Redactor
from handlers.settings import SettingsError, load_settings

_MOST = 50

_DATABASE = {
    "lost": "The database cannot be reached: see that it runs and that DATABASE_URL is right",
    "full": "The database has no room left: make some, then try again",
    "read_only": "The database takes no changes: see who may write to it",
    "locked": "The database is busy with something else: try again in a moment",
    "outdated": "The database lacks this version's tables: run `staffel db upgrade`",
}


def explain(error: Exception) -> int:
    """Print what went wrong to stderr and return the exit code; with LOG_LEVEL=debug the traceback too."""
    redactor = Redactor()
    if _debugging():
        print(redactor.text("".join(traceback.format_exception(error))), file=sys.stderr)
    for sentence in _shortened([*_sentences(error)]):
        print(redactor.text(sentence), file=sys.stderr)
    return 2 if isinstance(error, SettingsError) else 1


def _sentences(error: Exception) -> Iterator[str]:
    match error:
        case StorageUnavailableError():
            yield f"{_DATABASE[error.reason]} ({error})"
        case RefusedError():
            facts = ", ".join(f"{name} {value}" for name, value in error.facts.items())
            yield f"This cannot be done: {error.reason.replace('_', ' ')} ({facts})"
        case StaffelError():
            yield from str(error).splitlines()
        case _:
            yield f"This should not happen ({type(error).__name__}: {error})."
            yield "LOG_LEVEL=debug shows where; please report it with that."


def _shortened(sentences: list[str]) -> list[str]:
    rest = len(sentences) - _MOST
    return sentences if rest <= 0 else [*sentences[:_MOST], f"… and {rest} more"]


def _debugging() -> bool:
    try:
        return load_settings().log_level == "debug"
    except SettingsError:
        return False
