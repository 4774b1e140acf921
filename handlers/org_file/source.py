"""From a path to text: whatever is no text file of a sensible size is refused here."""

import sys
from pathlib import Path

from handlers.org_file.problems import FileProblem, OrganisationFileError

_STDIN = Path("-")

LIMIT = 1024 * 1024
"""The largest file that is read, in bytes; a company of 1 000 departments needs a fifth of it."""


def read_text(path: Path) -> str:
    """Return the text of the file, of standard input for `-`; raise OrganisationFileError if there is none to read."""
    try:
        content = _start(path)
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror or error}") from None
    if len(content) > LIMIT:
        raise _refused(path, "is larger than 1 MiB; this is no organisation file")
    return decode(content, path.name)


def _start(path: Path) -> bytes:
    if path == _STDIN:
        return sys.stdin.buffer.read(LIMIT + 1)
    with path.open("rb") as file:
        return file.read(LIMIT + 1)


def decode(content: bytes, name: str) -> str:
    """Return bytes as text, without the mark that Windows puts in front."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = FileProblem(line, "", "is no UTF-8 text; save the file as UTF-8")
        raise OrganisationFileError(name, [problem]) from None
    if "\0" in text:
        raise OrganisationFileError(name, [FileProblem(0, "", "is no text file")])
    return text


def _refused(path: Path, text: str) -> OrganisationFileError:
    return OrganisationFileError(path.name, [FileProblem(0, "", text)])
