"""Drawing in a process of its own: what goes wrong there stays there."""

import asyncio
import sys
from io import BytesIO

import pytest
from PIL import Image

from handlers.picture.heatmap import Cell
from handlers.picture.layout import WIDTH
from handlers.picture.worker import Painter, PictureError
from tests.picture.test_drawing import heatmap

SHOWN = heatmap([[Cell(kind="share", share=0.5, text="50 %")]])


def python(source: str) -> Painter:
    return Painter((sys.executable, "-c", source))


async def test_a_picture_comes_back() -> None:
    assert Image.open(BytesIO(await Painter().draw(SHOWN))).width == WIDTH


async def test_the_bot_never_loads_the_library_that_draws() -> None:
    check = "import sys, handlers.app; sys.exit('matplotlib' in sys.modules)"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", check)
    assert await process.wait() == 0


async def test_one_that_draws_for_too_long_is_ended() -> None:
    with pytest.raises(PictureError, match="not drawn within"):
        await python("import time; time.sleep(600)").draw(SHOWN, seconds=0.2)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("raise MemoryError('too much')", "MemoryError: too much"),
        ("import os; os._exit(3)", "ended with 3"),
        ("print('no picture')", "ended with 0"),
    ],
)
async def test_the_reason_why_there_is_none_can_be_read(source: str, why: str) -> None:
    with pytest.raises(PictureError, match=why):
        await python(source).draw(SHOWN)


async def test_without_a_program_there_is_a_reason_too() -> None:
    with pytest.raises(PictureError, match="no process"):
        await Painter(("/nowhere/python",)).draw(SHOWN)


async def test_it_learns_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    with pytest.raises(PictureError, match="ended with 0"):
        await python("import os, sys; sys.exit('SLACK_BOT_TOKEN' in os.environ)").draw(SHOWN)


async def test_it_cannot_take_all_of_the_memory() -> None:
    greedy = "from handlers.picture.bounds import bound_this_process as b; b(); x = bytearray(4 * 1024**3)"
    with pytest.raises(PictureError, match="MemoryError"):
        await python(greedy).draw(SHOWN)
