"""`staffel detect`: what messages are, read from standard input and told as JSON, line by line."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from bot.domain.detector import Called, Detection, Directory, classify
from bot.errors import StaffelError
from handlers.cli.messages import BadLine, messages
from handlers.cli.workspace import Workspace
from handlers.org_file import read_organisation

Departments = Annotated[list[str] | None, Parameter(consume_multiple=True)]


async def detect(*, departments: Departments = None, workspace: Workspace = None) -> int:
    """Tell of each message on standard input whether it is fire-and-forget, a closed loop, or harmless.

    A message is a line of text, or a line of JSON with the field `text`. Nothing is stored.

    Parameters
    ----------
    departments
        Their names, with commas between them: Vertrieb,IT or accounting=Buchhaltung|Fibu; or a file like org.yaml.
        Without it, those of the database.
    """
    if departments is None:
        directory = await _directory_of(workspace)
    else:
        directory = Directory.of(_called(departments))
    try:
        bad = sum(not _told(message, directory) for message in messages(sys.stdin.buffer))
    except BrokenPipeError:  # whoever read has read enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 1 if bad else 0


def _told(message: str | BadLine, directory: Directory) -> bool:
    """Print what the message is, at once: the other end of a pipe may be waiting for it."""
    if isinstance(message, BadLine):
        print(f"Line {message.number}: {message.problem}", file=sys.stderr, flush=True)
        return False
    print(_as_json(classify(message, directory)), flush=True)
    return True


def _as_json(found: Detection) -> str:
    return json.dumps(
        {"kind": found.kind, "prompt": found.prompt, "department": found.department, "cue": found.cue}
    )


def _called(given: list[str]) -> Iterator[Called]:
    for item in ",".join(given).split(","):
        if item.endswith((".yaml", ".yml")):
            yield from map(Called.of, read_organisation(Path(item)).departments)
        elif name := item.strip():
            yield _named(name)


def _named(item: str) -> Called:
    key, _, names = item.partition("=")
    if not key.strip():
        raise StaffelError(f"--departments {item}: write it like accounting=Buchhaltung")
    return Called(key.strip(), (key.strip(), *filter(None, map(str.strip, names.split("|")))))


async def _directory_of(workspace: str | None) -> Directory:
    from handlers.cli.org import organisation_of  # noqa: PLC0415 - the database takes a second, for who needs it

    return Directory.of((await organisation_of(workspace)).departments)
