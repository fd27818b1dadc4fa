"""Servers that any test may use. See `support/running_server.py` for what they can do.

| fixture | what runs | lives |
|---|---|---|
| `server` | a gateway without a worker: what is submitted stays queued | for a module |
| `working_server` | a gateway and a worker whose engine does what its prompt says | for a module |
| `client` | an HTTP client with the owner's key for `server` | for a test |
| `worker_client` | the same for `working_server` | for a test |

A test that needs settings, a restart or a fresh queue starts its own with `running_server`.
"""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from running_server import RunningServer, running_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("server") / "home") as running:
        yield running


@pytest.fixture(scope="module")
def working_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    home = tmp_path_factory.mktemp("working") / "home"
    with running_server(home, workers=1, engine="obedient_engine:make") as running:
        yield running


@pytest.fixture
def client(server: RunningServer) -> Iterator[httpx.Client]:
    with server.client() as made:
        yield made


@pytest.fixture
def worker_client(working_server: RunningServer) -> Iterator[httpx.Client]:
    with working_server.client() as made:
        yield made
