"""A process that draws and encodes segments for as long as its parent lives.

It is started as a program of its own (`python -m`, with the number of an inherited socket), not
through `multiprocessing`: so it may be started by any process, daemonic or not, and loads nothing
but what drawing needs. Where forking is safe, that program is a template: it loads everything, and
forks the processes that draw.
"""

from __future__ import annotations

import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Protocol

import av
from av.video.reformatter import Interpolation, VideoReformatter

from rushes.engines.animatic.encoding.h264 import Converter, Pixels, SegmentEncoder
from rushes.engines.animatic.encoding.processes import memory
from rushes.engines.animatic.encoding.processes.messages import (
    DrawingFailed,
    DrawSegment,
    DropFilm,
    FramesDone,
    FromProcess,
    Ready,
    SegmentDone,
    StartFilm,
    ToProcess,
)
from rushes.engines.animatic.encoding.processes.segments import Segment
from rushes.engines.animatic.encoding.processes.stage_seconds import StageSeconds
from rushes.engines.animatic.encoding.processes.template import FORK, serve_forks
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.still import Still
from rushes.film.shot_list import Move

TELL_SECONDS = 0.08
"""Drawn frames are told of no oftener: each word wakes the parent."""

_clock = time.thread_time
"""CPU time: what a stage costs, whoever else is using the cores."""


class Renderer(Protocol):
    """Draws the frames of one film."""

    def frame(self, index: int) -> Pixels:
        """uint8 [draw height, draw width, 4], opaque BGRA; valid until the next call."""

    def picture(self, index: int) -> Pixels:
        """The same without its slate, for a still; `frame` of the same index follows."""

    def moves(self, index: int) -> tuple[Move, ...]:
        """What the camera does in the shot that a frame is of, with every direction."""


class _Dropped(Exception):
    """The film is not wanted any more."""


RendererFactory = Callable[[FilmPlan], Renderer]


class FilmInHand:
    """The film that this process is drawing."""

    def __init__(self, start: StartFilm, make_renderer: RendererFactory) -> None:
        self.start = start
        self._make_renderer = make_renderer
        self.frame = 0
        self._shot: int | None = None
        self._renderer: Renderer | None = None
        self._converter = Converter(start.plan.width_px, start.plan.height_px)
        self._shrinker = VideoReformatter()

    def draw(self, segment: Segment, mailbox: Mailbox) -> SegmentDone:
        """Draw and encode a segment, telling of its frames."""
        plan, film = self.start.plan, self.start.film
        seconds = StageSeconds()
        renderer = self._ready_renderer(seconds)
        is_new_shot, self._shot = segment.shot != self._shot, segment.shot
        encoder = SegmentEncoder(plan.width_px, plan.height_px, segment.first_frame)
        drawing: list[float] = []
        for self.frame in range(segment.first_frame, segment.end_frame):
            mailbox.raise_if_dropped(film)
            begun = _clock()
            still = self._still(renderer)
            pixels = renderer.frame(self.frame)
            drawn = _clock()
            picture = self._converter.convert(pixels)
            converted = _clock()
            encoder.add(picture)
            encoded = _clock()
            drawing.append(drawn - begun)
            seconds["convert"] += converted - drawn
            seconds["encode"] += encoded - converted
            mailbox.frame_done(film, self.frame, still)
            if is_new_shot and self.frame == segment.first_frame:
                memory.let_go()  # The shot before this one.
            seconds["rest"] += _clock() - encoded
        seconds["draw"] = sum(drawing)
        if is_new_shot:
            seconds["bake"] = _baking_seconds(drawing)
            seconds["draw"] -= seconds["bake"]
        begun = _clock()
        packets = encoder.finish()
        seconds["encode"] += _clock() - begun
        mailbox.tell_frames()
        return SegmentDone(film, segment, encoder.parameter_sets, packets, dict(seconds))

    def _ready_renderer(self, seconds: StageSeconds) -> Renderer:
        if self._renderer is None:
            begun = _clock()
            self._renderer = self._make_renderer(self.start.plan)
            seconds["stage"] = _clock() - begun
        return self._renderer

    def _still(self, renderer: Renderer) -> Still | None:
        """A small copy of this frame, if one is wanted."""
        if self.frame not in self.start.still_frames:
            return None
        width_px, height_px = self.start.still_size_px
        small = self._shrinker.reformat(
            av.VideoFrame.from_numpy_buffer(renderer.picture(self.frame), "bgra"),
            width_px,
            height_px,
            "bgra",
            interpolation=Interpolation.AREA,
            threads=1,
        )
        return Still(small.to_ndarray().tobytes(), renderer.moves(self.frame))


