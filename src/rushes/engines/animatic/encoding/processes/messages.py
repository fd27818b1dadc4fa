"""What the engine and its drawing processes say to each other. Every message pickles.

A message carries the number of the film it is about: after a cancel, late words about the old one
are told from words about the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rushes.engines.animatic.encoding.h264 import VideoPacket
from rushes.engines.animatic.encoding.processes.segments import Segment
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.still import Still


@dataclass(frozen=True, slots=True)
class StartFilm:
    """To a process: what will be drawn next."""

    film: int
    plan: FilmPlan
    still_frames: frozenset[int]
    """Frames of which a small copy is wanted."""
    still_size_px: tuple[int, int]


@dataclass(frozen=True, slots=True)
class DrawSegment:
    """To a process: draw and encode this."""

    film: int
    segment: Segment


@dataclass(frozen=True, slots=True)
class DropFilm:
    """To a process: let go of it, whether it is finished or not wanted any more."""

    film: int


@dataclass(frozen=True, slots=True)
class Ready:
    """From a process: its libraries are loaded."""


@dataclass(frozen=True, slots=True)
class FramesDone:
    """From a process: so many more frames are drawn."""

    film: int
    frames: int
    stills: Mapping[int, Still]
    """By frame: those of them that are wanted."""


@dataclass(frozen=True, slots=True)
class SegmentDone:
    """From a process: a segment is encoded."""

    film: int
    segment: Segment
    parameter_sets: bytes
    packets: list[VideoPacket]
    seconds: Mapping[str, float]
    """CPU seconds, by stage; `bake` only where the process did not have the shot in hand."""


@dataclass(frozen=True, slots=True)
class DrawingFailed:
    """From a process: an exception stopped it."""

    film: int
    frame: int
    kind: str
    traceback: str


ToProcess = StartFilm | DrawSegment | DropFilm
FromProcess = Ready | FramesDone | SegmentDone | DrawingFailed
