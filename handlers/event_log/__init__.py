"""The event log as a CSV file: read with every bad row named by its line, written a page at a time."""

from handlers.event_log.reading import NotALogError, open_log, read_log
from handlers.event_log.sentences import sentences, summary_template
from handlers.event_log.writing import LogWriter

__all__ = ["LogWriter", "NotALogError", "open_log", "read_log", "sentences", "summary_template"]
