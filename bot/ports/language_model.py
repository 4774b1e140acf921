"""The language model, a guest: what it may be asked, and who watches it."""

from typing import Protocol

from bot.domain.guest.asking import Answered, Asked
from bot.domain.guest.inquiry import Task


class LanguageModel(Protocol):
    """A model behind one call."""

    @property
    def name(self) -> str:
        """Return what it is called and on which host it is, for the audit log."""
        ...

    async def answer(self, asked: Asked) -> Answered:
        """Return what the model says; raise ModelError if it says nothing that can be read."""
        ...


class GuestWatch(Protocol):
    """Counts what becomes of inquiries."""

    def ended(self, task: Task, outcome: str, detail: str = "") -> None:
        """Note how an inquiry ended; `detail` is for the log and holds no text."""
        ...
