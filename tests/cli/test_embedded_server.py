"""`rushes run` without a server: one is started for the call, and nothing of it stays."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import av
import psutil  # it brings no types
import pytest

from command_line import environment, eventually, finish, rushes_process

MODEL = "kling/kling-3.0/standard/text-to-video"


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for temporary things with a short name: sockets lie in it."""
    with tempfile.TemporaryDirectory(prefix="t") as folder:
        yield Path(folder)


def test_a_film_lands_in_this_folder_and_nothing_else_stays(
    tmp_path: Path, temporary: Path
) -> None:
    here, home = tmp_path / "here", tmp_path / "home"
    here.mkdir()
    outcome = subprocess.run(
        [
            *(sys.executable, "-m", "rushes.cli", "run", MODEL, "--duration", "3"),
            *("--prompt", "Wide shot of a beach at dusk.", "--no-sound"),
        ],
        cwd=here,
        env=environment(home, TMPDIR=str(temporary)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    film = here / outcome.stdout.strip()
    with av.open(str(film)) as container:
        assert container.streams.video[0].frames == 72
        assert not container.streams.audio
    assert list(here.iterdir()) == [film]
    assert list(temporary.iterdir()) == []
    assert not home.exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_server_too(
    tmp_path: Path, temporary: Path, number: signal.Signals, code: int
) -> None:
    process = rushes_process(
        ["run", MODEL, "--prompt", "Wide shot of a beach."],
        tmp_path / "home",
        folder=tmp_path,
        temporary=temporary,
    )
    server = psutil.Process(process.pid)
    children = eventually(lambda: server.children(recursive=True), "a server")
    process.send_signal(number)
    outcome = finish(process)
    assert outcome.code == code
    assert outcome.out == ""
    eventually(lambda: not any(child.is_running() for child in children), "an end of all")
    assert list(temporary.iterdir()) == []


def test_no_wait_needs_a_server_that_stays(tmp_path: Path) -> None:
    outcome = finish(rushes_process(["run", MODEL, "--prompt", "x", "--no-wait"], tmp_path))
    assert outcome.code == 69
    assert "rushes serve" in outcome.err
