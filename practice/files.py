"""Uploaded files: first a promise, then the bytes, then a message that shows them."""

import mimetypes
from dataclasses import dataclass, field

from practice.values import Json


@dataclass
class File:
    """A file and what is known of it; `data` is None until it was uploaded."""

    id: str
    name: str
    length: int
    data: bytes | None = None
    title: str = ""
    alt_txt: str = ""
    user: str = ""
    created: int = 0
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
