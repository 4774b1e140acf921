"""Fire-and-forget: whether a message tells that its author has thrown a matter instead of handing it over.

Strip (`stripping`), read as clauses (`reading`), find the cues (`cues`, `finding`), decide (`deciding`).
"""

from bot.domain.detector.deciding import Detection, Kind, Unsure, classify
from bot.domain.detector.directory import Called, Directory

__all__ = ["Called", "Detection", "Directory", "Kind", "Unsure", "classify"]
