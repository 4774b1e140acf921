"""The way to the worker process that draws: few at a time, each within a time limit."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE

from bot.errors import StaffelError
from handlers.picture.heatmap import Heatmap

_AT_ONCE = 2
_SECONDS = 20.0
# No more than Python and its font cache need: tokens and passwords stay here.
_ENVIRONMENT = (
    "HOME",
    "LANG",
    "MPLCONFIGDIR",
    "PATH",
    "PYTHONPATH",
    "SYSTEMROOT",
    "TMPDIR",
    "XDG_CACHE_HOME",
)
_PNG = b"\x89PNG\r\n\x1a\n"


class PictureError(StaffelError):
    """A picture could not be drawn; what it would have shown has to do without."""


class Painter:
    """Draws pictures, each in a process that ends with it."""

    def __init__(self, command: tuple[str, ...] = (sys.executable, "-m", "handlers.picture")) -> None:
        self._command = command
        self._brushes = asyncio.Semaphore(_AT_ONCE)

    async def draw(self, heatmap: Heatmap, seconds: float = _SECONDS) -> bytes:
        """Return the picture as PNG; raise PictureError if the process fails or takes longer than `seconds`."""
        async with self._brushes:
            try:
                process = await asyncio.create_subprocess_exec(
                    *self._command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=_environment()
                )
            except OSError as error:
                raise PictureError(f"no process: {error}") from error
            try:
                async with asyncio.timeout(seconds):
                    drawn, said = await process.communicate(heatmap.written())
            except TimeoutError as error:
                raise PictureError(f"not drawn within {seconds:g} seconds") from error
            finally:
                await _ended(process)
        if process.returncode != 0 or not drawn.startswith(_PNG):
            raise PictureError(_last_line(said) or f"ended with {process.returncode}")
        return drawn


async def _ended(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    # One thread: the grid is small, and each thread of the linear algebra would reserve memory.
    return {**kept, "OPENBLAS_NUM_THREADS": "1", "MPLBACKEND": "agg"}


def _last_line(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1][:200] if lines else ""
