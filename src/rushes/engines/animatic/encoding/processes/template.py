"""Drawing processes forked from a template that has loaded everything: ready at once, and what is
loaded lies in memory once, however many there are.

Forking is safe here because the template is a program of its own that runs no thread and serves
nothing but this. A process that has threads, as the engine's may, must never fork by itself.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Protocol

CAN_FORK = sys.platform == "linux"
"""Elsewhere libraries start threads of their own, or are not made for being forked."""
FORK = "fork"
"""Argument of a program that is to be a template."""
_FORK, _ASK = b"fork", b"ask "
_RUNNING = b"running"
_MOST_BYTES = 64
_POLL_SECONDS = 0.005


class Child(Protocol):
    """A process that was started: what `subprocess.Popen` offers of it."""

    @property
    def pid(self) -> int: ...

    def poll(self) -> int | None:
        """Its exit status, negative for a signal; None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """Waits for its end. Raises subprocess.TimeoutExpired."""

    def kill(self) -> None: ...


class Template:
    """The parent's end of a template process."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        """`command` runs `serve_forks` on the socket whose number is added to it."""
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._popen = subprocess.Popen(
                [*command, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env=environment,
            )
        self._unnumbered: list[Forked] = []

    @property
    def is_alive(self) -> bool:
        return self._popen.poll() is None

    def fork(self, line: socket.socket) -> Forked:
        """A process that serves this socket. Returns at once, loaded or not."""
        child = Forked(self)
        try:
            socket.send_fds(self._line, [_FORK], [line.fileno()])
            self._unnumbered.append(child)
        except OSError:
            child.returncode = self._popen.wait()
        return child

    def number(self, timeout: float | None = None) -> None:
        """Wait until every process that was asked for is there and has its pid."""
        while self._unnumbered and select.select([self._line], [], [], timeout)[0]:
            child = self._unnumbered.pop(0)
            answer = self._receive()
            if answer:
                child.number = int(answer)
            else:
                child.returncode = self._popen.wait()

    def ending(self, pid: int) -> int | None:
        """How a child ended; None while it runs, and while the template has pids to tell before.
        Once it was told, its pid may be another's."""
        if self._unnumbered:
            return None
        try:
            self._line.send(_ASK + str(pid).encode())
        except OSError:
            return self._popen.wait()
        answer = self._receive()
        if answer == _RUNNING:
            return None
        return int(answer) if answer else self._popen.wait()

    def close(self) -> None:
        """End it, or what is left of it."""
        self._line.close()
        self._popen.wait()

    def _receive(self) -> bytes:
        """An answer; empty when the template is gone."""
        try:
            return self._line.recv(_MOST_BYTES)
        except OSError:
            return b""


class Forked:
    """A child of the template. Implements `Child`."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self.number = 0
        self.returncode: int | None = None

    @property
    def pid(self) -> int:
        self._template.number()
        return self.number

    def poll(self) -> int | None:
        self._template.number(timeout=0)
        if self.returncode is None and self.number:
            self.returncode = self._template.ending(self.number)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        deadline = time.monotonic() + (float("inf") if timeout is None else timeout)
        while (ending := self.poll()) is None:
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0.0)
            time.sleep(_POLL_SECONDS)
        return ending

    def kill(self) -> None:
        # Not another's pid: nobody buries it before its end is asked for.
        if self.pid and self.poll() is None:
            os.kill(self.number, signal.SIGKILL)


def serve_forks(line: socket.socket) -> int | None:
    """Fork for as long as the parent lives. Returns twice: in each child, the number of the socket
    that it serves; in the template, None once the parent has hung up."""
    while True:
        message, sockets, _, _ = socket.recv_fds(line, _MOST_BYTES, 1)
        if not message:
            return None
        if message == _FORK:
            (served,) = sockets
            pid = os.fork()
            if pid == 0:
                line.close()
                return served
            os.close(served)
            line.send(str(pid).encode())
        else:
            line.send(_ending(int(message.removeprefix(_ASK))))


def _ending(pid: int) -> bytes:
    ended, status = os.waitpid(pid, os.WNOHANG)
    return str(os.waitstatus_to_exitcode(status)).encode() if ended else _RUNNING
