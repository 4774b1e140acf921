"""Servers to ask: one that misbehaves as it is told, and a real small model where it is installed."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.model.hostile import HostileServer, hostile_server
from tests.model.small_model import PYTHON, SmallModel, small_model


@pytest.fixture(scope="session")
def small() -> Iterator[SmallModel]:
    """A real small model; the first who asks starts it."""
    if PYTHON is None:
        pytest.skip("`make test-model` installs the small model and runs this")
    with small_model(PYTHON) as served:
        yield served


@pytest.fixture
async def server() -> AsyncIterator[HostileServer]:
    """A model's server of the test's own, which answers as the test tells it."""
    async with hostile_server() as opened:
        yield opened
