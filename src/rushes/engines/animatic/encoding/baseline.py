"""The encoding baseline: the time that a film takes when drawing costs nothing.

The same frames come out of memory and pass through the same pool, converter, encoder and writer, a
soundtrack from memory through the same AAC encoder. What the engine takes beyond this is what
reading, staging, drawing and sound cost.
"""

from __future__ import annotations

import mmap
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rushes.engines.animatic.encoding.aac import SAMPLE_RATE, Samples
from rushes.engines.animatic.encoding.film import NO_STILLS, make_film
from rushes.engines.animatic.encoding.processes.pool import FILM_RENDERER, DrawingPool
from rushes.engines.animatic.encoding.processes.process import Renderer, load_renderer
from rushes.engines.animatic.encoding.processes.segments import segments
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.sound.soundtrack import sound_of

_FRAMES_FILE = "rushes-baseline-{seed:x}-{width}x{height}.bgra"
MEMORY_FOLDER = Path("/dev/shm")


class FramesFromMemory:
    """A renderer whose frames were drawn before: they lie in a file that is all in memory."""

    _mapped: tuple[Path, npt.NDArray[np.uint8]] | None = None
    """Kept from film to film, so that the timed one finds every page in place."""

    def __init__(self, plan: FilmPlan) -> None:
        path = frames_file(plan)
        if self._mapped is None or self._mapped[0] != path:
            with path.open("rb") as file:
                flags = mmap.MAP_SHARED | getattr(mmap, "MAP_POPULATE", 0)
                view = mmap.mmap(file.fileno(), 0, flags=flags, prot=mmap.PROT_READ)
            shape = (plan.request.frame_count, plan.draw_height_px, plan.draw_width_px, 4)
            FramesFromMemory._mapped = (path, np.frombuffer(view, np.uint8).reshape(shape))
        assert self._mapped is not None
        self._frames = self._mapped[1]

    def frame(self, index: int) -> npt.NDArray[np.uint8]:
        frame: npt.NDArray[np.uint8] = self._frames[index]
        return frame

    picture = frame


def frames_file(plan: FilmPlan) -> Path:
    """Where the frames lie while the baseline is measured: in memory where the system has such a
    folder, else in the page cache."""
    folder = MEMORY_FOLDER if MEMORY_FOLDER.is_dir() else Path(tempfile.gettempdir())
    name = _FRAMES_FILE.format(seed=plan.seed, width=plan.draw_width_px, height=plan.draw_height_px)
    return folder / name


class Baseline:
    """A film's frames in memory, its samples, and processes that are ready to encode them."""

    def __init__(self, plan: FilmPlan, pool: DrawingPool, samples: Samples | None) -> None:
        self._plan, self._pool, self._samples = plan, pool, samples

    def seconds(self) -> float:
        """Wall seconds that encoding the film takes, now."""
        return _encode(self._plan, self._pool, self._samples)


@contextmanager
def baseline_ready(
    plan: FilmPlan, processes: int, has_sound: bool = True, renderer: str = FILM_RENDERER
) -> Iterator[Baseline]:
    """Draw the film's frames into memory, untimed: it takes as long as the film, and their room.

    The pool's start and the mapping of the frames are not counted either.
    """
    samples = sound_of(plan) if has_sound else None
    pool_of_memory = f"{__name__}:{FramesFromMemory.__name__}"
    with _frames_in_memory(plan, renderer), DrawingPool(processes, pool_of_memory) as pool:
        pool.wait_until_ready()
        baseline = Baseline(plan, pool, samples)
        baseline.seconds()
        yield baseline


def encode_baseline(
    plan: FilmPlan, processes: int, has_sound: bool = True, renderer: str = FILM_RENDERER
) -> float:
    """The best of two of `Baseline.seconds`."""
    with baseline_ready(plan, processes, has_sound, renderer) as baseline:
        return min(baseline.seconds() for _ in range(2))


def _encode(plan: FilmPlan, pool: DrawingPool, samples: Samples | None) -> float:
    with tempfile.TemporaryDirectory(prefix="rushes-baseline-") as folder:
        begun = time.perf_counter()
        make_film(
            plan,
            samples is not None,
            Path(folder) / "film.mp4",
            lambda fraction, phase: None,
            lambda: False,
            pool=pool,
            stills=NO_STILLS,
            make_samples=lambda: samples if samples is not None else _silence(plan),
        )
        return time.perf_counter() - begun


def _silence(plan: FilmPlan) -> Samples:
    return np.zeros((2, plan.request.duration_seconds * SAMPLE_RATE), np.float32)


@contextmanager
def _frames_in_memory(plan: FilmPlan, renderer: str) -> Iterator[None]:
    """Draw every frame into `frames_file`, and take the file away again."""
    path = frames_file(plan)
    drawn: Renderer = load_renderer(renderer)(plan)
    try:
        with path.open("wb") as file:
            for segment in segments(plan):
                for index in range(segment.first_frame, segment.end_frame):
                    file.write(drawn.frame(index).tobytes())
        yield
    finally:
        path.unlink(missing_ok=True)
