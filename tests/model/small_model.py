"""The real small model: `make test-model` installs it."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PYTHON = os.environ.get("SMALL_MODEL_PYTHON")
"""The interpreter of the environment in which it is installed; None if it is not."""

_SERVE = Path(__file__).with_name("serve_small_model.py")


@dataclass(frozen=True)
class SmallModel:
    """How to reach it."""

    url: str
    model: str
    key: str


@contextmanager
def small_model(python: str) -> Iterator[SmallModel]:
    """Serve it in a process of its own until the block ends."""
    with subprocess.Popen(  # noqa: S603 - our own program
        [python, _SERVE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"]},
    ) as process:
        assert process.stdout
        try:
            yield SmallModel(**json.loads(process.stdout.readline()))
        finally:
            process.kill()  # it may still be busy with an answer that nobody waits for
