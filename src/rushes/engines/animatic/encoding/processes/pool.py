"""The processes that draw: started once, warm from film to film, gone with their parent."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Self

from rushes.engines.animatic.encoding.h264 import VideoPacket
from rushes.engines.animatic.encoding.processes.messages import (
    DrawingFailed,
    DrawSegment,
    DropFilm,
    FramesDone,
    FromProcess,
    SegmentDone,
    StartFilm,
    ToProcess,
)
from rushes.engines.animatic.encoding.processes.segments import Segment, SegmentShares
from rushes.engines.animatic.encoding.processes.stage_seconds import StageSeconds
from rushes.engines.animatic.encoding.processes.template import CAN_FORK, FORK, Child, Template
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.still import Still
from rushes.errors import EngineCrashed, EngineFailed

FILM_RENDERER = "rushes.engines.animatic.drawing.prepared:FilmRenderer"
MOST_PROCESSES = 4
TICK_SECONDS = 0.1
CANCELLED = "The film was cancelled before it was finished."
_PROCESS_MODULE = "rushes.engines.animatic.encoding.processes.process"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stills:
    """Which frames are wanted as small pictures too, and how large."""

    frames: frozenset[int]
    size_px: tuple[int, int]


@dataclass(slots=True)
class Drawing:
    """A film, drawn and encoded, not yet written."""

    parameter_sets: bytes = b""
    packets: list[VideoPacket] = field(default_factory=list)
    stills: dict[int, Still] = field(default_factory=dict)
    """By frame."""
    seconds: StageSeconds = field(default_factory=StageSeconds)
    """By stage, summed over the processes."""


def default_processes() -> int:
    """One per core that may be used, four at most."""
    return max(1, min(len(os.sched_getaffinity(0)), MOST_PROCESSES))


class _Process:
    """One drawing process and the line to it."""

    def __init__(self, start: Callable[[socket.socket], Child]) -> None:
        """`start` starts one that serves a socket."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._child = start(theirs)
        self.connection = Connection(ours.detach())
        self.segment: Segment | None = None

    def send(self, message: ToProcess) -> None:
        try:
            self.connection.send(message)
        except OSError:
            raise self.crash() from None

    def crash(self) -> EngineCrashed:
        """The error that says that it ended on its own."""
        self.close()
        where = ""
        if self.segment is not None:
            where = f" while drawing frames {self.segment.first_frame}–{self.segment.end_frame - 1}"
        return EngineCrashed(
            f"A drawing process ended unexpectedly ({_ending(self._child.poll())}){where}.",
            is_retryable=True,
        )

    @property
    def is_alive(self) -> bool:
        return self._child.poll() is None

    @property
    def pid(self) -> int:
        return self._child.pid

    def close(self) -> None:
        """End it: at once where it waits, by force where it is deep in a frame."""
        self.connection.close()
        try:
            self._child.wait(0.2)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()


