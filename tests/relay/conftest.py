"""Two chained servers for a module, and a proxy that spoils nothing when a test begins."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from relay_side import Chain, chained_servers


@pytest.fixture(scope="module")
def both_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    with chained_servers(tmp_path_factory.mktemp("chain")) as running:
        yield running


@pytest.fixture
def chain(both_servers: Chain) -> Iterator[Chain]:
    both_servers.hold_far()
    yield both_servers
    both_servers.settle()
