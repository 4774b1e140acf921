"""Logs: to stderr, one line each, JSON where no terminal reads them; without texts of messages and without secrets."""

import logging
import sys
from collections.abc import Iterable, Mapping
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from handlers.redaction import Redactor
from handlers.settings import Settings

# These tell each request with its body, so that their finer levels would print what people wrote.
NOISY = (
    "aiosqlite",
    "alembic",
    "apscheduler",
    "asyncio",
    "httpcore",
    "httpcore2",
    "httpx",
    "httpx2",
    "mail.log",
    "openai",
    "slack_bolt",
    "slack_sdk",
    "sqlalchemy",
    "uvicorn",
)


def configure_logs(settings: Settings, stream: TextIO | None = None) -> None:
    """Send the logs of this process, structlog's and the standard library's, through one formatter to stderr."""
    stream = stream or sys.stderr
    shared = _shared(Redactor(_secrets(settings)))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_formatter(shared, settings.log_format, terminal=stream.isatty()))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level.upper())
    # Nobody reads these of our lines; the standard library asks the operating system for them each time.
    logging.logProcesses = logging.logThreads = logging.logMultiprocessing = False
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("slack_bolt.AsyncApp").addFilter(_worth_saying)


def _worth_saying(record: logging.LogRecord) -> bool:
    # Bolt warns at every start that the token goes to our own `authorize`, which is meant.
    return "will be ignored" not in str(record.msg)


def _shared(redactor: Redactor) -> list[Processor]:
    def redact(_logger: WrappedLogger, _method: str, event: EventDict) -> Mapping[str, object]:
        return redactor.fields(event)

    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        redact,
    ]


def _formatter(shared: list[Processor], log_format: str, *, terminal: bool) -> logging.Formatter:
    as_text = log_format == "text" or (log_format == "auto" and terminal)
    renderer: Processor = (
        structlog.dev.ConsoleRenderer(colors=terminal, exception_formatter=structlog.dev.plain_traceback)
        if as_text
        else structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )


def _secrets(settings: Settings) -> Iterable[str]:
    # The database's address is not among them: its password is cut out of any address, and its name may be told.
    for secret in (
        settings.slack_bot_token,
        settings.slack_app_token,
        settings.slack_signing_secret,
        settings.openai_api_key,
    ):
        if secret is not None:
            yield secret.get_secret_value()
