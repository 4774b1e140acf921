"""Statements on the way of every form and every card: compiled once, and put to the driver itself.

SQLAlchemy takes 100 to 150 µs of the processor for each execution, the drivers 30 to 50. What it does for us is done
once here: the text in the database's dialect, the order of the parameters, and how each becomes the driver's.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Dialect, UpdateBase
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.failures import translating
from storage.file_driver import FileConnection

Values = Mapping[str, Any]
"""The parameters of a statement by name."""


class Prepared:
    """A statement; `build` returns it for a dialect, with all parameters named."""

    def __init__(self, build: Callable[[str], UpdateBase]) -> None:
        self._build = cache(build)
        self._compiled: dict[str, _Compiled] = {}

    async def ask(self, connection: AsyncConnection, row: Values) -> Any:
        """Execute it and return the one value that it answers, as the driver gives it; None if there is no answer."""
        driver: Any = (await connection.get_raw_connection()).driver_connection
        if isinstance(driver, FileConnection):
            text, (parameters,) = self._prepared(connection.dialect, [row])
            with translating(driver.is_closed):
                return await driver.ask(text, parameters)
        return await connection.scalar(self._build(connection.dialect.name), row)

    async def run(self, connection: AsyncConnection, rows: Sequence[Values]) -> None:
        """Execute it for each row, without an answer; all rows have the same names.

        On SQLite that may happen as late as with the next question or the commit, which then raise its errors.
        """
        if not rows:
            return
        driver: Any = (await connection.get_raw_connection()).driver_connection
        if isinstance(driver, FileConnection):
            driver.put_off(*self._prepared(connection.dialect, rows))
        elif driver.is_in_transaction():
            with translating(driver.is_closed):
                await driver.executemany(*self._prepared(connection.dialect, rows))
        else:  # SQLAlchemy begins a transaction with its first statement
            await connection.execute(self._build(connection.dialect.name), list(rows))

    def _prepared(self, dialect: Dialect, rows: Sequence[Values]) -> tuple[str, list[tuple[Any, ...]]]:
        """Return the text and the parameters of each row."""
        if dialect.name not in self._compiled:
            self._compiled[dialect.name] = _compile(self._build(dialect.name), dialect, rows[0])
        compiled = self._compiled[dialect.name]
        return compiled.text, [compiled.parameters(row) for row in rows]


@dataclass(frozen=True, slots=True)
class _Parameter:
    """One place in the text: its name, what stands there unless somebody says otherwise, and how it is converted."""

    name: str
    default: Any
    converted: Callable[[Any], Any] | None

    def of(self, row: Values) -> Any:
        value = row.get(self.name, self.default)
        return self.converted(value) if self.converted else value


@dataclass(frozen=True, slots=True)
class _Compiled:
    text: str
    places: tuple[_Parameter, ...]

    def parameters(self, row: Values) -> tuple[Any, ...]:
        return tuple(place.of(row) for place in self.places)


def _compile(statement: UpdateBase, dialect: Dialect, row: Values) -> _Compiled:
    compiled: Any = statement.compile(dialect=dialect, column_keys=list(row))
    places = tuple(
        _Parameter(name, compiled.params[name], _converter(compiled.binds[name].type, dialect))
        for name in compiled.positiontup
    )
    return _Compiled(str(compiled), places)


def _converter(kind: Any, dialect: Dialect) -> Callable[[Any], Any] | None:
    converter: Callable[[Any], Any] | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return converter
