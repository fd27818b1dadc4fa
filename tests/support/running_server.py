"""A real server for tests: gateway and worker processes over a home of their own.

    with running_server(tmp_path / "home") as server:              # a gateway alone
    with running_server(home, workers=1, engine="scripted_engine:make") as server:

Every process is the product's own, on real SQLite and real files, on a free loopback port.
`tests/conftest.py` has fixtures for the common cases. An engine is named by `module:factory`; its
module must lie in a folder of `sys.path`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from rushes.assembly import build_services
from rushes.settings import load_settings

PRO = "kling/kling-3.0/pro/text-to-video"
DEADLINE_SECONDS = 60.0


def await_true(condition: Callable[[], object], what: str) -> None:
    """Wait until a condition holds; fails after a deadline that only a fault can reach."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {DEADLINE_SECONDS:g} s"
        time.sleep(0.01)


@dataclass
class RunningServer:
    """A server that answers."""

    home: Path
    url: str
    gateway: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def token(self) -> str:
        """The owner's."""
        return (self.home / "token").read_text(encoding="ascii").strip()

    @property
    def log(self) -> str:
        """What gateway and workers have logged so far."""
        return (self.home / "test.log").read_text(encoding="utf-8", errors="replace")

    def new_key(self, name: str, account: str | None = None, **more: Any) -> str:
        """Make a key, as `rushes keys create` does, and give its token."""

        async def make() -> str:
            services = await build_services(load_settings(self.home), has_housekeeping=False)
            try:
                return await services.access.create_key(name, account, **more)
            finally:
                await services.close()

        return asyncio.run(make())

    def client(self, token: str | None = None, **options: Any) -> httpx.Client:
        """An HTTP client with a key, the owner's unless told; an empty token sends none."""
        token = self.token if token is None else token
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=30.0, **options)

    def submit(self, client: httpx.Client, model_id: str = PRO, **values: Any) -> str:
        """Submit and give the request's id."""
        answer = client.post(f"/v1/models/{model_id}", json={"prompt": "a cat", **values})
        assert answer.status_code == 200, answer.text
        request_id: str = answer.json()["request_id"]
        return request_id

    def await_over(self, client: httpx.Client, request_id: str) -> dict[str, Any]:
        """Wait until a request is over and give its result."""
        answer: dict[str, Any] = {}

        def is_over() -> bool:
            nonlocal answer
            answer = client.get(f"/v1/requests/{request_id}/result").json()
            return answer["status"] not in ("in_queue", "in_progress")

        await_true(is_over, f"request {request_id} is over")
        return answer


@contextlib.contextmanager
def running_server(
    home: Path,
    *,
    workers: int = 0,
    engine: str | None = None,
    engines: Mapping[str, str] | None = None,
    settings: str = "",
    arguments: tuple[str, ...] = (),
    environment: Mapping[str, str] | None = None,
) -> Iterator[RunningServer]:
    """Start a server in a home and end it afterwards.

    Args:
        engine: `module:factory` of an engine in the place of the animatic.
        engines: the same for other engines that the settings name.
        settings: the text of `rushes.toml`.
        arguments: more arguments for the gateway.
    """
    home.mkdir(parents=True, exist_ok=True)
    if settings:
        (home / "rushes.toml").write_text(settings, encoding="utf-8")
    names = [name for name in os.environ if name.startswith("RUSHES_")]
    inherited = {key: value for key, value in os.environ.items() if key not in names}
    inherited["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    inherited |= environment or {}
    with (home / "test.log").open("ab") as log:
        gateway, news = _start_gateway(home, arguments, inherited, log.fileno())
        server = RunningServer(home, f"http://{news['host']}:{news['port']}", gateway)
        try:
            for _ in range(workers):
                own = {**({"animatic": engine} if engine else {}), **(engines or {})}
                server.workers.append(_start_worker(home, own, inherited, log.fileno()))
            if workers:
                probe = httpx.Client(base_url=server.url)
                await_true(lambda: probe.get("/readyz").is_success, "a worker answers")
                probe.close()
            yield server
        finally:
            _end([*server.workers, server.gateway])


def _start_gateway(
    home: Path, arguments: tuple[str, ...], environment: Mapping[str, str], log: int
) -> tuple[subprocess.Popen[bytes], dict[str, Any]]:
    read_end, write_end = os.pipe()
    command = [sys.executable, "-m", "rushes.gateway.process", "--home", str(home)]
    command += ["--port", "0", "--ready-fd", str(write_end), *arguments]
    process = subprocess.Popen(
        command, env=environment, stdout=log, stderr=log, pass_fds=(write_end,)
    )
    os.close(write_end)
    with os.fdopen(read_end, "rb") as told:
        line = told.readline()
    news: dict[str, Any] = json.loads(line) if line else {"ready": False}
    if not news["ready"]:
        process.wait(DEADLINE_SECONDS)
        raise AssertionError(f"the gateway did not start: {news}")
    return process, news


def _start_worker(
    home: Path, engines: Mapping[str, str], environment: Mapping[str, str], log: int
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "rushes.worker.process", "--home", str(home)]
    for name, factory in engines.items():
        command += ["--engine", f"{name}={factory}"]
    return subprocess.Popen(command, env=environment, stdout=log, stderr=log)


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in processes:
        try:
            process.wait(DEADLINE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
