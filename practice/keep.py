"""Keeps a workspace in a directory, so that a demo goes on where it stopped."""

import asyncio
import base64
import json
from dataclasses import asdict
from pathlib import Path

from practice.company import Company, load_company
from practice.files import File
from practice.messages import Ephemeral
from practice.values import Json
from practice.workspace import Workspace

NAME = "workspace.json"
PAUSE = 0.5


def saved_company(directory: Path | None) -> Company | None:
    """Return the company as it was when the workspace was saved."""
    saved = _read(directory) if directory else None
    return load_company(saved["company"]) if saved else None


def keep(ws: Workspace, directory: Path) -> "Keeper":
    """Restore what was saved and go on saving."""
    if saved := _read(directory):
        _restore(ws, saved)
    return Keeper(ws, directory / NAME)


class Keeper:
    """Writes the workspace down soon after every change; a crash loses half a second at most."""

    def __init__(self, ws: Workspace, path: Path) -> None:
        self._ws = ws
        self._path = path
        self._planned = False
        ws.changes.listeners.append(self._plan)

    def _plan(self) -> None:
        if not self._planned:
            self._planned = True
            asyncio.get_running_loop().call_later(PAUSE, self._now)

    def _now(self) -> None:
        self._planned = False
        self.save()

    def save(self) -> None:
        """Write everything down, all or nothing."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".draft")
        draft.write_text(json.dumps(_state(self._ws), ensure_ascii=False), "utf-8")
        draft.replace(self._path)


def _state(ws: Workspace) -> Json:
    return {
        "company": ws.company.as_json(),
        "messages": ws.messages.by_channel,
        "ephemerals": [asdict(ephemeral) for ephemeral in ws.messages.ephemerals],
        "files": [_file(file) for file in ws.files.by_id.values()],
        "last_read": [[*key, ts] for key, ts in ws.last_read.items()],
        "last_id": ws.ids.last,
        "offset": ws.clock.offset,
    }


def _restore(ws: Workspace, saved: Json) -> None:
    ws.messages.by_channel = saved["messages"]
    ws.messages.ephemerals = [Ephemeral(**entry) for entry in saved["ephemerals"]]
    ws.files.by_id = {entry["id"]: _unfile(entry) for entry in saved["files"]}
    ws.last_read = {(user, channel): ts for user, channel, ts in saved["last_read"]}
    ws.ids.last = saved["last_id"]
    ws.clock.offset = saved["offset"]


def _file(file: File) -> Json:
    data = None if file.data is None else base64.b64encode(file.data).decode()
    return asdict(file) | {"data": data}


def _unfile(entry: Json) -> File:
    data = None if entry["data"] is None else base64.b64decode(entry["data"])
    return File(**entry | {"data": data})


def _read(directory: Path) -> Json | None:
    path = directory / NAME
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else None