class DrawingPool:
    """Processes that draw films, one film at a time. Not for several threads at once.

    They belong to the parent's process group, and end when it ends, however it does: each hangs on
    a socket whose other end only the parent holds.
    """

    def __init__(self, processes: int = 0, renderer: str = FILM_RENDERER) -> None:
        """`renderer`: `package.module:name` of what makes a renderer from a plan."""
        self._count = processes or default_processes()
        self._renderer = renderer
        self._processes: list[_Process] = []
        self._template: Template | None = None
        self._film = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that are running."""
        return tuple(process.pid for process in self._processes)

    def start(self) -> None:
        """Start what is not running. The processes load while others work."""
        if self._template is not None and not self._template.is_alive:
            self.close()
        for process in [process for process in self._processes if not process.is_alive]:
            process.close()
            self._processes.remove(process)
        while len(self._processes) < self._count:
            self._processes.append(_Process(self._start_one))

    def wait_until_ready(self) -> None:
        """Start them, and wait until every process has loaded its libraries.

        Raises:
            EngineCrashed: one of them did not come up.
        """
        self.start()
        for process in self._processes:
            self._receive(process)

    def draw(
        self,
        plan: FilmPlan,
        film: Sequence[Segment],
        stills: Stills,
        on_tick: Callable[[int], None],
        is_cancelled: Callable[[], bool],
        on_stills: Callable[[Mapping[int, Still]], None] = lambda stills: None,
    ) -> Drawing:
        """Draw and encode a film.

        `on_tick` is told the number of frames drawn, ten times a second or oftener; `on_stills` is
        given the stills, once, when all are there: a while before the film is.

        Raises:
            EngineFailed: a frame could not be drawn, or the film was cancelled.
            EngineCrashed: a process ended on its own.
        """
        self.start()
        self._film += 1
        task = _FilmTask(self._film, film, len(self._processes))
        try:
            start = StartFilm(self._film, plan, stills.frames, stills.size_px)
            for number, process in enumerate(self._processes):
                process.send(start)
                self._give_work(task, number)
            awaits_stills = True
            while not task.is_finished:
                if is_cancelled():
                    raise EngineFailed(CANCELLED)
                self._take_messages(task)
                on_tick(task.frames_drawn)
                if awaits_stills and stills.frames <= task.stills.keys():
                    awaits_stills = False
                    on_stills(task.stills)
            return task.drawing()
        finally:
            self._drop()
            for process in self._processes:
                process.segment = None

    def close(self) -> None:
        """End the processes."""
        for process in self._processes:
            process.close()
        self._processes.clear()
        if self._template is not None:
            self._template.close()
            self._template = None

    def _start_one(self, line: socket.socket) -> Child:
        """A process that serves a socket: forked, where there is more than one to fork."""
        command = [sys.executable, "-P", "-m", _PROCESS_MODULE, self._renderer]
        if CAN_FORK and self._count > 1:
            if self._template is None:
                self._template = Template([*command, FORK], _environment())
            return self._template.fork(line)
        return subprocess.Popen(
            [*command, str(line.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=(line.fileno(),),
            env=_environment(),
        )

    def _give_work(self, task: _FilmTask, number: int) -> None:
        process = self._processes[number]
        process.segment = task.shares.next_segment(number)
        if process.segment is not None:
            process.send(DrawSegment(task.film, process.segment))

    def _take_messages(self, task: _FilmTask) -> None:
        until = time.monotonic() + TICK_SECONDS
        while not task.is_finished and (left := until - time.monotonic()) > 0:
            lines = {process.connection: process for process in self._processes}
            for line in wait(lines, left):
                assert isinstance(line, Connection)
                process = lines[line]
                if task.take(self._receive(process)):
                    self._give_work(task, self._processes.index(process))

    def _receive(self, process: _Process) -> FromProcess:
        try:
            message: FromProcess = process.connection.recv()
        except (EOFError, OSError):
            raise process.crash() from None
        return message

    def _drop(self) -> None:
        """Let the processes forget the film; the dead are replaced when the next one starts."""
        for process in self._processes:
            if process.is_alive and not process.connection.closed:
                try:
                    process.connection.send(DropFilm(self._film))
                except OSError:
                    process.close()


class _FilmTask:
    """What has come back of one film."""

    def __init__(self, film: int, segments: Sequence[Segment], processes: int) -> None:
        self.film = film
        self.shares = SegmentShares(segments, processes)
        self.frames_drawn = 0
        self._missing = {segment.number for segment in segments}
        self._done: dict[int, SegmentDone] = {}
        self.stills: dict[int, Still] = {}

    @property
    def is_finished(self) -> bool:
        return not self._missing

    def take(self, message: FromProcess) -> bool:
        """Take a message in; whether its sender is free for another segment."""
        if getattr(message, "film", None) != self.film:
            return False
        if isinstance(message, FramesDone):
            self.frames_drawn += message.frames
            self.stills.update(message.stills)
        elif isinstance(message, DrawingFailed):
            _log.error(
                "a frame could not be drawn",
                extra={"frame": message.frame, "drawing_traceback": message.traceback},
            )
            raise EngineFailed(f"Frame {message.frame} could not be drawn: {message.kind}.")
        elif isinstance(message, SegmentDone):
            self._done[message.segment.number] = message
            self._missing.discard(message.segment.number)
            self.shares.learn(message.segment, message.seconds)
            return True
        return False

    def drawing(self) -> Drawing:
        """The segments, joined in order."""
        whole = Drawing(stills=self.stills)
        for _, part in sorted(self._done.items()):
            if whole.parameter_sets not in (b"", part.parameter_sets):
                raise EngineFailed("The encoders of two segments wrote different parameter sets.")
            whole.parameter_sets = part.parameter_sets
            whole.packets += part.packets
            whole.seconds.add(part.seconds)
        return whole


def _environment() -> dict[str, str]:
    """The parent's, so that a process imports what the parent can, and draws the same each time."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
        "PYTHONHASHSEED": "0",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        # Else glibc raises both with each picture that is freed, and keeps what was large once.
        "MALLOC_MMAP_THRESHOLD_": str(4 * 2**20),
        "MALLOC_TRIM_THRESHOLD_": str(8 * 2**20),
    }


def _ending(returncode: int | None) -> str:
    if returncode is not None and returncode < 0:
        return f"signal {-returncode}"
    return f"exit status {returncode}"
