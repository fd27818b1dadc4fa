"""A server with a vendor beside the animatic, and its clients."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from routed_server import routed
from running_server import RunningServer


@pytest.fixture(scope="module")
def routed_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with routed(tmp_path_factory.mktemp("routed") / "home") as running:
        yield running


@pytest.fixture
def owner(routed_server: RunningServer) -> Iterator[httpx.Client]:
    with routed_server.client() as made:
        yield made


@pytest.fixture(scope="module")
def ana(routed_server: RunningServer) -> Iterator[httpx.Client]:
    with routed_server.client(routed_server.new_key("ana")) as made:
        yield made


@pytest.fixture(scope="module")
def ben(routed_server: RunningServer) -> Iterator[httpx.Client]:
    with routed_server.client(routed_server.new_key("ben")) as made:
        yield made
