"""The audit log."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.company.audit import AuditEntry


class Audits(Protocol):
    """What was changed in the settings, and what was refused."""

    async def add(self, workspace: str, entries: Sequence[AuditEntry]) -> None:
        """Append to the log."""
        ...

    async def entries(self, workspace: str, since: datetime | None) -> list[AuditEntry]:
        """Return the entries from `since` on, oldest first."""
        ...

    async def drop(self, workspace: str, before: datetime) -> int:
        """Forget what is older than `before`; return how much that was."""
        ...
