"""One server a home: the lock that says so, and where the server that holds it listens.

The lock is the kernel's: it goes with the process, however that ends, so that `server.json` counts
only while the lock is held.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

from rushes.errors import HomeInUse

LOCK_FILE = "lock"
SERVER_FILE = "server.json"
TOKEN_FILE = "token"
_LONGEST_LOOK_SECONDS = 0.3
"""Someone who looks whether the lock is held holds it for a moment."""


@dataclass(frozen=True, slots=True)
class RunningServer:
    """What `server.json` says."""

    url: str
    pid: int


def make_home(home: Path) -> None:
    """Makes the home, open to this user alone. One that is there is left as it is."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)


def read_token(home: Path) -> str | None:
    """The owner's token, or None where this user has none to read."""
    try:
        return (home / TOKEN_FILE).read_text(encoding="ascii").strip() or None
    except (OSError, ValueError):
        return None


def _try_lock(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read_server_file(home: Path) -> Mapping[str, object]:
    try:
        document = json.loads((home / SERVER_FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return document if isinstance(document, dict) else {}


def running_server(home: Path) -> RunningServer | None:
    """The server that holds the home and is ready, or None."""
    found = _read_server_file(home)
    url, pid = found.get("url"), found.get("pid")
    if not isinstance(url, str) or not isinstance(pid, int):
        return None
    try:
        descriptor = os.open(home / LOCK_FILE, os.O_RDONLY)
    except OSError:
        return None
    try:
        is_stale = _try_lock(descriptor, fcntl.LOCK_SH)
    finally:
        os.close(descriptor)
    return None if is_stale else RunningServer(url, pid)


class HomeLock:
    """Held from `with` to its end, or to the end of the process."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._descriptor: int | None = None

    def __enter__(self) -> HomeLock:
        """Raises HomeInUse when another server holds it."""
        descriptor = os.open(self._home / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + _LONGEST_LOOK_SECONDS
        while not _try_lock(descriptor, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
                os.close(descriptor)
                raise HomeInUse(self._refusal(holder))
            time.sleep(0.02)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        self._descriptor = descriptor
        (self._home / SERVER_FILE).unlink(missing_ok=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        (self._home / SERVER_FILE).unlink(missing_ok=True)
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _refusal(self, holder: str) -> str:
        found = _read_server_file(self._home)
        address = found.get("url", "an address it has not told yet")
        return (
            f"the home {self._home} is used by the server with pid {holder or 'unknown'} at "
            f"{address}; stop that one, or give this one another --home"
        )

    def announce(self, server: RunningServer) -> None:
        """Writes `server.json` in one step."""
        fresh = self._home / f".{SERVER_FILE}.{os.getpid()}"
        fresh.write_text(json.dumps(asdict(server)) + "\n", encoding="utf-8")
        fresh.replace(self._home / SERVER_FILE)
