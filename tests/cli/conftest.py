"""The command line as a person calls it: arguments in; exit code, output and sentences out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from handlers.cli import main
from handlers.settings import setting_names


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str


Staffel = Callable[..., Outcome]


@pytest.fixture
def staffel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Staffel:
    """Return `staffel`, called in an empty directory with nothing set."""
    for name in setting_names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, **environment: str) -> Outcome:
        with monkeypatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            capsys.readouterr()
            with pytest.raises(SystemExit) as caught:
                main(arguments)
        written = capsys.readouterr()
        assert isinstance(caught.value.code, int)
        return Outcome(caught.value.code, written.out, written.err)

    return call
