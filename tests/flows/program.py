"""`staffel` in a process of its own, against a server that speaks Slack."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from practice import Practice


async def staffel(slack: Practice, database: str, *arguments: str, **settings: str) -> tuple[int, str]:
    """Run one command to its end; return its exit code and what it printed."""
    process = await _start(slack, database, *arguments, **settings)
    printed, _ = await process.communicate()
    return process.returncode or 0, printed.decode()


@asynccontextmanager
async def serving(
    slack: Practice, database: str, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `staffel run` until the block ends."""
    process = await _start(slack, database, "run", **settings)
    try:
        await slack.connected()
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


async def _start(
    slack: Practice, database: str, *arguments: str, **settings: str
) -> asyncio.subprocess.Process:
    environment = {
        "PATH": os.environ["PATH"],
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": database,
        "STAFFEL_HOST": "127.0.0.1",
        "PORT": "0",
        **settings,
    }
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
