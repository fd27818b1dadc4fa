"""A server of its own for a measure: `rushes serve` on a free port, in a home that is removed."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx

START_SECONDS = 60.0


@dataclass(frozen=True)
class Server:
    """A running server."""

    home: Path
    url: str
    token: str
    pid: int
    """The supervisor's; gateway, workers and engines are its descendants."""
    log: Path | None = None
    """What it says at `info`, where it was asked to."""

    @property
    def host_and_port(self) -> tuple[str, int]:
        parts = urlsplit(self.url)
        assert parts.hostname
        assert parts.port
        return parts.hostname, parts.port

    def http(self) -> httpx.Client:
        """A client with the owner's key."""
        headers = {"Authorization": f"Bearer {self.token}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=60, trust_env=False)


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Until a file is there.

    Raises:
        RuntimeError: the process ended first, or it took too long.
    """
    deadline = time.monotonic() + START_SECONDS
    while not path.exists():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the server did not start (exit status {process.poll()})")
        time.sleep(0.002)


@contextlib.contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """End a process at the end of the block, and wait for it."""
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def serve(
    workers: int, home: Path | None = None, limits: bool = False, has_log: bool = False
) -> Iterator[Server]:
    """Run a server for the length of the block."""
    with tempfile.TemporaryDirectory(prefix="rushes-bench-") as folder:
        home = home or Path(folder)
        log = Path(folder) / "bench.log" if has_log else None
        environment = os.environ | {"RUSHES_SERVER_LOG_LEVEL": "info" if log else "warning"}
        if not limits:
            environment["RUSHES_LIMITS_WAITING_REQUESTS"] = "0"
        command = [sys.executable, "-m", "rushes.cli", "serve", "--home", str(home)]
        command += ["--port", "0", "--workers", str(workers)]
        (home / "server.json").unlink(missing_ok=True)
        with log.open("wb") if log else contextlib.nullcontext() as heard:
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=heard, env=environment
            )
        with ended(process):
            wait_for(home / "server.json", process)
            url = json.loads((home / "server.json").read_text())["url"]
            yield Server(home, url, (home / "token").read_text().strip(), process.pid, log)


@contextlib.contextmanager
def worker(home: Path, arguments: Sequence[str]) -> Iterator[int]:
    """Run a worker with arguments of its own beside a server; gives its pid."""
    command = [sys.executable, "-m", "rushes.worker.process", "--home", str(home), *arguments]
    environment = os.environ | {"RUSHES_SERVER_LOG_LEVEL": "warning"}
    process = subprocess.Popen(command, env=environment)
    with ended(process):
        yield process.pid
