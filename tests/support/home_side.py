"""A home for a test: its services, callers with keys, workers' claims, and worker processes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from rushes.assembly import Services, build_services
from rushes.domain.request import Request
from rushes.engines.registry import DEFAULT_ENGINE
from rushes.services.access import Caller
from rushes.settings import load_settings
from rushes.store.claims import ClaimStore
from rushes.store.sqlite import SqliteDatabase

MODEL = "kling/kling-3.0/pro/text-to-video"
OTHER_MODEL = "kling/kling-3.0/standard/text-to-video"
IMAGE_MODEL = "kling/kling-3.0/pro/image-to-video"
PATIENCE_SECONDS = 30.0

T = TypeVar("T")


@dataclass
class HomeSide:
    """A home with its services open."""

    services: Services
    home: Path
    callers: dict[str, Caller] = field(default_factory=dict)
    databases: list[SqliteDatabase] = field(default_factory=list)

    async def caller(self, name: str = "ana", is_owner: bool = False) -> Caller:
        """A caller with an account and key of this name."""
        if name not in self.callers:
            token = await self.services.access.create_key(name, is_owner=is_owner)
            self.callers[name] = await self.services.access.authenticate(f"Bearer {token}")
        return self.callers[name]

    async def submit(self, prompt: str = "a dog", by: str = "ana", **more: Any) -> str:
        """Submit a request; gives its id."""
        model = more.pop("model", MODEL)
        key = more.pop("key", None)
        values = {"prompt": prompt, **more}
        submitted = await self.services.requests.submit(await self.caller(by), model, values, key)
        return submitted.request_id

    async def get(self, request_id: str, by: str = "ana") -> Request:
        """A request as its account sees it."""
        return (await self.services.requests.get(await self.caller(by), request_id)).request

    async def is_over(self, request_id: str, by: str = "ana") -> Request:
        """Wait until a request is over."""

        async def look() -> Request | None:
            request = await self.get(request_id, by)
            return request if request.state.is_over else None

        return await until(look)

    def claims(
        self, worker_id: str = "worker-1", lease_seconds: float = 30.0, max_attempts: int = 3
    ) -> ClaimStore:
        """The queue as one worker sees it, on a database connection of its own."""
        database = SqliteDatabase(self.home / "rushes.db")
        self.databases.append(database)
        kept = timedelta(days=self.services.settings.storage.retention_days)
        lease = timedelta(seconds=lease_seconds)
        return ClaimStore(database, worker_id, [DEFAULT_ENGINE], lease, max_attempts, kept)

    def notes(self, word: str = "") -> list[dict[str, Any]]:
        """What the scripted engine has noted."""
        path = self.home / "marks" / "notes.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        notes = [json.loads(line) for line in lines]
        return [note for note in notes if not word or note["word"] == word]

    async def note(self, word: str, **fields: Any) -> dict[str, Any]:
        """Wait until the scripted engine has noted something."""

        async def look() -> dict[str, Any] | None:
            found = [note for note in self.notes(word) if fields.items() <= note.items()]
            return found[0] if found else None

        return await until(look)

    def mark(self, name: str) -> None:
        """Put a mark that the scripted engine waits for."""
        (self.home / "marks").mkdir(exist_ok=True)
        (self.home / "marks" / name).touch()

    def blobs(self) -> list[str]:
        """Every file among the blobs."""
        folder = self.home / "blobs"
        return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


@contextlib.asynccontextmanager
async def home_side(home: Path, **settings: str) -> AsyncIterator[HomeSide]:
    """Open a home; settings are named `section__name`, with values as in the environment."""
    environment = {f"RUSHES_{name.upper().replace('__', '_')}": settings[name] for name in settings}
    loaded = load_settings(home, environment=environment)
    side = HomeSide(await build_services(loaded, has_housekeeping=False), home)
    try:
        yield side
    finally:
        for database in side.databases:
            await database.close()
        await side.services.close()


class Worker:
    """A worker's process."""

    def __init__(self, home: Path, settings: Mapping[str, str], engines: Mapping[str, str]) -> None:
        arguments = [sys.executable, "-m", "rushes.worker.process", "--home", str(home)]
        chosen = {"server.log_level": "warning", "queue.poll_seconds": "0.5", **settings}
        for name, value in chosen.items():
            arguments += ["--set", f"{name}={value}"]
        for name, factory in engines.items():
            arguments += ["--engine", f"{name}={factory}"]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
        self._process = subprocess.Popen(arguments, env=environment, start_new_session=True)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def status(self) -> int | None:
        return self._process.poll()

    def kill(self) -> None:
        """As `kill -9`: the worker alone, without a word to its engine."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Ask it to stop."""
        self._process.send_signal(signal.SIGTERM)

    def wait(self) -> int:
        return self._process.wait(PATIENCE_SECONDS)


@contextlib.contextmanager
def worker_process(
    home: Path,
    engine: str = "scripted_engine:make",
    vendor: str | None = None,
    **settings: str,
) -> Iterator[Worker]:
    """Run a worker; settings are named `section__name`. `vendor`: an engine of that name."""
    named = {name.replace("__", "."): value for name, value in settings.items()}
    engines = {DEFAULT_ENGINE: engine, **({"vendor": vendor} if vendor else {})}
    worker = Worker(home, named, engines)
    try:
        yield worker
    finally:
        if worker.status is None:
            worker.kill()


async def until(look: Callable[[], Awaitable[T | None]], pause_seconds: float = 0.005) -> T:
    """Wait until `look` gives something."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found = await look()
        if found:
            return found
        await asyncio.sleep(pause_seconds)
    raise AssertionError(f"waited {PATIENCE_SECONDS:g} s in vain")


def is_alive(pid: int) -> bool:
    """Whether a process lives; one that has ended and was not buried does not."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] not in ("Z", "X")