def _baking_seconds(drawing: list[float]) -> float:
    """What the first frame of a shot took beyond the one after it."""
    return max(0.0, drawing[0] - drawing[1]) if len(drawing) > 1 else 0.0


class Mailbox:
    """The line to the parent. EOFError out of any method means that the parent is gone."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._unread: list[ToProcess] = []
        self._untold = FramesDone(0, 0, {})
        self._told_at = 0.0

    def receive(self) -> ToProcess:
        """The next message; waits for one."""
        return self._unread.pop(0) if self._unread else self._connection.recv()

    def send(self, message: FromProcess) -> None:
        self._connection.send(message)

    def frame_done(self, film: int, frame: int, still: Still | None) -> None:
        """Tell of a frame, now or with those that follow soon."""
        untold = self._untold if self._untold.film == film else FramesDone(film, 0, {})
        stills = untold.stills if still is None else {**untold.stills, frame: still}
        self._untold = FramesDone(film, untold.frames + 1, stills)
        if time.monotonic() - self._told_at >= TELL_SECONDS:
            self.tell_frames()

    def tell_frames(self) -> None:
        """Tell of the frames that were not told of yet."""
        if self._untold.frames:
            self.send(self._untold)
        self._untold = FramesDone(self._untold.film, 0, {})
        self._told_at = time.monotonic()

    def raise_if_dropped(self, film: int) -> None:
        """Look, without waiting, whether the parent has dropped the film."""
        while self._connection.poll():
            self._unread.append(self._connection.recv())
        if any(isinstance(message, DropFilm) and message.film == film for message in self._unread):
            raise _Dropped


def load_renderer(name: str) -> RendererFactory:
    """What `package.module:name` names."""
    module, _, attribute = name.partition(":")
    factory: RendererFactory = getattr(import_module(module), attribute)
    return factory


def serve(connection: Connection, make_renderer: RendererFactory) -> None:
    """Draw what the parent asks for until it hangs up."""
    mailbox = Mailbox(connection)
    memory.settle()
    mailbox.send(Ready())
    in_hand: FilmInHand | None = None
    while True:
        message = mailbox.receive()
        if isinstance(message, StartFilm):
            in_hand = FilmInHand(message, make_renderer)
        elif isinstance(message, DropFilm):
            in_hand = None
            memory.let_go()
            memory.settle()
        elif in_hand is not None and message.film == in_hand.start.film:
            _draw(message, in_hand, mailbox)


def _draw(message: DrawSegment, in_hand: FilmInHand, mailbox: Mailbox) -> None:
    try:
        mailbox.send(in_hand.draw(message.segment, mailbox))
    except _Dropped:
        return
    except (EOFError, ConnectionError):
        raise
    except Exception as error:
        mailbox.send(
            DrawingFailed(message.film, in_hand.frame, type(error).__name__, traceback.format_exc())
        )


def prepare(name: str) -> RendererFactory:
    """The renderer that is named, and what its module's `prepare`, if it has one, loads for it."""
    factory = load_renderer(name)
    load = getattr(import_module(name.partition(":")[0]), "prepare", None)
    if load is not None:
        load()
    return factory


def main() -> None:
    """Serve on a socket: `process.py RENDERER [fork] SOCKET_NUMBER`."""
    # A terminal's Ctrl-C reaches the whole group; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    factory = prepare(sys.argv[1])
    number: int | None = int(sys.argv[-1])
    if FORK in sys.argv[2:-1]:
        memory.settle()
        number = serve_forks(socket.socket(fileno=number))
    if number is None:
        return
    try:
        serve(Connection(number), factory)
    except (EOFError, ConnectionError):
        return


if __name__ == "__main__":
    main()
