"""A server that misbehaves when told to, and each of the two clients for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from client_side import Side, client_side
from faulty_server import FaultyServer, faulty_server


@pytest.fixture
def server() -> Iterator[FaultyServer]:
    with faulty_server() as running:
        yield running


@pytest.fixture(params=["Client", "AsyncClient"])
def side(request: pytest.FixtureRequest, server: FaultyServer) -> Iterator[Side]:
    with client_side(request.param, server.url) as made:
        yield made
