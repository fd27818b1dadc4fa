"""A plan to a film: pictures from the pool, sound beside them, one file out of both."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rushes.engines.animatic.encoding.aac import AudioTrack, Samples, encode_audio
from rushes.engines.animatic.encoding.mp4 import write_mp4
from rushes.engines.animatic.encoding.processes import memory
from rushes.engines.animatic.encoding.processes.pool import (
    CANCELLED,
    TICK_SECONDS,
    DrawingPool,
    Stills,
)
from rushes.engines.animatic.encoding.processes.segments import segments
from rushes.engines.animatic.encoding.processes.stage_seconds import StageSeconds
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.sound.soundtrack import sound_of
from rushes.engines.animatic.still import Still
from rushes.errors import EngineFailed

Progress = Callable[[float, str], None]
SampleSource = Callable[[], Samples]

DRAWING_STARTS, DRAWING_ENDS = 0.03, 0.96
NO_STILLS = Stills(frozenset(), (2, 2))


@dataclass(frozen=True, slots=True)
class FilmMade:
    """What came of a film beside its file."""

    stills: Mapping[int, Still]
    """By frame, of the size asked for."""
    seconds: Mapping[str, float]
    """By stage (stage, bake, draw, convert, encode, rest, sound, aac, mux): CPU seconds, summed
    over the processes, since most stages run side by side; `mux` and `total` are wall time."""


def make_film(
    plan: FilmPlan,
    has_sound: bool,
    target: Path,
    progress: Progress,
    is_cancelled: Callable[[], bool],
    *,
    pool: DrawingPool | None = None,
    stills: Stills = NO_STILLS,
    metadata: Mapping[str, str] | None = None,
    make_samples: SampleSource | None = None,
    on_stills: Callable[[Mapping[int, Still]], None] = lambda stills: None,
) -> FilmMade:
    """Draw, sound and encode the film into `target`, which appears only once it is whole.

    `progress` hears a rising fraction and a phase at least four times a second. `on_stills` is
    given the stills once all are there, a while before the film is. Without a `pool`, one is
    started for this film alone.

    Raises:
        EngineFailed: it could not be made, or `is_cancelled` came true.
        StorageFull: the disk ran out.
    """
    begun = time.perf_counter()
    sound = None
    if has_sound:
        sound = _SoundThread(make_samples or partial(sound_of, plan))
        sound.start()

    def on_tick(frames_drawn: int) -> None:
        share = frames_drawn / plan.request.frame_count
        fraction = DRAWING_STARTS + (DRAWING_ENDS - DRAWING_STARTS) * share
        progress(fraction, "drawing" if frames_drawn else "staging")

    on_tick(0)
    with nullcontext(pool) if pool else DrawingPool() as drawing_pool:
        drawing = drawing_pool.draw(plan, segments(plan), stills, on_tick, is_cancelled, on_stills)
    track = sound.track(progress, is_cancelled) if sound else None
    progress(0.98, "writing")
    muxing = time.perf_counter()
    write_mp4(
        target,
        (plan.width_px, plan.height_px),
        drawing.parameter_sets,
        drawing.packets,
        track,
        metadata or {},
    )
    seconds = drawing.seconds
    if sound:
        seconds.add(sound.seconds)
    seconds["mux"] = time.perf_counter() - muxing
    seconds["total"] = time.perf_counter() - begun
    return FilmMade(drawing.stills, dict(seconds))


class _SoundThread(threading.Thread):
    """Makes and encodes the soundtrack beside the drawing."""

    def __init__(self, make_samples: SampleSource) -> None:
        super().__init__(name="sound", daemon=True)
        self._make_samples = make_samples
        self._track: AudioTrack | None = None
        self._error: Exception | None = None
        self.seconds = StageSeconds()

    def run(self) -> None:
        try:
            begun = time.thread_time()
            samples = self._make_samples()
            made = time.thread_time()
            self._track = encode_audio(samples)
            del samples
            memory.trim()
            self.seconds["sound"] = made - begun
            self.seconds["aac"] = time.thread_time() - made
        except Exception as error:
            self._error = error

    def track(self, progress: Progress, is_cancelled: Callable[[], bool]) -> AudioTrack:
        """Wait for the finished track."""
        while self.is_alive():
            if is_cancelled():
                raise EngineFailed(CANCELLED)
            progress(DRAWING_ENDS, "sound")
            self.join(TICK_SECONDS)
        if self._track is None:
            raise EngineFailed("The soundtrack could not be made.") from self._error
        return self._track
