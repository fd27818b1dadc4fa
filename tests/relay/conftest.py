"""Two chained servers, a proxy that spoils nothing when a test begins, and the command line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from command_line import Outcome
from relay_side import Chain, Rushes, chained_servers
from rushes.cli.main import main


@pytest.fixture(scope="session")
def both_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    with chained_servers(tmp_path_factory.mktemp("chain")) as running:
        yield running


@pytest.fixture
def chain(both_servers: Chain) -> Iterator[Chain]:
    both_servers.hold_far()
    yield both_servers
    both_servers.settle()


@pytest.fixture
def rushes(chain: Chain, capfd: pytest.CaptureFixture[str]) -> Rushes:
    """Runs a command in this process, in the near server's home."""

    def run(*arguments: str) -> Outcome:
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--home", str(chain.near.home)])
        out, err = capfd.readouterr()
        assert isinstance(left.value.code, int)
        return Outcome(left.value.code, out, err)

    return run
