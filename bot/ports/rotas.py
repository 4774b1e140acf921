"""Whose turn it was."""

from typing import Protocol


class Rotas(Protocol):
    """Who of a department was asked when, in turns that are counted."""

    async def begin(self, workspace: str, department: str) -> int:
        """Return the number of the next turn; until the commit nobody else begins one of this department."""
        ...

    async def turns(self, workspace: str, department: str) -> dict[str, int]:
        """Return the number of everybody's last turn, where they had one."""
        ...

    async def take(self, workspace: str, department: str, user: str, turn: int) -> None:
        """Note that this turn is that person's."""
        ...
