"""The command line as its users have it: processes, their output, and servers started by it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEADLINE_SECONDS = 30.0


def eventually(condition: Callable[[], Any], what: str) -> Any:
    """Waits until the condition holds and gives what it gave."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not (found := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"it never came to pass: {what}")
        time.sleep(0.02)
    return found


def environment(home: Path, **more: str) -> dict[str, str]:
    """This process's environment without what names a server, for one home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RUSHES_")}
    return {**kept, "RUSHES_HOME": str(home), **more}


@dataclass(frozen=True)
class Outcome:
    """What a finished command left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def rushes_process(
    arguments: list[str],
    home: Path,
    folder: Path | None = None,
    stderr: int = subprocess.PIPE,
    token: str | None = None,
    temporary: Path | None = None,
    stdout: int = subprocess.PIPE,
) -> subprocess.Popen[str]:
    """A command that goes on by itself. Ctrl-C reaches it even if this process ignores it."""
    more = {"RUSHES_TOKEN": token} if token else {}
    if temporary is not None:
        more["TMPDIR"] = str(temporary)
    return subprocess.Popen(
        [sys.executable, "-m", "rushes.cli", *arguments],
        env=environment(home, **more),
        cwd=folder,
        stdout=stdout,
        stderr=stderr,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def finish(process: subprocess.Popen[str]) -> Outcome:
    """Waits for a command's end."""
    out, err = process.communicate(timeout=DEADLINE_SECONDS)
    return Outcome(process.returncode, out, err)


@dataclass
class Serving:
    """A server that `rushes serve` runs."""

    process: subprocess.Popen[str]
    home: Path
    url: str
    greeting: str

    @property
    def pid(self) -> int:
        return self.process.pid

    def stop(self, number: signal.Signals = signal.SIGTERM) -> Outcome:
        self.process.send_signal(number)
        return finish(self.process)


def start_serving(home: Path, *flags: str) -> Serving:
    """Starts a server and waits until it says where it listens."""
    process = rushes_process(["serve", "--home", str(home), "--port", "0", *flags], home)
    assert process.stdout is not None
    greeting = ""
    for line in process.stdout:
        greeting += line
        if line.startswith("Stop it"):
            break
    found = re.search(r"listens on (\S+)", greeting)
    if found is None:
        raise AssertionError(f"the server did not start: {finish(process).err}")
    return Serving(process, home, found[1], greeting)


@contextmanager
def serving(home: Path, *flags: str) -> Iterator[Serving]:
    """A server for the length of a `with`."""
    server = start_serving(home, *flags)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()
