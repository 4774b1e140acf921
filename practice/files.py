"""Uploaded files: first a promise, then the bytes, then a message that shows them."""

import mimetypes
from dataclasses import dataclass, field

from practice.values import Json

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})


@dataclass
class File:
    """A file and what is known of it; `data` is None until it was uploaded.

    From `ready_at` on Slack has looked at it, and blocks may show it.
    """

    id: str
    name: str
    length: int
    data: bytes | None = None
    title: str = ""
    alt_txt: str = ""
    user: str = ""
    created: int = 0
    ready_at: float | None = None
    channels: list[str] = field(default_factory=list)

    @property
    def mimetype(self) -> str:
        """Return the type that the name suggests."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def as_json(self, base_url: str) -> Json:
        """Return the file object that messages carry."""
        url = f"{base_url}files/{self.id}/{self.name}"
        suffix = self.name.rpartition(".")[2]
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "filetype": suffix,
            "pretty_type": suffix.upper(),
            "user": self.user,
            "mode": "hosted",
            "size": self.length,
            "is_external": False,
            "is_public": True,
            "url_private": url,
            "url_private_download": url,
            "permalink": url,
            "alt_txt": self.alt_txt,
        }


@dataclass
class Files:
    """All files by id."""

    by_id: dict[str, File] = field(default_factory=dict)

    def not_shown(self, blocks: list[Json], now: float) -> list[str]:
        """Return what Slack would say against the uploaded pictures in these blocks."""
        return [
            f"[ERROR] invalid slack file [json-pointer:/blocks/{place}/slack_file]"
            for place, block in enumerate(blocks)
            if block["type"] == "image"
            and "slack_file" in block
            and not self._shows(block["slack_file"], now)
        ]

    def _shows(self, meant: Json, now: float) -> bool:
        """Whether a block may show this file: an image that was uploaded, and that Slack has looked at."""
        named = meant.get("id") or str(meant.get("url")).rpartition("/")[0].rpartition("/")[2]
        file = self.by_id.get(named)
        if file is None or file.ready_at is None or now < file.ready_at:
            return False
        return file.mimetype in PICTURES
