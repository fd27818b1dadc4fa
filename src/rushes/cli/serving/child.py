"""One supervised process: started, watched, and started again when it ends unasked.

A child leads a session of its own, so that Ctrl-C in a terminal reaches the supervisor alone. It
holds the read end of a pipe whose write end only the supervisor has: when that reads as closed, the
supervisor is gone, however it went, and the child ends by itself.
"""

from __future__ import annotations

import json
import logging
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from rushes import errors
from rushes.errors import NotReady, RushesError, ServerUnreachable

FIRST_DELAY_SECONDS = 0.5
LONGEST_DELAY_SECONDS = 30.0
STEADY_SECONDS = 30.0
"""A process that lived this long is well: its next end counts as its first."""
MOST_FAILED_STARTS = 3
"""Ends in a row, before it was ever ready, after which it is given up."""
READY_TIMEOUT_SECONDS = 60.0

_STANDARD_ERROR = 2

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a child is started."""

    name: str
    module: str
    arguments: Sequence[str]
    tells_ready: bool
    """It writes a line of JSON to `--ready-fd`, `{"ready": true}` or why not."""


class Child:
    """A process under supervision, watched by a thread of its own."""

    def __init__(
        self,
        recipe: Recipe,
        parent_fd: int,
        log_file: IO[bytes] | None,
        on_change: Callable[[], None],
    ) -> None:
        self.recipe = recipe
        self.is_ready = False
        self.failure: RushesError | None = None
        """Why it was given up."""
        self._parent_fd = parent_fd
        self._log_file = log_file
        self._on_change = on_change
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._refusal: RushesError | None = None
        self._thread = threading.Thread(target=self._watch, name=recipe.name, daemon=True)

    def start(self) -> None:
        """Starts the process and the watching of it."""
        self._thread.start()

    @property
    def pid(self) -> int | None:
        process = self._process
        return process.pid if process is not None and process.returncode is None else None

    def ask_to_stop(self) -> None:
        """Sends SIGTERM; from now on it is not started again."""
        with self._lock:
            self._stopping.set()
            self._signal(signal.SIGTERM)

    def await_end(self, until: float) -> None:
        """Waits for its end, and ends it for good when the moment has passed."""
        if self._thread.ident is None:
            return
        self._thread.join(max(0.0, until - time.monotonic()))
        if self._thread.is_alive():
            _log.warning("process killed", extra={"child": self.recipe.name})
            self.kill()
            self._thread.join()

    def kill(self) -> None:
        """Ends the process at once."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)

    def _watch(self) -> None:
        ends, delay, was_ever_ready = 0, FIRST_DELAY_SECONDS, False
        while True:
            started = time.monotonic()
            status = self._run()
            was_ready, self.is_ready = self.is_ready, False
            was_ever_ready |= was_ready
            if self._stopping.is_set():
                return
            is_steady = was_ready or time.monotonic() - started > STEADY_SECONDS
            ends, delay = (1, FIRST_DELAY_SECONDS) if is_steady else (ends + 1, delay)
            is_refused = self._refusal is not None and not was_ever_ready
            if self.recipe.tells_ready and (is_refused or ends >= MOST_FAILED_STARTS):
                self._give_up(status)
                return
            _log.warning(
                "process ended; starting it again",
                extra={"child": self.recipe.name, "exit_status": status, "delay_seconds": delay},
            )
            if self._stopping.wait(delay):
                return
            delay = min(delay * 2, LONGEST_DELAY_SECONDS)

    def _run(self) -> int | None:
        """One life of the process; gives its exit status, or None where it never began."""
        read_fd, write_fd = os.pipe() if self.recipe.tells_ready else (None, None)
        try:
            process = self._start(write_fd)
        except OSError:
            _log.exception("process did not start", extra={"child": self.recipe.name})
            process = None
        finally:
            if write_fd is not None:
                os.close(write_fd)
        try:
            if process is not None and read_fd is not None:
                self._await_ready(read_fd)
        finally:
            if read_fd is not None:
                os.close(read_fd)
        return None if process is None else process.wait()

    def _give_up(self, status: int | None) -> None:
        self.failure = self._refusal or ServerUnreachable(
            f"the {self.recipe.name} cannot be started: it ended with status {status}, "
            f"{MOST_FAILED_STARTS} times in a row; the log says why"
        )
        self._on_change()

    def _start(self, ready_fd: int | None) -> subprocess.Popen[bytes] | None:
        """Starts the process, unless it is to stop."""
        arguments = [sys.executable, "-m", self.recipe.module, *self.recipe.arguments]
        arguments += ["--parent-fd", str(self._parent_fd)]
        passed = [self._parent_fd]
        if ready_fd is not None:
            arguments += ["--ready-fd", str(ready_fd)]
            passed.append(ready_fd)
        with self._lock:
            if self._stopping.is_set():
                return None
            self._process = subprocess.Popen(
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=self._log_file or _STANDARD_ERROR,
                stderr=self._log_file,
                pass_fds=passed,
                start_new_session=True,
            )
            return self._process

    def _await_ready(self, read_fd: int) -> None:
        line, self._refusal = b"", None
        deadline = time.monotonic() + READY_TIMEOUT_SECONDS
        while not line.endswith(b"\n"):
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([read_fd], [], [], left)[0]:
                self._refusal = NotReady(
                    f"the {self.recipe.name} was not ready after {READY_TIMEOUT_SECONDS:g} s"
                )
                self.kill()
                return
            piece = os.read(read_fd, 4096)
            if not piece:
                return
            line += piece
        news: dict[str, Any] = json.loads(line)
        if news.get("ready"):
            self.is_ready = True
            self._on_change()
        else:
            kind = getattr(errors, str(news.get("error")), errors.InternalError)
            self._refusal = kind(str(news.get("message", "the gateway did not say why")))
