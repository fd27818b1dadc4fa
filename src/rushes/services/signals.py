"""How the processes of one home call each other: small datagrams between sockets in its `run/`.

News, not truth: a datagram may be lost or dropped when nobody takes it up, so whoever waits for
one looks at the database now and then as well. PostgreSQL's counterpart is NOTIFY.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import secrets
import socket
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from rushes.errors import HomeInUse

MAX_DATAGRAM_BYTES = 64 * 1024
_MAX_SOCKET_PATH_BYTES = 100
_IN_HOME = "run"
_LONGEST_NAME = "worker-0123456789abcdef.sock"

WORKER = "worker"
GATEWAY = "gateway"


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """To gateways: how far an attempt is."""

    request_id: str
    attempt: int
    fraction: float
    """0..1."""
    phase: str
    is_waiting: bool = False
    """Whether its work waits in somebody else's queue."""
    queue_position: int | None = None
    """How many are before it there."""


class Alive(msgspec.Struct, frozen=True, tag="alive"):
    """To gateways: a worker's answer to a call."""

    worker_id: str
    call: str


class Wake(msgspec.Struct, frozen=True, tag="wake"):
    """To workers: something waits in the queue."""


class Look(msgspec.Struct, frozen=True, tag="look"):
    """To workers: whoever runs this request should look whether it still holds it."""

    request_id: str


class CancelWaiting(msgspec.Struct, frozen=True, tag="cancel-waiting"):
    """To workers: whoever runs this request should cancel it where its work waits."""

    request_id: str


class Call(msgspec.Struct, frozen=True, tag="call"):
    """To workers: answer with `Alive`."""

    call: str


ToGateway = Progress | Alive
ToWorker = Wake | Look | CancelWaiting | Call


def signal_folder(home: Path) -> Path:
    """Where the sockets of a home lie: `run/` in it, or, where that is too long for an address of
    the kernel (108 bytes), a short folder of this user's own for temporary things."""
    digest = hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:12]
    short = f"rushes-{os.getuid()}-{digest}"
    candidates = (home / _IN_HOME, Path(tempfile.gettempdir()) / short, Path("/tmp") / short)
    folder = next((item for item in candidates if _fits(item)), candidates[-1])
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = folder.lstat()
    if found.st_uid != os.getuid() or not stat.S_ISDIR(found.st_mode):
        raise HomeInUse(
            f"{folder}, where the processes of this home would call each other, is another user's "
            "or no folder; remove it, or give the home a shorter path"
        )
    return folder


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / _LONGEST_NAME)) <= _MAX_SOCKET_PATH_BYTES


class SignalReceiver:
    """A socket of this process, taken up by its event loop."""

    def __init__(self, folder: Path, role: str, on_signal: Callable[[bytes], None]) -> None:
        """Listen from now on; must be made on a running event loop.

        Args:
            role: `WORKER` or `GATEWAY`.
            on_signal: called on the event loop with each datagram.
        """
        self.name = f"{role}-{secrets.token_hex(8)}.sock"
        self._path = folder / self.name
        self._on_signal = on_signal
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        self._bind()
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._socket.fileno(), self._take)

    def close(self) -> None:
        """Stop listening."""
        self._loop.remove_reader(self._socket.fileno())
        self._socket.close()
        self._path.unlink(missing_ok=True)
        if self._path.parent.name != _IN_HOME:
            with contextlib.suppress(OSError):  # Others listen there still, or it is gone.
                self._path.parent.rmdir()

    def _bind(self) -> None:
        try:
            self._socket.bind(str(self._path))
        except FileNotFoundError:
            # Whoever listened there last has just taken a short folder away.
            self._path.parent.mkdir(exist_ok=True, mode=0o700)
            self._socket.bind(str(self._path))

    def _take(self) -> None:
        while True:
            try:
                data = self._socket.recv(MAX_DATAGRAM_BYTES)
            except BlockingIOError:
                return
            self._on_signal(data)


class SignalSender:
    """Sends datagrams to every process of a role."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.setblocking(False)

    def send(self, message: ToGateway | ToWorker) -> int:
        """Send to all whom it is meant for; gives how many took it. Never blocks."""
        role = GATEWAY if isinstance(message, ToGateway) else WORKER
        data = msgspec.json.encode(message)
        taken = 0
        try:
            entries = list(os.scandir(self._folder))
        except FileNotFoundError:
            return 0  # A short folder goes with the last who listened there.
        for entry in entries:
            if entry.name.startswith(f"{role}-") and self._send_to(entry.path, data):
                taken += 1
        return taken

    def close(self) -> None:
        """Let go of the socket."""
        self._socket.close()

    def _send_to(self, path: str, data: bytes) -> bool:
        try:
            self._socket.sendto(data, path)
        except BlockingIOError:
            return True  # It has not taken up the calls before this one: it will look anyway.
        except ConnectionRefusedError:
            # Nobody holds the socket any more: its process was killed.
            with contextlib.suppress(OSError):
                Path(path).unlink()
            return False
        except OSError:
            return False
        return True
