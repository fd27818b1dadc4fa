"""A process that draws and encodes segments for as long as its parent lives.

It is started as a program of its own (`python -m`, with the number of an inherited socket), not
through `multiprocessing`: so it may be started by any process, daemonic or not, and loads nothing
but what drawing needs.
"""

from __future__ import annotations

import signal
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
from rushes.engines.animatic.encoding.processes.messages import (
    DrawingFailed,
    DrawSegment,
    DropFilm,
    FrameDone,
    FromProcess,
    Ready,
    SegmentDone,
    StartFilm,
    ToProcess,
)
from rushes.engines.animatic.encoding.processes.segments import Segment
from rushes.engines.animatic.encoding.processes.stage_seconds import StageSeconds
from rushes.engines.animatic.plan import FilmPlan

_clock = time.thread_time
"""CPU time: what a stage costs, whoever else is using the cores."""


class Renderer(Protocol):
    """Draws the frames of one film."""

    def frame(self, index: int) -> Pixels:
        """uint8 [draw height, draw width, 4], opaque BGRA; valid until the next call."""

    def picture(self, index: int) -> Pixels:
        """The same without its slate, for a still; `frame` of the same index follows."""


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
        """Draw and encode a segment, telling of each frame."""
        plan = self.start.plan
        seconds = StageSeconds()
        renderer = self._ready_renderer(seconds)
        encoder = SegmentEncoder(plan.width_px, plan.height_px, segment.first_frame)
        stills: dict[int, bytes] = {}
        drawing: list[float] = []
        for self.frame in range(segment.first_frame, segment.end_frame):
            mailbox.raise_if_dropped(self.start.film)
            begun = _clock()
            if self.frame in self.start.still_frames:
                stills[self.frame] = self._shrink(renderer.picture(self.frame))
            pixels = renderer.frame(self.frame)
            drawn = _clock()
            picture = self._converter.convert(pixels)
            converted = _clock()
            encoder.add(picture)
            seconds["encode"] += _clock() - converted
            seconds["convert"] += converted - drawn
            drawing.append(drawn - begun)
            mailbox.send(FrameDone(self.start.film))
        seconds["bake"] = self._baking_seconds(segment, drawing)
        seconds["draw"] = sum(drawing) - seconds["bake"]
        packets = encoder.finish()
        return SegmentDone(
            self.start.film, segment, encoder.parameter_sets, packets, stills, dict(seconds)
        )

    def _ready_renderer(self, seconds: StageSeconds) -> Renderer:
        if self._renderer is None:
            begun = _clock()
            self._renderer = self._make_renderer(self.start.plan)
            seconds["stage"] = _clock() - begun
        return self._renderer

    def _baking_seconds(self, segment: Segment, drawing: list[float]) -> float:
        """What the first frame of a shot took beyond the one after it."""
        is_new_shot, self._shot = segment.shot != self._shot, segment.shot
        if not is_new_shot or len(drawing) < 2:
            return 0.0
        return max(0.0, drawing[0] - drawing[1])

    def _shrink(self, pixels: Pixels) -> bytes:
        width_px, height_px = self.start.still_size_px
        small = self._shrinker.reformat(
            av.VideoFrame.from_numpy_buffer(pixels, "bgra"),
            width_px,
            height_px,
            "bgra",
            interpolation=Interpolation.AREA,
            threads=1,
        )
        return small.to_ndarray().tobytes()


class Mailbox:
    """The line to the parent. EOFError out of any method means that the parent is gone."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._unread: list[ToProcess] = []

    def receive(self) -> ToProcess:
        """The next message; waits for one."""
        return self._unread.pop(0) if self._unread else self._connection.recv()

    def send(self, message: FromProcess) -> None:
        self._connection.send(message)

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
    mailbox.send(Ready())
    in_hand: FilmInHand | None = None
    while True:
        message = mailbox.receive()
        if isinstance(message, StartFilm):
            in_hand = FilmInHand(message, make_renderer)
        elif isinstance(message, DropFilm):
            in_hand = None
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


def main() -> None:
    """Serve on the socket whose number is the first argument; the second names the renderer."""
    # A terminal's Ctrl-C reaches the whole group; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = Connection(int(sys.argv[1]))
    try:
        serve(connection, load_renderer(sys.argv[2]))
    except (EOFError, ConnectionError):
        return


if __name__ == "__main__":
    main()
