"""The command line in this process, and a server whose requests stay queued."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from command_line import Outcome, Serving, serving
from faulty_server import FaultyServer, faulty_server
from rushes.cli.main import main

Rushes = Callable[..., Outcome]


@pytest.fixture
def rushes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Rushes:
    """Runs a command in this process, in a home that is not there yet."""
    for name in ("RUSHES_URL", "RUSHES_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RUSHES_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Outcome:
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        out, err = capfd.readouterr()
        assert isinstance(left.value.code, int)
        return Outcome(left.value.code, out, err)

    return run


@pytest.fixture(scope="module")
def queue_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server without workers."""
    with serving(tmp_path_factory.mktemp("queue") / "home", "--workers", "0") as running:
        yield running


@pytest.fixture
def far_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyServer]:
    """Another's server, named by the environment."""
    with faulty_server() as running:
        monkeypatch.setenv("RUSHES_TOKEN", "secret")
        yield running
