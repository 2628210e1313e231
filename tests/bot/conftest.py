"""A running bot for each test: over HTTP, or over both transports where both are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.rig import Rig, rig


@pytest.fixture
def http(tmp_path: Path) -> Iterator[Rig]:
    with rig(tmp_path) as running:
        yield running
        assert not running.slack.violations()


@pytest.fixture(params=["http", "socket"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    with rig(tmp_path, transport=request.param) as running:
        yield running
        assert not running.slack.violations()


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    """One bot for all tests of a file that leave nothing behind."""
    with rig(tmp_path_factory.mktemp("door")) as running:
        yield running
        assert not running.slack.violations()
