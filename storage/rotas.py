"""Whose turn it was in departments that take turns."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import rota_turns, rotas
from storage.upserts import insert
from storage.workspaces import make_known


class SqlRotas:
    """Fulfils the port `Rotas`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def begin(self, workspace: str, department: str) -> int:
        """Return the number of the next turn; until the commit nobody else begins one of this department."""
        await make_known(self._connection, workspace)
        first = insert(self._connection, rotas).values(workspace=workspace, department=department, turn=1)
        # The row stays locked, so that whoever waits for it reads the turn that is taken here.
        following = first.on_conflict_do_update(
            index_elements=["workspace", "department"], set_={"turn": rotas.c.turn + 1}
        )
        turn: int = (await self._connection.execute(following.returning(rotas.c.turn))).scalar_one()
        return turn

    async def turns(self, workspace: str, department: str) -> dict[str, int]:
        """Return the number of everybody's last turn, where they had one."""
        its = rota_turns.c.workspace == workspace, rota_turns.c.department == department
        rows = await self._connection.execute(select(rota_turns.c.user, rota_turns.c.turn).where(*its))
        return {row.user: row.turn for row in rows}

    async def take(self, workspace: str, department: str, user: str, turn: int) -> None:
        """Note that this turn is that person's."""
        values = {"workspace": workspace, "department": department, "user": user, "turn": turn}
        taken = insert(self._connection, rota_turns).values(values)
        known = ["workspace", "department", "user"]
        await self._connection.execute(taken.on_conflict_do_update(index_elements=known, set_={"turn": turn}))
